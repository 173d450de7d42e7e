//! The scope table and its two closures.

use std::collections::BTreeSet;

/// Scope names of one resource.
pub type Scopes = BTreeSet<String>;

/// Every resource with the scopes it has.
pub const SCOPES: &[(&str, &[&str])] = &[
    ("camera", &["preview", "photo", "video", "face"]),
    ("microphone", &["recognise", "record", "live"]),
    ("location", &["coarse", "fine", "background"]),
    ("contacts", &["match", "read", "write"]),
    ("clipboard", &["match", "read", "write"]),
    ("bluetooth", &["connected", "scan", "connect"]),
    ("calendar", &["add", "write", "read"]),
    ("media", &["pick", "images", "video", "audio", "save"]),
    ("notifications", &["post"]),
    ("motion", &["raw", "activity"]),
    ("device_id", &["model", "app_scoped", "advertising", "hardware"]),
    ("wifi", &["state", "ssid"]),
    ("installed_apps", &["query"]),
    ("system_settings", &["write"]),
    ("phone", &["number"]),
    ("accessory", &["model", "id"]),
];

/// The arrows: on this resource, the first scope implies the second.
const ARROWS: &[(&str, &str, &str)] = &[
    ("camera", "photo", "preview"),
    ("camera", "video", "preview"),
    ("camera", "face", "preview"),
    ("microphone", "record", "recognise"),
    ("microphone", "live", "recognise"),
    ("location", "fine", "coarse"),
    ("contacts", "read", "match"),
    ("clipboard", "read", "match"),
    ("bluetooth", "connect", "connected"),
    ("calendar", "write", "add"),
    ("wifi", "ssid", "state"),
];

/// The scopes a resource has, in table order; none for an unknown resource.
pub fn scopes_of(resource: &str) -> &'static [&'static str] {
    SCOPES.iter().find(|(name, _)| *name == resource).map_or(&[], |(_, scopes)| scopes)
}

/// The scopes and everything they imply: how a grant, a request or a
/// declaration closes.
pub fn down(resource: &str, scopes: &Scopes) -> Scopes {
    let mut closed = scopes.clone();
    loop {
        let before = closed.len();
        for (at, from, to) in ARROWS {
            if *at == resource && closed.contains(*from) {
                closed.insert((*to).to_owned());
            }
        }
        if closed.len() == before {
            return closed;
        }
    }
}

/// The scopes and everything that implies them: how a refusal closes.
pub fn up(resource: &str, scopes: &Scopes) -> Scopes {
    let mut closed = scopes.clone();
    loop {
        let before = closed.len();
        for (at, from, to) in ARROWS {
            if *at == resource && closed.contains(*to) {
                closed.insert((*from).to_owned());
            }
        }
        if closed.len() == before {
            return closed;
        }
    }
}
