//! What the hot calls take and give: accesses, verdicts, groups.

use std::collections::HashSet;

use menshen::{Access, Reason, Resource, Scopes, Step};
use menshen_bindings::{
    Handle, access, acquire, acquire_all, check, ended, open, pack, prepare, release,
};
use menshen_tests::setup::{self, Folder};

const LIVE: i32 = -1;

#[test]
fn a_verdict_over_the_border_is_the_gates() {
    let folder = Folder::new("packed");
    let (handle, shared) = open(setup::config(&folder.0, setup::unlimited())).unwrap();
    let whole = |purpose| (prepare(purpose, None, "app", false), Access::purpose_only(purpose));
    let preview = (Resource::Camera, Scopes::bit(0));
    let access = Access::of("qr-scan", preview.0, preview.1);
    let camera = (prepare("qr-scan", Some(preview), "app", false), access);
    let same = |(prepared, wish): &(Handle, Access), reason: Reason, step: Step| {
        let verdict = shared.gate.check(wish);
        assert_eq!(verdict.map_err(|denied| (denied.reason, denied.step)), Err((reason, step)));
        assert_eq!(check(handle, *prepared), pack(verdict));
        assert_eq!(acquire(handle, *prepared), -pack(verdict));
    };
    same(&camera, Reason::PolicyNotAccepted, Step::AcceptPolicy);
    same(&whole("mind-reading"), Reason::UndeclaredPurpose, Step::None);
    setup::grant(&shared.gate, &[]);
    same(&camera, Reason::ConsentNotAsked, Step::AskConsent);
    shared.gate.answer(&camera.1, menshen::Answer::Refuse).unwrap();
    same(&camera, Reason::ConsentRefused, Step::Wait);
    let until = shared.gate.check(&camera.1).unwrap_err().until.unwrap();
    assert_eq!(check(handle, camera.0) >> 10, until.millis());
    let tapped = prepare("qr-scan", Some(preview), "app", true);
    same(
        &(tapped, camera.1.clone().user_initiated(true)),
        Reason::ConsentRefused,
        Step::AskConsent,
    );
    let push = prepare("qr-scan", Some(preview), "push", false);
    same(&(push, camera.1.clone().caller("push")), Reason::UndeclaredCaller, Step::None);
}

#[test]
fn a_group_names_each_lease_with_its_resource_and_scopes() {
    let folder = Folder::new("group");
    let (handle, shared) = open(setup::config(&folder.0, setup::unlimited())).unwrap();
    let needs = [
        ("record-video", Resource::Camera, "video"),
        ("record-video", Resource::Microphone, "record"),
        ("record-video", Resource::Media, "save"),
    ];
    setup::grant(&shared.gate, &needs);
    let given = acquire_all(handle, prepare("record-video", None, "app", false));
    let (leases, rest) = given.as_chunks::<3>();
    assert!(rest.is_empty());
    let named: Vec<_> = leases.iter().map(|[_, resource, scopes]| (*resource, *scopes)).collect();
    let scopes = |it: Resource, scope| it.scope(scope).unwrap().closed_down(it).bits();
    let numbers = needs.map(|(_, it, scope)| (it.number().into(), scopes(it, scope).into()));
    assert_eq!(named, numbers);
    for [lease, ..] in leases {
        assert_eq!(ended(lease.cast_unsigned()), LIVE);
        assert!(release(lease.cast_unsigned()));
    }
}

#[test]
fn a_purpose_without_a_resource_has_one_lease_of_none() {
    let folder = Folder::new("no-resource");
    let (handle, shared) = open(setup::config(&folder.0, setup::unlimited())).unwrap();
    setup::grant(&shared.gate, &[]);
    let given = acquire_all(handle, prepare("personalised-content", None, "app", false));
    assert!(matches!(given[..], [_, -1, _]), "{given:?}");
}

#[test]
fn the_same_access_always_has_the_same_handle() {
    let camera = Some((Resource::Camera, Scopes::bit(1)));
    let first = prepare("take-photo", camera, "app", false);
    assert_eq!(prepare("take-photo", camera, "app", false), first);
    let microphone = Some((Resource::Microphone, Scopes::bit(1)));
    let others = [
        prepare("take-photo", camera, "app", true),
        prepare("take-photo", camera, "push", false),
        prepare("take-photo", microphone, "app", false),
        prepare("take-photo", None, "app", false),
        prepare("take-photos", camera, "app", false),
    ];
    let all: HashSet<Handle> = others.into_iter().chain([first]).collect();
    assert_eq!(all.len(), others.len() + 1);
    assert!(all.iter().all(|&handle| access(handle).is_some()));
}
