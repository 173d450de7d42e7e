//! The two policies against the clauses they render. The table below was read off the published
//! texts: what each clause touches, by resource and scope.

use menshen::policy::{Need, PolicyFile, Purpose};
use menshen::{Basis, ConsentKind, Policy, Resource, SdkRole};
use menshen_tests::setup::POLICY as NETEASE;

const X_STUDIO: &str = include_str!("../../policies/x-studio.json");

fn file(text: &str) -> PolicyFile {
    Policy::parse(text).unwrap_or_else(|error| panic!("{error}")).file().clone()
}

fn cites(purpose: &Purpose, clause: &str) -> bool {
    let part = |cited: &String| {
        cited
            .strip_prefix(clause)
            .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
    };
    purpose.clauses.iter().any(part)
}

fn needs(purpose: &Purpose) -> impl Iterator<Item = &Need> {
    purpose.needs.iter().flat_map(|item| item.needs())
}

fn uses(policy: &PolicyFile, clause: &str, resource: Resource, scope: &str) -> bool {
    let fits = |need: &Need| {
        let named = need.resource.scopes(need.scope.iter().map(String::as_str)).unwrap();
        need.resource == resource
            && named.closed_down(resource).contains(resource.scope(scope).unwrap())
    };
    policy.purposes.iter().any(|it| cites(it, clause) && needs(it).any(fits))
}

/// Clause, and what it says the product touches.
const CLAUSES: &[(&str, Resource, &str)] = &[
    ("一(二)2", Resource::Camera, "face"),
    ("一(二)2", Resource::Camera, "photo"),
    ("一(二)3", Resource::DeviceId, "model"),
    ("一(二)3", Resource::DeviceId, "app_scoped"),
    ("一(二)3", Resource::DeviceId, "advertising"),
    ("一(二)3", Resource::DeviceId, "hardware"),
    ("一(二)3", Resource::Location, "fine"),
    ("一(二)3", Resource::Wifi, "state"),
    ("一(二)3", Resource::Wifi, "ssid"),
    ("一(二)3", Resource::InstalledApps, "query"),
    ("一(二)3", Resource::Motion, "raw"),
    ("一(二)4", Resource::Media, "save"),
    ("一(二)5", Resource::Media, "audio"),
    ("一(二)7", Resource::Camera, "preview"),
    ("一(二)7", Resource::Camera, "photo"),
    ("一(二)7", Resource::Media, "save"),
    ("一(二)8", Resource::Microphone, "recognise"),
    ("一(二)8", Resource::Microphone, "record"),
    ("一(二)8", Resource::Camera, "video"),
    ("一(二)8", Resource::Media, "save"),
    ("一(二)9", Resource::Location, "coarse"),
    ("一(二)10", Resource::Camera, "photo"),
    ("一(二)10", Resource::Media, "images"),
    ("一(二)10", Resource::Location, "coarse"),
    ("一(二)11", Resource::Contacts, "read"),
    ("一(二)12", Resource::Clipboard, "match"),
    ("一(二)14", Resource::Microphone, "live"),
    ("一(二)15", Resource::Notifications, "post"),
    ("一(二)15", Resource::Media, "save"),
    ("一(二)15", Resource::SystemSettings, "write"),
    ("一(二)16", Resource::Calendar, "add"),
    ("一(二)17", Resource::Bluetooth, "connected"),
    ("一(二)17", Resource::Accessory, "model"),
    ("一(二)17", Resource::Accessory, "id"),
    ("一(二)17", Resource::Motion, "raw"),
    ("六2", Resource::Notifications, "post"),
];

#[test]
fn every_clause_that_touches_a_resource_is_a_purpose_with_that_resource() {
    let policy = file(NETEASE);
    let missing: Vec<_> = CLAUSES.iter().filter(|it| !uses(&policy, it.0, it.1, it.2)).collect();
    assert!(missing.is_empty(), "not rendered: {missing:?}");
}

#[test]
fn every_clause_about_data_is_a_purpose() {
    let policy = file(NETEASE);
    for clause in (1..=21).map(|number| format!("一(二){number}")) {
        assert!(policy.purposes.iter().any(|it| cites(it, &clause)), "no purpose cites {clause}");
    }
    for clause in ["一(二)1", "一(二)6", "一(二)13", "一(二)18", "一(二)19", "一(二)20", "一(二)21"]
    {
        let data = policy.purposes.iter().find(|it| cites(it, clause) && it.needs.is_empty());
        assert!(data.is_some_and(|purpose| !purpose.data.is_empty()), "{clause} lists its data");
    }
}

#[test]
fn the_eight_kinds_of_third_party_are_listed() {
    let policy = file(NETEASE);
    for number in 1..=8 {
        let clause = format!("六{number}");
        assert!(policy.sdks.iter().any(|sdk| sdk.clause == clause), "no SDK for {clause}");
    }
    assert!(policy.sdks.iter().any(|sdk| sdk.role == SdkRole::Independent));
}

#[test]
fn location_contacts_voice_and_face_are_sensitive_and_asked_separately() {
    for purpose in file(NETEASE).purposes.iter().chain(&file(X_STUDIO).purposes) {
        for need in needs(purpose) {
            let face = need.scope.iter().any(|scope| scope == "face");
            let sensitive = matches!(
                need.resource,
                Resource::Location | Resource::Contacts | Resource::Microphone
            );
            if sensitive || (need.resource == Resource::Camera && face) {
                let kind = (need.sensitive(purpose), need.consent(purpose));
                assert_eq!(kind, (true, ConsentKind::Separate), "{} {}", purpose.id, need.resource);
            }
        }
    }
}

#[test]
fn cameras_and_storage_are_alternatives_where_the_clause_says_and_or() {
    let policy = file(NETEASE);
    let post = policy.purposes.iter().find(|it| it.id == "publish-post").unwrap();
    let resources: Vec<_> = post.needs.iter().map(|item| item.needs().len()).collect();
    assert!(resources.iter().all(|alternatives| *alternatives >= 2), "{resources:?}");
}

#[test]
fn switches_that_the_policy_promises_can_be_switched() {
    let policy = Policy::parse(NETEASE).unwrap();
    for id in [
        "nearby-visibility",
        "personalised-content",
        "targeted-ads",
        "be-recommended",
        "marketing-messages",
    ] {
        let purpose = policy.purpose(id).unwrap_or_else(|| panic!("no purpose `{id}`"));
        assert_eq!(purpose.basis, Basis::Consent, "`{id}` can be withdrawn");
    }
}

#[test]
fn the_guardian_rules_are_those_of_each_policy() {
    assert_eq!(file(NETEASE).guardian_age, 14);
    assert_eq!(file(X_STUDIO).guardian_age, 18);
}

#[test]
fn x_studio_declares_guest_mode_login_security_and_statistics() {
    let policy = file(X_STUDIO);
    for clause in ["一(二)1", "一(二)2", "一(二)3", "一(二)4"] {
        assert!(policy.purposes.iter().any(|it| cites(it, clause)), "no purpose cites {clause}");
    }
    assert!(policy.purposes.iter().any(|it| cites(it, "一(二)1") && it.guests));
    assert!(uses(&policy, "一(二)1", Resource::DeviceId, "model"));
    assert!(uses(&policy, "一(二)1", Resource::Wifi, "state"));
    assert!(uses(&policy, "一(二)3", Resource::DeviceId, "model"));
    assert!(uses(&policy, "一(二)4", Resource::DeviceId, "model"));
}

#[test]
fn texts_are_in_both_languages() {
    for policy in [file(NETEASE), file(X_STUDIO)] {
        for purpose in &policy.purposes {
            for text in [&purpose.title, &purpose.prompt, &purpose.if_refused] {
                let letters = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
                let (zh, en) = (letters(&text.zh), letters(&text.en));
                // A name or a clause may stand in Chinese in an English text.
                assert!(zh >= 2, "{}: {text:?}", purpose.id);
                assert!(en * 4 < text.en.chars().count(), "{}: {text:?}", purpose.id);
            }
        }
    }
}
