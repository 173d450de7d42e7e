//! The types of accesses in Rust: a marker for each scope, and what its lease serves for.

use menshen::Resource;

use super::super::model::Model;
use super::super::names::pascal;
use super::super::page::Page;
use super::super::used::Use;
use super::super::words;

pub(super) fn write(page: &mut Page, model: &Model<'_>) {
    page.gap();
    page.comment("访问的类型：资源与范围。 · The types of accesses: resources and scopes.");
    page.block("pub mod scope", |page| {
        for resource in model.resources() {
            page.gap();
            page.comment(&format!("`{resource}`"));
            page.block(&format!("pub mod {resource}"), |page| scopes(page, resource));
        }
        for used in &model.joint {
            page.gap();
            let parts = used.named().flat_map(Use::parts);
            marker(page, *used, "super::Covers", parts.map(|part| (part, below_scope(part))));
        }
    });
}

/// The type as seen from the root.
pub(super) fn name(used: Use) -> String {
    match used.is_joint() {
        true => format!("scope::{}", pascal(&used.id())),
        false => format!("scope::{}", below_scope(used)),
    }
}

fn scopes(page: &mut Page, resource: Resource) {
    for used in Use::of_all(resource) {
        page.gap();
        let parts = used.parts().filter(|part| *part != used);
        marker(page, used, "super::super::Covers", parts.map(|part| (part, own(part))));
    }
}

/// A type without values, and the uses for which it serves, by what they are called here.
fn marker(page: &mut Page, used: Use, covers: &str, parts: impl Iterator<Item = (Use, String)>) {
    let name = if used.is_joint() { pascal(&used.id()) } else { own(used) };
    page.comment(&words::code(used));
    page.line("#[derive(Debug, Clone, Copy)]");
    page.line(format!("pub enum {name} {{}}"));
    let mut seen: Vec<Use> = Vec::new();
    for (part, path) in parts {
        if !seen.contains(&part) {
            seen.push(part);
            page.line(format!("impl {covers}<{path}> for {name} {{}}"));
        }
    }
}

fn below_scope(used: Use) -> String {
    format!("{}::{}", used.resource, own(used))
}

fn own(used: Use) -> String {
    pascal(&used.scope_names().concat())
}
