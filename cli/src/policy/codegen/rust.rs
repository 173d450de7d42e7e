//! Rust, for the crate `menshen`: one module, on its own.

mod scopes;

use menshen::policy::Sdk;

use super::model::{Access, Declared, Model, Role};
use super::names::{pascal, snake};
use super::page::Page;
use super::used::Use;
use super::words;

/// Accesses and leases with a type: what the libraries of other languages have by themselves.
const TYPES: &str = include_str!("rust/types.txt");

/// A Rust module.
pub(super) fn write(model: &Model<'_>) -> String {
    let mut page = Page::new(4, comment);
    words::header(model.file).iter().for_each(|line| page.line(line));
    TYPES.lines().for_each(|line| page.line(line));
    page.gap();
    page.comment(words::STAMP);
    let fields = |page: &mut Page| {
        page.line(format!("id: \"{}\",", model.file.id));
        page.line(format!("version: \"{}\",", model.file.version));
        page.line(format!("fingerprint: \"{}\",", model.fingerprint));
    };
    page.nest("pub const POLICY: PolicyStamp = PolicyStamp {", fields, "};");
    model.purposes.iter().for_each(|declared| purpose(&mut page, declared));
    sdks(&mut page, model);
    scopes::write(&mut page, model);
    page.text()
}

fn purpose(page: &mut Page, declared: &Declared<'_>) {
    let id = &declared.purpose.id;
    page.gap();
    page.comment(&words::purpose(declared.purpose));
    page.block(&format!("pub mod {}", snake(id)), |page| {
        page.line("use super::*;");
        page.gap();
        page.comment("政策中的目的标识。 · The purpose's id in the policy.");
        page.line(format!("pub const ID: &str = \"{id}\";"));
        for access in &declared.accesses {
            let Use { resource, scopes } = access.used;
            let made = format!("Access::of(ID, Resource::{resource:?}, 0b{:b})", scopes.bits());
            let ty = format!("Access<{}>", scopes::name(access.used));
            functions(page, declared, &words::access(access), &access.used.id(), &ty, &made);
        }
        match declared.has_needs() {
            true => group(page, declared),
            false => may_use(page, declared),
        }
        if !declared.sdks.is_empty() {
            page.gap();
            page.comment(words::MAY_CALL);
            page.line("pub trait MayCall: Sdk {}");
        }
    });
}

/// For the app, for SDKs, or for both.
fn functions(
    page: &mut Page,
    declared: &Declared<'_>,
    about: &str,
    name: &str,
    ty: &str,
    made: &str,
) {
    if declared.app {
        page.gap();
        page.comment(about);
        page.block(&format!("pub fn {name}() -> {ty}"), |page| page.line(made));
    }
    if !declared.sdks.is_empty() {
        page.gap();
        page.comment(about);
        let head = format!("pub fn {name}_by(sdk: impl MayCall) -> {ty}");
        page.block(&head, |page| page.line(format!("{made}.by(sdk.id())")));
    }
}

fn may_use(page: &mut Page, declared: &Declared<'_>) {
    let about = "不涉及设备资源。 · Without a resource of the device.";
    functions(page, declared, about, "may_use", "MayUse", "MayUse::whole(ID)");
}

fn group(page: &mut Page, declared: &Declared<'_>) {
    functions(page, declared, words::ALL, "all", "Group<Leases>", "Group::new(ID, Leases::of)");
    page.gap();
    page.comment(words::LEASES);
    page.line("#[derive(Debug)]");
    page.block("pub struct Leases", |page| {
        for access in declared.group() {
            let lease = format!("Lease<{}>", scopes::name(access.used));
            let lease = if always(access) { lease } else { format!("Option<{lease}>") };
            page.comment(&words::access(access));
            page.line(format!("pub {}: {lease},", access.used.id()));
        }
    });
    page.gap();
    page.block("impl Leases", |page| {
        page.block("fn of(found: &mut Found) -> Option<Leases>", |page| {
            let fields = |page: &mut Page| declared.group().for_each(|it| page.line(taken(it)));
            page.nest("Some(Leases {", fields, "})");
        });
    });
}

fn taken(access: &Access) -> String {
    let Use { resource, scopes } = access.used;
    let all = scopes.closed_down(resource).bits();
    let must = if always(access) { "?" } else { "" };
    format!("{}: found.take(Resource::{resource:?}, 0b{all:b}){must},", access.used.id())
}

fn always(access: &Access) -> bool {
    access.role == Role::Required
}

fn sdks(page: &mut Page, model: &Model<'_>) {
    page.gap();
    page.comment(words::SDKS);
    page.block("pub mod sdks", |page| {
        if !model.file.sdks.is_empty() {
            page.line("use super::Sdk;");
        }
        model.file.sdks.iter().for_each(|party| sdk(page, model, party));
    });
}

fn sdk(page: &mut Page, model: &Model<'_>, party: &Sdk) {
    let name = pascal(&party.id);
    page.gap();
    page.comment(&words::sdk(party));
    page.line("#[derive(Debug, Clone, Copy)]");
    page.line(format!("pub struct {name};"));
    page.gap();
    page.block(&format!("impl Sdk for {name}"), |page| {
        page.block("fn id(&self) -> &'static str", |page| page.line(format!("\"{}\"", party.id)));
    });
    for declared in model.called_by(party) {
        let module = snake(&declared.purpose.id);
        page.line(format!("impl super::{module}::MayCall for {name} {{}}"));
    }
}

/// In Markdown, where brackets are links and stars are emphasis.
fn comment(text: &str) -> String {
    let mut safe = String::new();
    let mut code = false;
    for letter in text.chars() {
        code ^= letter == '`';
        if !code && "[]<>*_\\#".contains(letter) {
            safe.push('\\');
        }
        safe.push(letter);
    }
    format!("/// {safe}")
}
