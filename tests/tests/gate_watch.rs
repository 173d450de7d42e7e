//! What a binding needs of the gate: to be told of changes, what the system permits, a signer of its
//! own, a walk that borrows nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use menshen::log::{SignError, Signer, VerifyOptions, verify};
use menshen::{Acceptance, Answer, Gate, OsGrant, Plan, Reason, Resource, Shown, Span, Step};
use menshen_tests::world::{World, access};

const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");

/// Counts how often a gate tells of changes.
fn watched(gate: &Gate) -> Arc<AtomicU32> {
    let calls = Arc::new(AtomicU32::new(0));
    let count = calls.clone();
    gate.on_change(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    gate.maintain();
    calls.store(0, Ordering::SeqCst);
    calls
}

#[test]
fn a_watcher_hears_of_changes_here_and_in_another_process_and_of_nothing_else() {
    let world = World::new("watch");
    let (gate, other) = (world.granted(&[SCAN]), world.gate());
    let calls = watched(&gate);
    gate.check(&access(SCAN)).unwrap();
    drop(gate.acquire(&access(SCAN)).unwrap());
    gate.maintain();
    assert_eq!(calls.load(Ordering::SeqCst), 0, "looking and using change nothing");
    gate.withdraw(&access(SCAN)).unwrap();
    gate.decline_policy().unwrap();
    gate.maintain();
    assert_eq!(calls.swap(0, Ordering::SeqCst), 1, "many changes are one call");
    other.accept_policy().unwrap();
    world.pass(&gate, Span::seconds(1));
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn a_watcher_that_panics_takes_nobody_along() {
    let world = World::new("watch-panic");
    let gate = world.granted(&[SCAN]);
    gate.on_change(|| panic!("the watcher's own"));
    let calls = watched(&gate);
    gate.withdraw(&access(SCAN)).unwrap();
    gate.maintain();
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn the_gate_tells_what_it_knows_of_the_system_and_the_policy() {
    let world = World::new("knows");
    let gate = world.gate();
    assert_eq!(gate.acceptance(), Acceptance::Undecided);
    gate.decline_policy().unwrap();
    assert_eq!(gate.acceptance(), Acceptance::Declined);
    gate.accept_policy().unwrap();
    assert_eq!(gate.acceptance(), Acceptance::Accepted(gate.policy().version()));
    let known = |scope| gate.os_grant(Resource::Location, scope).unwrap();
    assert_eq!(known("fine"), OsGrant::NotAsked);
    gate.os_changed(Resource::Location, &["fine"], OsGrant::Reduced).unwrap();
    assert_eq!((known("fine"), known("coarse")), (OsGrant::Denied, OsGrant::NotAsked));
    assert!(gate.os_grant(Resource::Location, "finest").is_err());
}

#[test]
fn whether_an_sdk_could_start_leaves_no_record() {
    let world = World::new("could-start");
    let gate = world.gate();
    let before = world.records().len();
    assert_eq!(gate.could_start("push").unwrap_err().reason, Reason::PolicyNotAccepted);
    assert_eq!(world.records().len(), before);
    assert_eq!(gate.may_start("push"), gate.could_start("push"));
    assert_eq!(world.records().len(), before + 1);
}

/// A key store that signs with a key of its own, or is broken.
struct Store {
    key: menshen::log::SoftwareKey,
    broken: bool,
}

impl Signer for Store {
    fn provider(&self) -> &str {
        "test-store"
    }

    fn public_key(&self) -> [u8; 32] {
        self.key.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        if self.broken { Err(SignError("locked".to_owned())) } else { self.key.sign(message) }
    }
}

fn stored(world: &World, broken: bool) -> Gate {
    let elsewhere = world.folder.0.with_extension("key");
    let key = menshen::log::SoftwareKey::open(&world.seams, &elsewhere).unwrap();
    std::fs::remove_file(elsewhere).unwrap();
    Gate::open(world.real().signer(Arc::new(Store { key, broken }))).unwrap()
}

#[test]
fn the_platforms_key_signs_and_is_named() {
    let world = World::new("signer");
    stored(&world, false).checkpoint().unwrap();
    let report = verify(&world.seams.disk, &world.folder.0, &VerifyOptions::default()).unwrap();
    assert_eq!(report.provider.as_deref(), Some("test-store"));
    assert!(!world.folder.0.join("key").exists(), "no key in a file beside it");
}

#[test]
fn a_key_that_cannot_be_used_is_said_and_costs_no_record() {
    let world = World::new("signer-broken");
    let gate = stored(&world, true);
    let error = gate.checkpoint().unwrap_err().to_string();
    assert!(error.contains("locked"), "{error}");
    assert_eq!(world.records().len(), 1);
}

#[test]
fn a_walk_shows_each_prompt_once_and_borrows_nothing() {
    let world = World::new("shown");
    let gate = world.granted(&[]);
    let scan = access(SCAN).user_initiated(true);
    let mut shown = Shown::default();
    assert!(matches!(shown.next(&gate, &scan), Plan::Next { step: Step::AskConsent, .. }));
    gate.answer(&scan, Answer::Refuse).unwrap();
    assert!(matches!(shown.next(&gate, &scan), Plan::Stop { step: Step::WaitForUser, .. }));
    assert!(matches!(Shown::default().next(&gate, &scan), Plan::Next { .. }), "a new walk may");
}
