//! The words of the field by number.

use menshen::log::LeaseEnd;
use menshen::{
    Age, AppState, Basis, ConsentKind, OsGrant, Reason, Requirement, Resource, Scopes, SdkRole,
    Step,
};

/// The name of a word in JSON, on the command line and in the documentation, by its kind
/// (`resource`, `reason`, `step`, …) and number: for holding another language's lists to these.
pub fn word_names(kind: &str) -> &'static [&'static str] {
    match kind {
        "resource" => Resource::NAMES,
        "reason" => Reason::NAMES,
        "step" => Step::NAMES,
        "os_grant" => OsGrant::NAMES,
        "requirement" => Requirement::NAMES,
        "age" => Age::NAMES,
        "app_state" => AppState::NAMES,
        "consent" => ConsentKind::NAMES,
        "basis" => Basis::NAMES,
        "role" => SdkRole::NAMES,
        "lease_end" => LeaseEnd::NAMES,
        _ => &[],
    }
}

/// What an access is for, by number; `None` when the numbers stand for nothing. A negative
/// resource means the purpose as a whole.
pub fn target(resource: i64, scopes: i64) -> Option<Option<(Resource, Scopes)>> {
    if resource < 0 {
        return Some(None);
    }
    let resource = Resource::from_number(u8::try_from(resource).ok()?)?;
    Some(Some((resource, Scopes::from_bits(u8::try_from(scopes).ok()?))))
}
