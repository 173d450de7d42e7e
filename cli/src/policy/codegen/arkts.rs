//! ArkTS, for the library `@menshen/gate`.

use menshen::policy::Sdk;

use super::imports::Imports;
use super::model::{Access, Declared, Model, Role};
use super::names::{camel, pascal};
use super::page::Page;
use super::used::Use;
use super::words;

/// An `.ets` file.
pub(super) fn write(model: &Model<'_>) -> String {
    let mut page = Page::new(2, words::block_comment);
    words::header(model.file).iter().for_each(|line| page.line(line));
    let imports = Imports::of(model, []);
    let names = imports.each().map(|(name, alias)| {
        alias.map_or(format!("  {name},"), |alias| format!("  {name} as {alias},"))
    });
    page.line("import {");
    names.for_each(|line| page.line(line));
    page.line("} from '@menshen/gate';");
    for used in &model.joint {
        page.gap();
        let parts: Vec<String> = used.named().map(|part| scope(part, &imports)).collect();
        page.comment(words::JOINT);
        let name = pascal(&used.id());
        page.line(format!("export interface {name} extends {} {{}}", parts.join(", ")));
    }
    model
        .purposes
        .iter()
        .filter(|it| !is_plain(it))
        .for_each(|it| purpose(&mut page, it, &imports));
    purposes(&mut page, model, &imports);
    sdks(&mut page, model, &imports);
    page.text()
}

/// Nothing but the library's own class is needed.
fn is_plain(declared: &Declared<'_>) -> bool {
    declared.app && declared.sdks.is_empty() && !declared.has_needs()
}

fn purpose(page: &mut Page, declared: &Declared<'_>, imports: &Imports) {
    let name = pascal(&declared.purpose.id);
    let may_use = declared.app && !declared.has_needs();
    let base = imports.name(if may_use { "DataPurpose" } else { "Purpose" });
    page.gap();
    page.comment(&words::purpose(declared.purpose));
    page.block(&format!("export class {name} extends {base}"), |page| {
        for access in &declared.accesses {
            page.gap();
            page.comment(&words::access(access));
            self::access(page, declared, access.used, imports);
        }
        match declared.has_needs() {
            true => group(page, declared, imports),
            false => may_use_by(page, declared, imports),
        }
    });
    if declared.has_needs() {
        leases(page, declared, imports);
    }
}

/// For the app, for SDKs, or for both.
fn access(page: &mut Page, declared: &Declared<'_>, used: Use, imports: &Imports) {
    let name = camel(&used.id());
    let ty = format!("{}<{}>", imports.name("Access"), scope(used, imports));
    let numbers = used.numbers();
    if declared.app {
        page.broken(&format!("readonly {name}: {ty} ="), &format!("new {ty}(this.id, {numbers});"));
    }
    if !declared.sdks.is_empty() {
        page.block(&format!("{name}By(sdk: {}): {ty}", callers(declared, imports)), |page| {
            page.line(format!("return new {ty}(this.id, {numbers}, sdk.id);"));
        });
    }
}

fn group(page: &mut Page, declared: &Declared<'_>, imports: &Imports) {
    let leases = format!("{}Leases", pascal(&declared.purpose.id));
    let ty = format!("{}<{leases}>", imports.name("Group"));
    let typed = format!("(leases: {}) => new {leases}(leases)", imports.name("GroupLeases"));
    page.gap();
    page.comment(words::ALL);
    if declared.app {
        page.broken(&format!("readonly all: {ty} ="), &format!("new {ty}(this.id, {typed});"));
    }
    if !declared.sdks.is_empty() {
        page.block(&format!("allBy(sdk: {}): {ty}", callers(declared, imports)), |page| {
            page.line(format!("return new {ty}(this.id, {typed}, sdk.id);"));
        });
    }
}

fn may_use_by(page: &mut Page, declared: &Declared<'_>, imports: &Imports) {
    let ty = imports.name("MayUse");
    page.block(&format!("mayUseBy(sdk: {}): {ty}", callers(declared, imports)), |page| {
        page.line(format!("return new {ty}(this.id, sdk.id);"));
    });
}

fn leases(page: &mut Page, declared: &Declared<'_>, imports: &Imports) {
    let name = pascal(&declared.purpose.id);
    let found = |access: &Access| match access.role {
        Role::Required => ("", "required"),
        _ => (" | undefined", "optional"),
    };
    page.gap();
    page.comment(words::LEASES);
    page.block(&format!("export class {name}Leases"), |page| {
        for access in declared.group() {
            let (member, ty) = (camel(&access.used.id()), lease(access.used, imports));
            page.line(format!("readonly {member}: {ty}{};", found(access).0));
        }
        page.gap();
        let head = format!("constructor(leases: {})", imports.name("GroupLeases"));
        page.block(&head, |page| {
            for access in declared.group() {
                let (used, (_, find)) = (access.used, found(access));
                let (member, scope) = (camel(&used.id()), scope(used, imports));
                let numbers = used.numbers();
                page.line(format!("this.{member} = leases.{find}<{scope}>({numbers});"));
            }
        });
    });
}

fn purposes(page: &mut Page, model: &Model<'_>, imports: &Imports) {
    let stamp = imports.name("PolicyStamp");
    page.gap();
    page.comment(words::PURPOSES);
    page.block("export class Purposes", |page| {
        page.comment(words::STAMP);
        let arguments = |page: &mut Page| {
            page.line(format!("'{}',", model.file.id));
            page.line(format!("'{}',", model.file.version));
            page.line(format!("'{}',", model.fingerprint));
        };
        page.nest(&format!("static readonly policy: {stamp} = new {stamp}("), arguments, ");");
        for declared in &model.purposes {
            let (id, name) = (&declared.purpose.id, pascal(&declared.purpose.id));
            let class = if is_plain(declared) { imports.name("DataPurpose") } else { name.clone() };
            page.gap();
            page.comment(&words::purpose(declared.purpose));
            page.line(format!("static readonly {name}: {class} = new {class}('{id}');"));
        }
    });
}

fn sdks(page: &mut Page, model: &Model<'_>, imports: &Imports) {
    page.gap();
    page.comment(words::SDKS);
    page.block("export class Sdks", |page| {
        for party in &model.file.sdks {
            let Sdk { id, .. } = party;
            let ty = format!("{}<'{id}'>", imports.name("Sdk"));
            page.gap();
            page.comment(&words::sdk(party));
            page.line(format!("static readonly {}: {ty} = new {ty}('{id}');", pascal(id)));
        }
    });
}

/// The SDKs that may ask for the purpose.
fn callers(declared: &Declared<'_>, imports: &Imports) -> String {
    let ids: Vec<String> = declared.sdks.iter().map(|id| format!("'{id}'")).collect();
    format!("{}<{}>", imports.name("Sdk"), ids.join(" | "))
}

fn lease(used: Use, imports: &Imports) -> String {
    format!("{}<{}>", imports.name("Lease"), scope(used, imports))
}

fn scope(used: Use, imports: &Imports) -> String {
    imports.scope(used, "")
}
