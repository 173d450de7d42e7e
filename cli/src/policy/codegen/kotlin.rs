//! Kotlin, for the library `dev.menshen`.

use menshen::policy::Sdk;

use super::imports::Imports;
use super::model::{Access, Declared, Model, Role};
use super::names::{camel, pascal};
use super::page::Page;
use super::used::Use;
use super::words;

/// The package of the generated file, unless another is asked for.
pub(super) const PACKAGE: &str = "dev.menshen.generated";

/// A Kotlin file.
pub(super) fn write(model: &Model<'_>, package: &str) -> String {
    let mut page = Page::new(4, words::block_comment);
    words::header(model.file).iter().for_each(|line| page.line(line));
    page.line("@file:OptIn(GeneratedCode::class)");
    page.gap();
    page.line(format!("package {package}"));
    page.gap();
    let shared = model.purposes.iter().any(|it| !it.sdks.is_empty());
    let caller = shared.then_some("Caller");
    let imports = Imports::of(model, ["GeneratedCode"].into_iter().chain(caller));
    for (name, alias) in imports.each() {
        let alias = alias.map_or(String::new(), |alias| format!(" as {alias}"));
        page.line(format!("import dev.menshen.{name}{alias}"));
    }
    page.gap();
    Writer { model, imports, page }.file()
}

struct Writer<'a> {
    model: &'a Model<'a>,
    imports: Imports,
    page: Page,
}

impl Writer<'_> {
    fn file(mut self) -> String {
        let Writer { model, imports, page } = &mut self;
        page.comment(words::PURPOSES);
        page.block("public object Purposes", |page| {
            stamp(page, model, imports);
            for declared in &model.purposes {
                page.gap();
                page.comment(&words::purpose(declared.purpose));
                purpose(page, declared, imports);
            }
        });
        page.gap();
        page.comment(words::SDKS);
        page.block("public object Sdks", |page| {
            for party in &model.file.sdks {
                page.gap();
                page.comment(&words::sdk(party));
                sdk(page, model, party, imports);
            }
        });
        if !model.joint.is_empty() {
            page.gap();
            page.comment(words::JOINT);
            page.block("public object Scopes", |page| {
                model.joint.iter().for_each(|used| page.line(joint(*used, imports)));
            });
        }
        self.page.text()
    }
}

fn stamp(page: &mut Page, model: &Model<'_>, imports: &Imports) {
    let stamp = imports.name("PolicyStamp");
    page.comment(words::STAMP);
    let arguments = |page: &mut Page| {
        page.line(format!("id = \"{}\",", model.file.id));
        page.line(format!("version = \"{}\",", model.file.version));
        page.line(format!("fingerprint = \"{}\",", model.fingerprint));
    };
    page.nest(&format!("public val policy: {stamp} = {stamp}("), arguments, ")");
}

fn purpose(page: &mut Page, declared: &Declared<'_>, imports: &Imports) {
    let id = &declared.purpose.id;
    let by_app_alone = declared.app && !declared.has_needs();
    let base = imports.name(if by_app_alone { "DataPurpose" } else { "Purpose" });
    let head = format!("public object {} : {base}(\"{id}\")", pascal(id));
    if by_app_alone && declared.sdks.is_empty() {
        return page.line(head);
    }
    page.block(&head, |page| {
        for access in &declared.accesses {
            page.gap();
            page.comment(&words::access(access));
            self::access(page, declared, access.used, imports);
        }
        match declared.has_needs() {
            true => group(page, declared, imports),
            false => may_use_by(page, imports),
        }
        if !declared.sdks.is_empty() {
            page.gap();
            page.comment(words::MAY_CALL);
            page.line(format!("public sealed interface MayCall : {}", imports.name("Caller")));
        }
    });
}

/// For the app, for SDKs, or for both.
fn access(page: &mut Page, declared: &Declared<'_>, used: Use, imports: &Imports) {
    let (name, made) = (camel(&used.id()), imports.name("Access"));
    let ty = format!("{made}<{}>", scope(used, imports));
    let numbers = used.numbers();
    if declared.app {
        page.line(format!("public val {name}: {ty} = {made}(id, {numbers})"));
    }
    if !declared.sdks.is_empty() {
        let head = format!("public fun {name}By(sdk: MayCall): {ty} =");
        page.broken(&head, &format!("{made}(id, {numbers}, sdk.id)"));
    }
}

fn group(page: &mut Page, declared: &Declared<'_>, imports: &Imports) {
    let group = imports.name("Group");
    page.gap();
    page.comment(words::ALL);
    if declared.app {
        page.line(format!("public val all: {group}<Leases> = {group}(id, ::Leases)"));
    }
    if !declared.sdks.is_empty() {
        let head = format!("public fun allBy(sdk: MayCall): {group}<Leases> =");
        page.broken(&head, &format!("{group}(id, ::Leases, sdk.id)"));
    }
    page.gap();
    page.comment(words::LEASES);
    let head = format!("public class Leases(leases: {})", imports.name("GroupLeases"));
    page.block(&head, |page| {
        declared.group().for_each(|access| page.line(lease(access, imports)));
    });
}

fn lease(access: &Access, imports: &Imports) -> String {
    let used = access.used;
    let (name, scope) = (camel(&used.id()), scope(used, imports));
    let (optional, find) = match access.role {
        Role::Required => ("", "required"),
        _ => ("?", "optional"),
    };
    let (ty, numbers) = (imports.name("Lease"), used.numbers());
    format!("public val {name}: {ty}<{scope}>{optional} = leases.{find}({numbers})")
}

fn may_use_by(page: &mut Page, imports: &Imports) {
    let ty = imports.name("MayUse");
    page.line(format!("public fun mayUseBy(sdk: MayCall): {ty} = {ty}(id, sdk.id)"));
}

fn sdk(page: &mut Page, model: &Model<'_>, party: &Sdk, imports: &Imports) {
    let (name, base) = (pascal(&party.id), imports.name("Sdk"));
    let callers: Vec<String> = model.called_by(party).map(may_call).collect();
    let head = format!("public object {name} : {base}(\"{}\")", party.id);
    match callers.is_empty() {
        true => page.line(head),
        false => page.broken(&format!("{head},"), &callers.join(",\n        ")),
    }
}

fn may_call(declared: &Declared<'_>) -> String {
    format!("Purposes.{}.MayCall", pascal(&declared.purpose.id))
}

fn joint(used: Use, imports: &Imports) -> String {
    let parts: Vec<String> = used.named().map(|part| scope(part, imports)).collect();
    format!("public interface {} : {}", pascal(&used.id()), parts.join(", "))
}

fn scope(used: Use, imports: &Imports) -> String {
    imports.scope(used, "Scopes.")
}
