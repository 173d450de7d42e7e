//! What a manifest must ask for, ready to paste.

use std::ops::RangeInclusive;

use menshen::policy::Purpose;
use menshen::{AppState, Policy, Resource, System};

use super::case::Missing;
use super::checks::reasons::reason_key;
use super::{App, Case};

/// The lines for a platform at these API levels: what an app that asks for nothing lacks.
pub(crate) fn suggest(policy: &Policy, system: System, levels: RangeInclusive<u16>) -> String {
    let app = App::asking_nothing(system, levels);
    let case = Case { policy, app: &app };
    let missing = case.missing();
    match system {
        System::Android => missing.iter().map(|it| uses_permission(it, &case)).collect(),
        System::Harmony => request_permissions(&missing),
    }
}

fn uses_permission(missing: &Missing<'_>, case: &Case<'_>) -> String {
    let name = missing.permission.name;
    let last = missing.levels.last().copied().unwrap_or_default();
    let max = match last < case.app.top() {
        true => format!("\n    android:maxSdkVersion=\"{last}\""),
        false => String::new(),
    };
    let located = case.needs_of(Resource::Location).next().is_some();
    let flag = match name.ends_with(".BLUETOOTH_SCAN") && !located {
        true => "\n    android:usesPermissionFlags=\"neverForLocation\"",
        false => "",
    };
    let comment = ids(missing);
    format!("<!-- {comment} -->\n<uses-permission android:name=\"{name}\"{max}{flag} />\n")
}

fn request_permissions(missing: &[Missing<'_>]) -> String {
    let entries: String = missing.iter().map(request).collect();
    format!("\"requestPermissions\": [\n{entries}],\n")
}

fn request(missing: &Missing<'_>) -> String {
    let (permission, comment) = (missing.permission, ids(missing));
    let name = permission.name;
    if !permission.protection.asks_the_user() {
        return format!("  // {comment}\n  {{ \"name\": \"{name}\" }},\n");
    }
    let reason = reason_key(permission);
    let when = if missing.purposes.iter().any(|it| stays_behind(it, missing)) {
        "always"
    } else {
        "inuse"
    };
    format!(
        "  // {comment}\n  {{\n    \"name\": \"{name}\",\n    \"reason\": \"{reason}\",\n    \
         \"usedScene\": {{ \"abilities\": [\"EntryAbility\"], \"when\": \"{when}\" }}\n  }},\n"
    )
}

/// Whether the purpose uses the permission in the background.
fn stays_behind(purpose: &Purpose, missing: &Missing<'_>) -> bool {
    let needs = purpose.needs.iter().flat_map(menshen::policy::Item::needs);
    let level = missing.levels.last().copied().unwrap_or_default();
    let mut served = needs.filter(|need| missing.permission.serves(need, purpose, level));
    served.any(|need| need.context(purpose) == AppState::Background)
}

/// The purposes, for a comment.
fn ids(missing: &Missing<'_>) -> String {
    let ids: Vec<&str> = missing.purposes.iter().map(|it| it.id.as_str()).collect();
    let optional = if missing.required { "" } else { " (optional)" };
    ids.join(", ") + optional
}
