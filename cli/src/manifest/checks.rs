//! The judges of the rules.

pub(super) mod backup;
pub(super) mod declared;
pub(super) mod features;
pub(super) mod levels;
pub(super) mod location;
pub(super) mod media;
pub(super) mod missing;
pub(super) mod modes;
pub(super) mod reasons;

use menshen::policy::Purpose;

use super::Finding;

/// Whether a more specific rule has spoken about a permission: one finding says enough.
fn spoken(found: &[Finding], permission: &str) -> bool {
    found.iter().any(|finding| finding.permission.as_deref() == Some(permission))
}

/// Whether the finding about a permission is that it shall go: no more need be said of it.
fn shall_go(found: &[Finding], permission: &str) -> bool {
    let go = [declared::NOT_NEEDED, declared::PICKER, location::BACKGROUND];
    let about = |it: &&Finding| it.permission.as_deref() == Some(permission);
    found.iter().filter(about).any(|finding| go.contains(&finding.rule))
}

/// Some of the purposes by name, and how many there are besides.
fn named(purposes: &[&Purpose]) -> (String, String) {
    const MOST: usize = 4;
    let ids: Vec<String> = purposes.iter().take(MOST).map(|it| format!("`{}`", it.id)).collect();
    let titles: Vec<String> =
        purposes.iter().take(MOST).map(|it| format!("“{}”", it.title.zh)).collect();
    match purposes.len().saturating_sub(MOST) {
        0 => (titles.join("、"), ids.join(", ")),
        more => (
            format!("{}等 {} 项用途", titles.join("、"), purposes.len()),
            format!("{} and {more} more", ids.join(", ")),
        ),
    }
}

/// API levels, as a range when there is more than one.
fn span(levels: &[u16]) -> String {
    match (levels.first(), levels.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(only), _) => only.to_string(),
        _ => String::new(),
    }
}
