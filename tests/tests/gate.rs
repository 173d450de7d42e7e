//! The gate as an app sees it, on the real policy and a clock that the test moves.

use std::sync::{Arc, Mutex};

use menshen::log::{Event, LeaseEnd};
use menshen::{
    Access, Action, Age, Answer, AppState, Gate, Observed, OsGrant, Plan, Platform, Policy, Reason,
    Resource, Span, Step,
};
use menshen_tests::setup::{self, POLICY};
use menshen_tests::world::{World, access};

const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");
const FRIENDS: (&str, Resource, &str) = ("friend-recommendation", Resource::Contacts, "read");
const HUM: (&str, Resource, &str) = ("hum-recognition", Resource::Microphone, "recognise");
const LIVE: (&str, Resource, &str) = ("live-mic", Resource::Microphone, "live");

fn reason(result: Result<menshen::Lease, menshen::Denied>) -> Reason {
    result.unwrap_err().reason
}

#[test]
fn nothing_passes_before_the_policy_is_accepted_nor_in_basic_mode() {
    let world = World::new("basic-mode");
    let gate = world.gate();
    gate.app_state(AppState::Foreground).unwrap();
    let scan = access(SCAN);
    assert_eq!(gate.check(&scan).unwrap_err().step, Step::AcceptPolicy);
    gate.decline_policy().unwrap();
    let denied = gate.acquire(&scan).unwrap_err();
    assert_eq!((denied.reason, denied.step), (Reason::PolicyNotAccepted, Step::WaitForUser));
    assert_eq!(gate.may_start("performance").unwrap_err().reason, Reason::PolicyNotAccepted);
    gate.accept_policy().unwrap();
    assert_eq!(gate.check(&scan).unwrap_err().reason, Reason::ConsentNotAsked);
    gate.may_start("performance").unwrap();
    assert_eq!(gate.may_start("nobody").unwrap_err().reason, Reason::UndeclaredCaller);
}

#[test]
fn a_lease_ends_with_its_consent_its_permission_its_subject_and_its_policy() {
    type End = fn(&Gate);
    let ends: [(End, LeaseEnd); 5] = [
        (|gate| gate.withdraw(&access(HUM)).unwrap(), LeaseEnd::Withdrawn),
        (
            |gate| gate.os_changed(Resource::Microphone, &["recognise"], OsGrant::Denied).unwrap(),
            LeaseEnd::Withdrawn,
        ),
        (
            |gate| {
                gate.os_changed(Resource::Microphone, &["recognise"], OsGrant::SwitchedOff).unwrap()
            },
            LeaseEnd::OsChanged,
        ),
        (
            |gate| gate.switch_subject(Some("another"), Age::Adult).unwrap(),
            LeaseEnd::SubjectChanged,
        ),
        (|gate| gate.decline_policy().unwrap(), LeaseEnd::PolicyChanged),
    ];
    for (index, (end, expected)) in ends.into_iter().enumerate() {
        let world = World::new(&format!("lease-end-{index}"));
        let gate = world.granted(&[HUM]);
        let lease = gate.acquire(&access(HUM)).unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let told = heard.clone();
        lease.on_revoked(move |how| told.lock().unwrap().push(how));
        assert!(lease.live());
        end(&gate);
        gate.maintain();
        assert_eq!(lease.ended(), Some(expected), "end {index}");
        assert_eq!(*heard.lock().unwrap(), [expected], "the holder hears of it once");
        drop(lease);
        let ended =
            world.events().into_iter().filter(|it| matches!(it, Event::LeaseEnd { .. })).count();
        assert_eq!(ended, 1, "the log says it once");
    }
}

#[test]
fn a_callback_set_too_late_runs_all_the_same_and_a_panic_in_one_stops_no_other() {
    let world = World::new("late-callback");
    let gate = world.granted(&[HUM]);
    let lease = gate.acquire(&access(HUM)).unwrap();
    gate.withdraw(&access(HUM)).unwrap();
    let heard = Arc::new(Mutex::new(0));
    let told = heard.clone();
    lease.on_revoked(|_| panic!("a careless app"));
    lease.on_revoked(move |_| *told.lock().unwrap() += 1);
    gate.maintain();
    assert_eq!(*heard.lock().unwrap(), 1);
}

#[test]
fn leaving_the_foreground_ends_leases_after_a_grace() {
    let world = World::new("grace");
    let gate = world.granted(&[SCAN, LIVE]);
    let scan = gate.acquire(&access(SCAN)).unwrap();
    let live = gate.acquire(&access(LIVE)).unwrap();
    gate.app_state(AppState::Perceptible).unwrap();
    world.pass(&gate, Span::from_millis(4_999));
    assert!(scan.live(), "a dialog, a picker or a rotation");
    world.pass(&gate, Span::from_millis(1));
    assert_eq!(scan.ended(), Some(LeaseEnd::Background));
    assert!(live.live(), "its context is perceptible");
    assert_eq!(reason(gate.acquire(&access(SCAN))), Reason::NotForeground);
    gate.app_state(AppState::Background).unwrap();
    world.pass(&gate, Span::seconds(5));
    assert_eq!(live.ended(), Some(LeaseEnd::Background));
}

#[test]
fn the_app_is_where_its_foremost_process_is() {
    let world = World::new("presence");
    let front = world.granted(&[SCAN]);
    let service = world.gate();
    service.acquire(&access(SCAN)).unwrap();
    drop(front);
    assert_eq!(reason(service.acquire(&access(SCAN))), Reason::NotForeground);
}

#[test]
fn a_grant_for_a_time_expires_with_its_lease_and_no_clock_brings_it_back() {
    let world = World::new("expiry");
    let gate = world.granted(&[HUM]);
    gate.answer(&access(HUM), Answer::GrantFor(Span::minutes(1))).unwrap();
    let lease = gate.acquire(&access(HUM)).unwrap();
    world.clock.step(-3_600_000);
    world.pass(&gate, Span::from_millis(59_999));
    assert!(lease.live());
    world.pass(&gate, Span::from_millis(1));
    assert_eq!(lease.ended(), Some(LeaseEnd::Expired));
    assert_eq!(reason(gate.acquire(&access(HUM))), Reason::ConsentExpired);
    drop((lease, gate));
    world.clock.step(-24 * 3_600_000);
    let later = world.gate();
    later.app_state(AppState::Foreground).unwrap();
    assert_eq!(reason(later.acquire(&access(HUM))), Reason::ConsentExpired);
    assert!(world.events().iter().any(|event| matches!(event, Event::Clock { .. })));
}

#[test]
fn a_grant_for_one_access_serves_one_even_across_processes() {
    let world = World::new("once");
    let gate = world.granted(&[HUM]);
    gate.answer(&access(HUM), Answer::GrantOnce).unwrap();
    let other = world.gate();
    let lease = gate.acquire(&access(HUM)).unwrap();
    gate.maintain();
    assert!(lease.live(), "the lease lives on after the grant is used up");
    assert_eq!(reason(other.acquire(&access(HUM))), Reason::ConsentExpired);
    assert_eq!(reason(gate.acquire(&access(HUM))), Reason::ConsentExpired);
    gate.withdraw(&access(HUM)).unwrap();
    assert_eq!(lease.ended(), Some(LeaseEnd::Withdrawn));
}

#[test]
fn budgets_hold_across_processes_and_free_again() {
    let world = World::new("budget");
    let nearby = ("nearby-people", Resource::Location, "coarse");
    let (first, second) = (world.granted(&[nearby]), world.gate());
    first.acquire(&access(nearby)).unwrap();
    let denied = second.acquire(&access(nearby)).unwrap_err();
    assert_eq!((denied.reason, denied.step), (Reason::OverBudget, Step::Wait));
    assert_eq!(denied.until, Some(second.now() + Span::seconds(30)));
    for _ in 1..30 {
        world.clock.pass(Span::seconds(30));
        second.acquire(&access(nearby)).unwrap();
    }
    world.clock.pass(Span::seconds(30));
    assert_eq!(reason(first.acquire(&access(nearby))), Reason::OverBudget, "30 an hour");
    world.clock.pass(Span::minutes(45));
    first.acquire(&access(nearby)).unwrap();
}

#[test]
fn a_lease_held_too_long_ends() {
    let world = World::new("max-hold");
    let gate = world.granted(&[HUM]);
    let lease = gate.acquire(&access(HUM)).unwrap();
    world.pass(&gate, Span::minutes(2));
    assert!(lease.live());
    world.pass(&gate, Span::seconds(1));
    assert_eq!(lease.ended(), Some(LeaseEnd::HeldTooLong));
}

#[test]
fn a_group_is_all_or_nothing_in_one_record() {
    let world = World::new("group");
    let gate = world.granted(&[SCAN, HUM]);
    let video = Access::purpose_only("record-video").user_initiated(true);
    assert_eq!(gate.acquire_all(&video).unwrap_err().reason, Reason::ConsentNotAsked);
    gate.answer(&video, Answer::Grant).unwrap();
    assert_eq!(gate.acquire_all(&video).unwrap_err().reason, Reason::OsNotAsked);
    gate.os_changed(Resource::Media, &["save"], OsGrant::Granted).unwrap();
    let leases = gate.acquire_all(&video).unwrap();
    assert_eq!(leases.iter().count(), 3);
    gate.withdraw(&access(("record-video", Resource::Microphone, "record"))).unwrap();
    assert!(leases.iter().all(|lease| lease.ended() == Some(LeaseEnd::Withdrawn)));
    let group = world.events().into_iter().find_map(|event| match event {
        Event::Decision(decision) if decision.reason.is_none() => Some(decision.uses.len()),
        _ => None,
    });
    assert_eq!(group, Some(3));
}

#[test]
fn optional_needs_come_along_when_they_may_and_end_alone() {
    let world = World::new("optional");
    let gate = world.granted(&[("nearby-people", Resource::Location, "fine")]);
    gate.os_changed(Resource::Location, &["coarse", "fine"], OsGrant::Granted).unwrap();
    let people = Access::purpose_only("nearby-people").user_initiated(true);
    let both = gate.acquire_all(&people).unwrap();
    assert_eq!(both.iter().count(), 2);
    gate.withdraw(&access(("nearby-people", Resource::Location, "fine"))).unwrap();
    let live: Vec<bool> = both.iter().map(menshen::Lease::live).collect();
    assert_eq!(live, [true, false], "coarse goes on without fine");
}

#[test]
fn repeated_denials_are_counted_and_the_first_is_there_at_once() {
    let world = World::new("coalesce");
    let gate = world.gate();
    for _ in 0..100 {
        gate.acquire(&access(SCAN)).unwrap_err();
    }
    let denials = || -> Vec<u32> {
        let decision = |event: Event<'static>| match event {
            Event::Decision(decision) => Some(decision.count),
            _ => None,
        };
        world.events().into_iter().filter_map(decision).collect()
    };
    assert_eq!(denials(), [1]);
    world.pass(&gate, Span::seconds(1));
    assert_eq!(denials(), [1, 99]);
}

#[test]
fn observe_mode_lets_through_and_says_so() {
    let world = World::new("observe");
    let policy = Policy::parse(POLICY).unwrap();
    let gate = Gate::open(world.config(policy).observe(["qr-scan"])).unwrap();
    let lease = gate.acquire(&access(SCAN)).unwrap();
    gate.maintain();
    assert!(lease.live());
    assert_eq!(
        reason(gate.acquire(&access(HUM))),
        Reason::PolicyNotAccepted,
        "only where asked for"
    );
    let observed = world.events().into_iter().any(|event| {
        matches!(event, Event::Decision(it) if it.observed && it.reason == Some(Reason::PolicyNotAccepted))
    });
    assert!(observed);
}

#[test]
fn a_damaged_ledger_denies_everything_and_does_not_stop_the_app() {
    let world = World::new("fault");
    drop(world.granted(&[SCAN]));
    let path = world.folder.0.join("ledger");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[200] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let gate = world.gate();
    gate.app_state(AppState::Foreground).unwrap();
    assert_eq!(gate.check(&access(SCAN)).unwrap_err().reason, Reason::GateFault);
    assert_eq!(reason(gate.acquire(&access(SCAN))), Reason::GateFault);
    assert!(gate.fault().is_some());
    assert!(gate.accept_policy().is_err(), "nothing can be changed either");
}

#[test]
fn a_plan_shows_each_prompt_once_and_lets_the_os_dialog_answer() {
    let world = World::new("plan");
    let gate = world.gate();
    gate.app_state(AppState::Foreground).unwrap();
    let scan = access(SCAN).user_initiated(true);
    let mut flow = gate.flow(&scan);
    let next = |plan| match plan {
        Plan::Next { step, os_dialog_answers, .. } => (step, os_dialog_answers),
        other => panic!("{other:?}"),
    };
    assert_eq!(next(flow.next()), (Step::AcceptPolicy, false));
    gate.accept_policy().unwrap();
    assert_eq!(next(flow.next()), (Step::AskConsent, true));
    gate.answer_os(&scan, OsGrant::Denied).unwrap();
    let stop = Plan::Stop { reason: Reason::ConsentRefused, step: Step::WaitForUser, until: None };
    assert_eq!(flow.next(), stop, "asked once in this walk, not twice");
    gate.answer_os(&scan, OsGrant::Granted).unwrap();
    assert_eq!(gate.plan(&scan), Plan::Go);
}

#[test]
fn harmony_never_asks_twice() {
    let world = World::new("harmony");
    let policy = Policy::parse(POLICY).unwrap();
    let gate = Gate::open(world.config(policy).platform(Platform::harmony(12))).unwrap();
    setup::grant(&gate, &[HUM]);
    gate.os_changed(Resource::Microphone, &["recognise"], OsGrant::Denied).unwrap();
    gate.answer(&access(HUM), Answer::Grant).unwrap();
    let denied = gate.acquire(&access(HUM).user_initiated(true)).unwrap_err();
    assert_eq!((denied.reason, denied.step), (Reason::OsPermanentlyDenied, Step::OpenOsSettings));
}

#[test]
fn what_the_system_asks_for_says_nothing_of_what_a_picker_gives() {
    let world = World::new("picker");
    let policy = Policy::parse(POLICY).unwrap();
    let gate = Gate::open(world.config(policy).platform(Platform::harmony(12))).unwrap();
    setup::grant(&gate, &[]);
    gate.answer(&access(FRIENDS), Answer::Grant).unwrap();
    gate.answer_os(&access(FRIENDS), OsGrant::Denied).unwrap();
    assert_eq!(gate.acquire(&access(FRIENDS)).unwrap_err().reason, Reason::OsPermanentlyDenied);
    gate.os_changed(Resource::Contacts, &["read"], OsGrant::Granted).unwrap();
    gate.acquire(&access(FRIENDS)).unwrap();
}

#[test]
fn a_child_needs_a_guardian_and_everything_asked_separately() {
    let world = World::new("child");
    let gate = world.granted(&[]);
    gate.switch_subject(Some("child"), Age::Child).unwrap();
    assert_eq!(gate.may_use("search").unwrap_err().reason, Reason::GuardianRequired);
    gate.guardian(Action::Grant).unwrap();
    assert_eq!(gate.may_use("search").unwrap_err().reason, Reason::ConsentNotAsked);
    gate.answer(&Access::purpose_only("search"), Answer::Grant).unwrap();
    gate.may_use("search").unwrap();
    gate.guardian(Action::Withdraw).unwrap();
    assert_eq!(gate.may_use("search").unwrap_err().reason, Reason::GuardianRequired);
}

#[test]
fn what_the_system_saw_and_the_gate_did_not_is_on_record() {
    let world = World::new("bypass");
    let gate = world.granted(&[SCAN]);
    let preview = Resource::Camera.scope("preview").unwrap();
    let seen = Observed { resource: Resource::Camera, scopes: preview, attribution: "adkit" };
    gate.os_observed(seen);
    let _lease = gate.acquire(&access(SCAN)).unwrap();
    gate.os_observed(seen);
    let covered: Vec<bool> = world
        .events()
        .into_iter()
        .filter_map(|event| match event {
            Event::OsObserved { covered, .. } => Some(covered),
            _ => None,
        })
        .collect();
    assert_eq!(covered, [false, true]);
}

#[test]
fn a_clip_is_matched_once_and_never_logged() {
    let world = World::new("clip");
    let gate = world.granted(&[]);
    gate.os_changed(Resource::Clipboard, &["match"], OsGrant::NotNeeded).unwrap();
    let clip = access(("clipboard-command", Resource::Clipboard, "match"));
    let lease = gate.acquire(&clip).unwrap();
    let text = "look https://music.163.com/song?id=42 secret words";
    assert_eq!(lease.read_match(text).as_deref(), Some("https://music.163.com/song?id=42"));
    assert_eq!(lease.read_match(text), None, "once a clip");
    gate.withdraw(&clip).unwrap();
    assert_eq!(lease.read_match("https://music.163.com/other"), None, "not without a lease");
    gate.checkpoint().unwrap();
    for entry in walk(&world.folder.0) {
        let bytes = std::fs::read(&entry).unwrap();
        let found = bytes.windows(12).any(|part| part == b"secret words");
        assert!(!found, "{} holds a payload", entry.display());
    }
}

fn walk(dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_copy_and_receipts_say_what_was_answered() {
    let world = World::new("copy");
    let gate = world.granted(&[SCAN]);
    gate.answer(&access(HUM), Answer::Refuse).unwrap();
    let copy = gate.own_copy().unwrap();
    let answers: Vec<&str> = copy["consents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["answer"].as_str().unwrap())
        .collect();
    assert!(answers.contains(&"granted") && answers.contains(&"refused"), "{copy:#}");
    gate.acquire(&access(SCAN)).unwrap();
    gate.acquire(&access(HUM)).unwrap_err();
    let accesses = gate.own_copy().unwrap()["accesses"].clone();
    let of = |purpose: &str| {
        accesses.as_array().unwrap().iter().find(|it| it["purpose"] == purpose).unwrap().clone()
    };
    assert_eq!((&of("qr-scan")["allowed"], &of("qr-scan")["denied"]), (&1.into(), &0.into()));
    assert_eq!(of("hum-recognition")["denied"], 1);
    let receipts = gate.receipts().unwrap();
    assert_eq!(receipts.len(), 2);
    for receipt in &receipts {
        for field in [
            "schema_version",
            "receipt_id",
            "record_id",
            "pii_principal_id",
            "pii_processing",
            "events",
        ] {
            assert!(!receipt[field].is_null(), "`{field}` is missing in {receipt:#}");
        }
    }
    gate.erase_subject().unwrap();
    assert_eq!(gate.own_copy().unwrap()["consents"], serde_json::json!([]));
}
