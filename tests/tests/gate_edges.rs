//! The gate's finer rules: what is logged and for whom, what other processes did, what a broken
//! log or ledger means.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use menshen::log::{self, Cause, CheckpointError, Event, LeaseEnd, PolicyAct, PromptAnswer, State};
use menshen::seams::{Disk, DiskFile, Open, Seams};
use menshen::{
    Access, Action, Age, Answer, AppState, Basis, Denied, Gate, GateError, Lease, Observed,
    OsGrant, Plan, Platform, Policy, Reason, Resource, Span, Step,
};
use menshen_tests::setup::{self, POLICY};
use menshen_tests::world::{World, access};

const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");
const HUM: (&str, Resource, &str) = ("hum-recognition", Resource::Microphone, "recognise");
const NEARBY: (&str, Resource, &str) = ("nearby-people", Resource::Location, "coarse");
const PHOTO: (&str, Resource, &str) = ("take-photo", Resource::Camera, "photo");
const PUSH: (&str, Resource, &str) = ("push-notifications", Resource::Notifications, "post");

fn reason(result: Result<Lease, Denied>) -> Reason {
    result.unwrap_err().reason
}

fn why(result: Result<(), Denied>) -> Option<Reason> {
    result.err().map(|denied| denied.reason)
}

/// A disk whose writes to the log can be made to fail, and give a test its moment.
struct LogDisk {
    disk: Arc<dyn Disk>,
    tap: Arc<Tap>,
}

#[derive(Default)]
struct Tap {
    writes: AtomicU32,
    /// Which of the next writes fail.
    failing: Mutex<Range<u32>>,
    before_write: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

struct Tapped(Box<dyn DiskFile>, Option<Arc<Tap>>);

fn tapped(name: &str) -> (World, Arc<Tap>) {
    let world = World::new(name);
    let tap = Arc::new(Tap::default());
    let disk = Arc::new(LogDisk { disk: world.seams.disk.clone(), tap: tap.clone() });
    (World { seams: Seams { disk, ..world.seams.clone() }, ..world }, tap)
}

impl Tap {
    fn write(&self) -> io::Result<()> {
        let before = self.before_write.lock().unwrap().take();
        before.into_iter().for_each(|act| act());
        let number = self.writes.fetch_add(1, Ordering::SeqCst);
        let fails = self.failing.lock().unwrap().contains(&number);
        if fails { Err(io::ErrorKind::Other.into()) } else { Ok(()) }
    }

    /// Lets these of the next writes fail.
    fn fail(&self, which: Range<u32>) {
        self.writes.store(0, Ordering::SeqCst);
        *self.failing.lock().unwrap() = which;
    }
}

impl Disk for LogDisk {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>> {
        let of_the_log = path.extension().is_some_and(|end| end == "seg");
        let tap = of_the_log.then(|| self.tap.clone());
        Ok(Box::new(Tapped(self.disk.open(path, how)?, tap)))
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.disk.create_dir(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.disk.list(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.disk.sync_dir(path)
    }
}

impl DiskFile for Tapped {
    fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(bytes, offset)
    }
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.1.as_ref().map_or(Ok(()), |tap| tap.write())?;
        self.0.write_at(bytes, offset)
    }
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }
    fn set_len(&self, length: u64) -> io::Result<()> {
        self.0.set_len(length)
    }
    fn sync(&self) -> io::Result<()> {
        self.0.sync()
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.0.try_lock()
    }
    fn unlock(&self) -> io::Result<()> {
        self.0.unlock()
    }
    fn is_linked(&self) -> io::Result<bool> {
        self.0.is_linked()
    }
}

#[test]
fn what_cannot_be_logged_is_denied_and_does_not_count() {
    let (world, tap) = tapped("unlogged");
    let gate = world.granted(&[SCAN]);
    tap.fail(0..u32::MAX);
    assert_eq!(reason(gate.acquire(&access(SCAN))), Reason::LogUnavailable);
    assert_eq!(why(gate.may_start("performance")), Some(Reason::LogUnavailable));
    assert!(gate.answer(&access(HUM), Answer::Grant).is_err());
    assert!(gate.accept_policy().is_err());
    assert_eq!(why(gate.check(&access(HUM))), Some(Reason::ConsentNotAsked));
}

#[test]
fn a_sheet_on_record_without_its_answer_is_no_consent() {
    let (world, tap) = tapped("unlogged-answer");
    let gate = world.granted(&[]);
    tap.fail(1..u32::MAX);
    assert!(gate.answer(&access(HUM), Answer::Grant).is_err());
    assert_eq!(why(gate.check(&access(HUM))), Some(Reason::ConsentNotAsked));
    let prompts = world.picked(|event| matches!(event, Event::Prompt(_)).then_some(()));
    assert_eq!(prompts.len(), 1);
}

#[test]
fn a_lease_that_was_not_logged_has_no_end_on_record_either() {
    let (world, tap) = tapped("unlogged-lease");
    let gate = world.granted(&[SCAN]);
    tap.fail(0..1);
    assert_eq!(reason(gate.acquire(&access(SCAN))), Reason::LogUnavailable);
    assert_eq!(world.denials(), [1]);
    let ends = world.picked(|event| matches!(event, Event::LeaseEnd { .. }).then_some(()));
    assert!(ends.is_empty());
}

#[test]
fn a_no_of_any_kind_holds_even_when_the_log_is_broken() {
    let (world, tap) = tapped("unlogged-no");
    let gate = world.granted(&[SCAN, HUM, PHOTO]);
    let scan = gate.acquire(&access(SCAN)).unwrap();
    let hum = gate.acquire(&access(HUM)).unwrap();
    tap.fail(0..u32::MAX);
    gate.withdraw(&access(HUM)).unwrap();
    assert_eq!(hum.ended(), Some(LeaseEnd::Withdrawn));
    gate.answer(&access(PHOTO), Answer::Refuse).unwrap();
    assert_eq!(why(gate.check(&access(PHOTO))), Some(Reason::ConsentRefused));
    gate.answer_os(&access(HUM), OsGrant::Denied).unwrap();
    assert_eq!(gate.os_grant(HUM.1, HUM.2).unwrap(), OsGrant::Denied);
    gate.decline_policy().unwrap();
    assert_eq!(scan.ended(), Some(LeaseEnd::PolicyChanged));
}

#[test]
fn a_withdrawal_between_the_decision_and_its_record_wins() {
    let (world, tap) = tapped("between");
    let gate = world.granted(&[HUM]);
    let other = world.gate();
    *tap.before_write.lock().unwrap() =
        Some(Box::new(move || other.withdraw(&access(HUM)).unwrap()));
    assert_eq!(reason(gate.acquire(&access(HUM))), Reason::ConsentWithdrawn);
}

#[test]
fn what_another_process_changed_counts_at_once() {
    let world = World::new("at-once");
    let late = [world.gate(), world.gate(), world.gate()];
    let front = world.granted(&[HUM]);
    late[0].acquire(&access(HUM)).unwrap();
    late[1].acquire_all(&Access::purpose_only("hum-recognition")).unwrap();
    late[2].may_start("performance").unwrap();
    drop(front);
}

#[test]
fn a_ledger_that_breaks_while_the_gate_runs_ends_leases_and_denies() {
    let world = World::new("fault-later");
    let policy = Policy::parse(POLICY).unwrap();
    let gate = Gate::open(world.config(policy).observe(["qr-scan"])).unwrap();
    setup::grant(&gate, &[HUM, SCAN]);
    let lease = gate.acquire(&access(HUM)).unwrap();
    let (path, aside) = (world.folder.0.join("ledger"), world.folder.0.join("aside"));
    let sound = std::fs::read(&path).unwrap();
    std::fs::write(&aside, "not a ledger").unwrap();
    std::fs::rename(&aside, &path).unwrap();
    gate.maintain();
    assert_eq!(lease.ended(), Some(LeaseEnd::GateFault));
    assert_eq!(why(gate.check(&access(HUM))), Some(Reason::GateFault));
    assert_eq!(reason(gate.acquire(&access(SCAN))), Reason::GateFault, "observed or not");
    std::fs::write(&aside, sound).unwrap();
    std::fs::rename(&aside, &path).unwrap();
    gate.acquire(&access(HUM)).unwrap();
}

#[test]
fn of_processes_that_race_for_a_grant_for_one_access_one_wins() {
    let world = World::new("race");
    let gate = world.granted(&[HUM]);
    let others = [world.gate(), world.gate()];
    for _ in 0..20 {
        gate.answer(&access(HUM), Answer::GrantOnce).unwrap();
        let leases = std::thread::scope(|scope| {
            let acquire = |gate| scope.spawn(move || Gate::acquire(gate, &access(HUM)));
            let threads = others.each_ref().map(acquire);
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(leases.iter().filter(|lease| lease.is_ok()).count(), 1, "{leases:?}");
    }
}

#[test]
fn of_processes_that_race_for_the_last_access_of_a_limit_one_wins() {
    let world = World::new("race-budget");
    let gate = world.granted(&[NEARBY]);
    let others = [world.gate(), world.gate()];
    for _ in 0..20 {
        world.clock.pass(Span::minutes(3));
        gate.maintain();
        let leases = std::thread::scope(|scope| {
            let acquire = |gate| scope.spawn(move || Gate::acquire(gate, &access(NEARBY)));
            let threads = others.each_ref().map(acquire);
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(leases.iter().filter(|lease| lease.is_ok()).count(), 1, "{leases:?}");
    }
}

#[test]
fn a_used_up_grant_is_gone_from_the_next_check() {
    let world = World::new("used-up");
    let gate = world.granted(&[HUM]);
    gate.answer(&access(HUM), Answer::GrantOnce).unwrap();
    let _lease = gate.acquire(&access(HUM)).unwrap();
    assert_eq!(why(gate.check(&access(HUM))), Some(Reason::ConsentExpired));
}

#[test]
fn the_limit_counts_what_another_process_used_before_the_system_is_looked_at() {
    let world = World::new("limit-first");
    let (first, second) = (world.granted(&[NEARBY]), world.gate());
    first.answer(&access(("nearby-people", Resource::Location, "fine")), Answer::Grant).unwrap();
    first.os_changed(Resource::Location, &["fine"], OsGrant::Denied).unwrap();
    first.answer(&access(("nearby-people", Resource::Location, "fine")), Answer::Grant).unwrap();
    second.maintain();
    first.acquire(&access(NEARBY)).unwrap();
    let fine = access(("nearby-people", Resource::Location, "fine"));
    assert_eq!(reason(second.acquire(&fine)), Reason::OverBudget);
}

#[test]
fn an_access_that_cannot_be_read_any_more_counts_for_every_purpose_once() {
    let world = World::new("budget-damage");
    let gate = world.granted(&[NEARBY]);
    gate.acquire(&access(NEARBY)).unwrap();
    let path = world.folder.0.join("budget");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[8] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    world.clock.pass(Span::seconds(10));
    for _ in 0..2 {
        assert_eq!(reason(world.gate().acquire(&access(NEARBY))), Reason::OverBudget);
    }
    // What was damaged counted as of then, and was written anew.
    world.clock.pass(Span::minutes(1));
    world.gate().acquire(&access(NEARBY)).unwrap();
}

#[test]
fn a_late_report_is_held_against_the_leases_of_its_time() {
    let world = World::new("late");
    let gate = world.granted(&[SCAN]);
    let scopes = Resource::Camera.scope("preview").unwrap();
    let seen = |seconds: u64| {
        let seen = Observed { resource: Resource::Camera, scopes, attribution: "x" };
        gate.os_observed_late(seen, Span::seconds(seconds));
    };
    seen(9);
    drop(gate.acquire(&access(SCAN)).unwrap());
    seen(0);
    world.clock.pass(Span::seconds(3));
    seen(3);
    seen(4);
    world.clock.pass(Span::seconds(7));
    seen(60);
    world.clock.pass(Span::from_millis(1));
    seen(60);
    let covered = world.picked(|event| match event {
        Event::OsObserved { covered, .. } => Some(*covered),
        _ => None,
    });
    let covered: Vec<bool> = covered.iter().map(|(_, it)| *it).collect();
    assert_eq!(covered, [false, false, false, true, false, false]);
}

#[test]
fn a_lease_covers_what_its_scope_implies_and_no_more() {
    let world = World::new("covers");
    let gate = world.granted(&[PHOTO, SCAN]);
    let camera = Resource::Camera;
    let photo = gate.acquire(&access(PHOTO)).unwrap();
    assert_eq!(camera.names(photo.scopes()), ["preview", "photo"]);
    let seen = |scope: &str| {
        let scopes = camera.scope(scope).unwrap();
        gate.os_observed(Observed { resource: camera, scopes, attribution: "x" });
    };
    seen("preview");
    drop(photo);
    let _scan = gate.acquire(&access(SCAN)).unwrap();
    seen("photo");
    let both = camera.scopes(["preview", "photo"]).unwrap();
    gate.os_observed(Observed { resource: camera, scopes: both, attribution: "x" });
    let covered = world.picked(|event| match event {
        Event::OsObserved { covered, .. } => Some(*covered),
        _ => None,
    });
    assert_eq!(covered.iter().map(|(_, it)| *it).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn of_alternatives_the_first_that_passes_is_taken_and_what_is_optional_is_not_forced() {
    let world = World::new("alternatives");
    let gate = world.granted(&[("publish-post", Resource::Media, "pick"), NEARBY]);
    let post = gate.acquire_all(&Access::purpose_only("publish-post")).unwrap();
    assert_eq!(post.iter().map(Lease::resource).collect::<Vec<_>>(), [Some(Resource::Media)]);
    let people = gate.acquire_all(&Access::purpose_only("nearby-people")).unwrap();
    assert_eq!(people.iter().count(), 1, "fine was never consented to");
}

#[test]
fn a_lease_without_a_resource_ends_with_its_consent_and_only_leases_on_resources_are_logged() {
    let world = World::new("no-resource");
    let gate = world.granted(&[]);
    let mailbox = Access::purpose_only("netease-mailbox");
    gate.answer(&mailbox, Answer::Grant).unwrap();
    let lease = gate.acquire(&mailbox).unwrap();
    gate.withdraw(&mailbox).unwrap();
    assert_eq!(lease.ended(), Some(LeaseEnd::Withdrawn));
    let ends = world.picked(|event| matches!(event, Event::LeaseEnd { .. }).then_some(()));
    assert!(ends.is_empty(), "no decision in the log gave it a number");
}

#[test]
fn a_lease_that_was_given_back_is_forgotten() {
    let world = World::new("forgotten");
    let gate = world.granted(&[SCAN]);
    let held = Arc::new(());
    let lease = gate.acquire(&access(SCAN)).unwrap();
    let also = held.clone();
    lease.on_revoked(move |_| drop(also));
    drop(lease);
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn only_a_clipboard_lease_reads_clips() {
    let world = World::new("clip-lease");
    let mut policy: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    let purposes = policy["purposes"].as_array_mut().unwrap();
    let clips = purposes.iter_mut().find(|it| it["id"] == "clipboard-command").unwrap();
    let camera = serde_json::json!({"resource": "camera", "scope": ["preview"]});
    clips["needs"].as_array_mut().unwrap().push(camera);
    let gate = Gate::open(world.config(Policy::parse(&policy.to_string()).unwrap())).unwrap();
    setup::grant(&gate, &[("clipboard-command", Resource::Camera, "preview")]);
    let camera = access(("clipboard-command", Resource::Camera, "preview"));
    let lease = gate.acquire(&camera).unwrap();
    assert_eq!(lease.read_match("https://music.163.com/song"), None);
}

#[test]
fn the_log_tells_a_closed_sheet_from_a_no_and_the_ledger_does_not() {
    let world = World::new("sheet");
    let gate = world.granted(&[]);
    for (access, answer) in [
        (access(SCAN), Answer::Dismiss),
        (access(HUM), Answer::Refuse),
        (access(NEARBY), Answer::GrantOnce),
    ] {
        gate.answer(&access, answer).unwrap();
    }
    let said = world.picked(|event| match event {
        Event::Prompt(prompt) => Some(prompt.answer),
        _ => None,
    });
    let said: Vec<PromptAnswer> = said.into_iter().map(|(_, said)| said).collect();
    assert_eq!(said, [PromptAnswer::Dismissed, PromptAnswer::Refused, PromptAnswer::Granted]);
    assert_eq!(why(gate.check(&access(SCAN))), Some(Reason::ConsentRefused));
}

#[test]
fn the_log_names_the_process_the_acceptance_the_basis_and_what_was_asked_in_vain() {
    let world = World::new("log-names");
    let gate = world.granted(&[SCAN]);
    gate.acquire(&Access::purpose_only("register")).unwrap();
    gate.acquire(&access(("qr-scan", Resource::Microphone, "record"))).unwrap_err();
    gate.os_changed(Resource::Camera, &["photo"], OsGrant::Denied).unwrap();
    gate.acquire(&access(PHOTO)).unwrap_err();
    let events: Vec<Event<'_>> = world.records().into_iter().map(|it| it.event).collect();
    assert!(matches!(&events[0], Event::ProcessStart { name, .. } if name == "main"));
    let accepted = |it: &Event<'_>| matches!(it, Event::Policy { act: PolicyAct::Accepted, .. });
    assert!(events.iter().any(accepted));
    let decisions: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Decision(it) => Some(it),
            _ => None,
        })
        .collect();
    let [register, vain, photo] = decisions[..] else { panic!("{decisions:?}") };
    assert_eq!((register.basis, vain.basis), (Basis::Contract, Basis::Consent));
    assert_eq!(vain.uses[0].resource, Resource::Microphone);
    assert_eq!(photo.uses[0].os, OsGrant::Denied, "the worst of its scopes");
}

#[test]
fn a_call_site_is_logged_only_where_that_is_asked_for() {
    for keep in [false, true] {
        let world = World::new(&format!("call-site-{keep}"));
        let gate = Gate::open(world.real().call_sites(keep)).unwrap();
        gate.acquire(&access(SCAN).call_site("Scanner.kt:7")).unwrap_err();
        let sites = world.picked(|event| match event {
            Event::Decision(it) => Some(it.call_site.to_string()),
            _ => None,
        });
        assert_eq!(sites[0].1, if keep { "Scanner.kt:7" } else { "" });
    }
}

#[test]
fn what_ends_is_logged_for_whom_it_was() {
    let world = World::new("for-whom");
    let gate = world.granted(&[HUM]);
    let first = gate.subject();
    let lease = gate.acquire(&access(HUM)).unwrap();
    gate.switch_subject(Some("another"), Age::Adult).unwrap();
    assert_eq!(lease.ended(), Some(LeaseEnd::SubjectChanged));
    let second = gate.subject();
    gate.os_changed(Resource::Microphone, &["recognise"], OsGrant::PermanentlyDenied).unwrap();
    gate.erase_subject().unwrap();
    let ends = world.picked(|event| matches!(event, Event::LeaseEnd { .. }).then_some(()));
    assert_eq!(ends, [(first, ())]);
    let withdrawn = world.picked(|event| match event {
        Event::Consent(it) if it.action == Action::Withdraw => Some(it.cause),
        _ => None,
    });
    assert_eq!(withdrawn, [(first, Cause::OsChange)]);
    let erased = world.picked(|event| matches!(event, Event::Erased).then_some(()));
    assert_eq!(erased, [(second, ())]);
}

#[test]
fn a_child_that_grew_up_needs_no_guardian() {
    let world = World::new("grown-up");
    let gate = world.granted(&[]);
    gate.switch_subject(Some("child"), Age::Child).unwrap();
    assert_eq!(why(gate.may_use("search")), Some(Reason::GuardianRequired));
    gate.switch_subject(Some("child"), Age::Adult).unwrap();
    gate.may_use("search").unwrap();
}

#[test]
fn the_system_dialog_answers_for_an_adult_and_not_for_a_child() {
    for (age, expected) in [(Age::Adult, None), (Age::Child, Some(Reason::ConsentNotAsked))] {
        let world = World::new(&format!("dialog-{age}"));
        let gate = world.granted(&[]);
        gate.switch_subject(Some("somebody"), age).unwrap();
        gate.guardian(Action::Grant).unwrap();
        gate.answer_os(&access(SCAN), OsGrant::Granted).unwrap();
        assert_eq!(why(gate.check(&access(SCAN))), expected);
    }
}

#[test]
fn a_no_to_the_system_dialog_covers_what_is_implied_and_closing_it_is_no_answer() {
    let world = World::new("dialog-no");
    let gate = world.granted(&[]);
    gate.answer_os(&access(SCAN), OsGrant::NotAsked).unwrap();
    assert_eq!(why(gate.check(&access(SCAN))), Some(Reason::ConsentNotAsked));
    gate.answer_os(&access(PHOTO), OsGrant::Denied).unwrap();
    let preview = access(("take-photo", Resource::Camera, "preview"));
    assert_eq!(why(gate.check(&preview)), Some(Reason::ConsentRefused));
}

#[test]
fn a_reduced_grant_consents_to_the_reduced_scope_alone() {
    let world = World::new("dialog-reduced");
    let gate = world.granted(&[]);
    let media = |scopes: &[&str]| {
        Access::new("publish-post", Resource::Media, scopes.iter().copied()).unwrap()
    };
    gate.answer_os(&media(&["pick", "images"]), OsGrant::Reduced).unwrap();
    assert_eq!(why(gate.check(&media(&["pick"]))), None);
    assert_eq!(why(gate.check(&media(&["images"]))), Some(Reason::ConsentRefused));
}

#[test]
fn a_second_no_to_the_system_dialog_ends_the_asking() {
    let world = World::new("dialog-twice");
    let gate = world.granted(&[]);
    gate.answer(&access(HUM), Answer::Grant).unwrap();
    let next = || gate.check(&access(HUM)).unwrap_err();
    gate.answer_os(&access(HUM), OsGrant::Denied).unwrap();
    assert_eq!((next().reason, next().step), (Reason::OsDenied, Step::Wait));
    let until = next().until;
    world.pass(&gate, Span::hours(1));
    gate.app_state(AppState::Foreground).unwrap();
    assert_eq!(next().until, until, "the wait goes on from when it was denied");
    world.pass(&gate, Span::days(3));
    assert_eq!(next().step, Step::RequestOs);
    gate.answer_os(&access(HUM), OsGrant::Denied).unwrap();
    world.pass(&gate, Span::days(3));
    assert_eq!((next().reason, next().step), (Reason::OsDenied, Step::WaitForUser));
}

#[test]
fn consent_to_an_independent_sdk_is_its_own() {
    let world = World::new("own-consent");
    let gate = world.granted(&[PUSH]);
    let push = access(PUSH).caller("push");
    assert_eq!(why(gate.check(&push)), Some(Reason::ConsentNotAsked));
    assert_eq!(why(gate.may_start("push")), Some(Reason::ConsentNotAsked));
    gate.withdraw(&access(PUSH)).unwrap();
    gate.answer(&push, Answer::Grant).unwrap();
    assert_eq!((why(gate.check(&push)), why(gate.may_start("push"))), (None, None));
    assert_eq!(why(gate.check(&access(PUSH))), Some(Reason::ConsentWithdrawn));
    gate.os_changed(PUSH.1, &[PUSH.2], OsGrant::Denied).unwrap();
    assert_eq!(why(gate.check(&push)), Some(Reason::ConsentWithdrawn), "it is separate");
}

#[test]
fn an_sdk_that_may_not_start_hears_what_brings_it_furthest() {
    let world = World::new("furthest");
    let gate = world.granted(&[]);
    gate.switch_subject(None, Age::Unknown).unwrap();
    assert_eq!(why(gate.may_use("game-real-name")), Some(Reason::SignInRequired));
    assert_eq!(why(gate.may_use("customer-support")), Some(Reason::ConsentNotAsked));
    assert_eq!(why(gate.may_start("feature-modules")), Some(Reason::ConsentNotAsked));
}

#[test]
fn the_grace_counts_from_the_foreground_once() {
    let world = World::new("grace-once");
    let gate = world.granted(&[SCAN]);
    let scan = gate.acquire(&access(SCAN)).unwrap();
    gate.app_state(AppState::Perceptible).unwrap();
    world.pass(&gate, Span::seconds(3));
    gate.app_state(AppState::Background).unwrap();
    world.pass(&gate, Span::from_millis(1_999));
    assert!(scan.live(), "not yet five seconds");
    world.pass(&gate, Span::from_millis(1));
    assert_eq!(scan.ended(), Some(LeaseEnd::Background), "moving on starts nothing anew");
}

#[test]
fn the_file_of_a_dead_process_is_cleared_away() {
    let world = World::new("dead-presence");
    let dead = world.folder.0.join("presence/0000beef");
    let gate = world.gate();
    std::fs::write(&dead, [0; 16]).unwrap();
    gate.maintain();
    assert!(!dead.exists());
    assert_eq!(reason(gate.acquire(&access(SCAN))), Reason::PolicyNotAccepted);
}

#[test]
fn the_log_is_signed_within_a_minute_and_soon_after_leaving_the_foreground() {
    let world = World::new("signed");
    let gate = world.granted(&[SCAN]);
    world.pass(&gate, Span::seconds(59));
    assert!(matches!(world.state(), State::UnsignedTail { .. }));
    world.pass(&gate, Span::seconds(1));
    assert_eq!(world.state(), State::Clean);
    gate.app_state(AppState::Background).unwrap();
    world.pass(&gate, Span::seconds(1));
    assert_eq!(world.state(), State::Clean);
}

#[test]
fn an_idle_log_is_not_signed_again() {
    let world = World::new("idle");
    let gate = world.granted(&[]);
    let numbers = || {
        let number = |event: &Event<'_>| match event {
            Event::Checkpoint { number, .. } => Some(*number),
            _ => None,
        };
        world.picked(number).len()
    };
    world.pass(&gate, Span::minutes(1));
    let signed = numbers();
    for _ in 0..3 {
        world.pass(&gate, Span::minutes(1));
    }
    assert_eq!(numbers(), signed);
}

#[test]
fn waiting_repeats_are_written_at_a_checkpoint_at_the_close_and_before_their_like() {
    let world = World::new("repeats");
    let gate = world.gate();
    let thrice = || (0..3).for_each(|_| assert!(gate.acquire(&access(SCAN)).is_err()));
    thrice();
    gate.checkpoint().unwrap();
    assert_eq!(world.denials(), [1, 2]);
    thrice();
    world.clock.pass(Span::seconds(2));
    gate.acquire(&access(SCAN)).unwrap_err();
    assert_eq!(world.denials(), [1, 2, 1, 2, 1]);
    gate.acquire(&access(SCAN)).unwrap_err();
    gate.acquire(&access(SCAN).user_initiated(true)).unwrap_err();
    assert_eq!(world.denials(), [1, 2, 1, 2, 1, 1], "a tap is told apart");
    drop(gate);
    assert_eq!(world.denials(), [1, 2, 1, 2, 1, 1, 1]);
}

#[test]
fn denials_of_many_kinds_are_not_held_back_without_end() {
    let world = World::new("many-kinds");
    let gate = world.gate();
    for number in 0..300 {
        let nonsense = Access::purpose_only(&format!("purpose-{number}"));
        for _ in 0..3 {
            gate.acquire(&nonsense).unwrap_err();
        }
    }
    assert_eq!(world.denials().into_iter().filter(|count| *count == 2).count(), 256);
}

#[test]
fn for_a_child_a_sheet_asks_before_the_dialog() {
    let world = World::new("plan-child");
    let gate = world.granted(&[]);
    gate.switch_subject(Some("kid"), Age::Child).unwrap();
    gate.guardian(Action::Grant).unwrap();
    let plan = gate.plan(&access(PHOTO));
    let Plan::Next { step, os_dialog_answers, .. } = plan else { panic!("{plan:?}") };
    assert_eq!((step, os_dialog_answers), (Step::AskConsent, false));
}

#[test]
fn a_plan_knows_that_the_dialog_follows_and_stops_outside_the_foreground() {
    let world = World::new("plan-more");
    let gate = world.granted(&[]);
    gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted).unwrap();
    let plan = gate.plan(&access(PHOTO));
    assert!(matches!(plan, Plan::Next { os_dialog_answers: true, .. }), "{plan:?}");
    gate.os_changed(Resource::Camera, &["photo"], OsGrant::Granted).unwrap();
    let plan = gate.plan(&access(PHOTO));
    assert!(matches!(plan, Plan::Next { os_dialog_answers: false, .. }), "{plan:?}");
    gate.answer(&access(PHOTO), Answer::Grant).unwrap();
    assert_eq!(gate.plan(&access(PHOTO)), Plan::Go);
    gate.app_state(AppState::Background).unwrap();
    world.pass(&gate, Span::seconds(5));
    let (reason, step) = (Reason::NotForeground, Step::ComeToForeground);
    let tapped = access(PHOTO).user_initiated(true);
    let plan = gate.plan(&tapped);
    assert!(
        matches!(plan, Plan::Stop { reason: why, step: next, .. } if (why, next) == (reason, step)),
        "{plan:?}"
    );
}

#[test]
fn what_the_platform_does_not_ask_for_needs_no_report() {
    let world = World::new("platform");
    let gate = Gate::open(world.real().platform(Platform::android(34))).unwrap();
    setup::grant(&gate, &[]);
    gate.acquire(&access(("clipboard-command", Resource::Clipboard, "match"))).unwrap();
}

#[test]
fn a_step_of_the_clock_is_logged_once_with_the_time_that_was_expected() {
    let world = World::new("clock-step");
    let gate = world.gate();
    let start = gate.now();
    world.clock.step(60_000);
    gate.maintain();
    world.pass(&gate, Span::seconds(1));
    world.clock.step(-90_000);
    gate.maintain();
    world.clock.step(10_000);
    gate.maintain();
    gate.maintain();
    let steps = world.picked(|event| match event {
        Event::Clock { expected } => Some(*expected),
        _ => None,
    });
    let steps: Vec<_> = steps.into_iter().map(|(_, expected)| expected).collect();
    let second = start + Span::seconds(1);
    assert_eq!(steps, [start, second + Span::seconds(60), second - Span::seconds(30)]);
}

#[test]
fn an_expiry_is_kept_and_logged_when_it_is_seen() {
    let world = World::new("latched");
    let gate = world.granted(&[HUM]);
    gate.answer(&access(HUM), Answer::GrantFor(Span::minutes(1))).unwrap();
    world.pass(&gate, Span::minutes(1));
    gate.maintain();
    let causes = world.picked(|event| match event {
        Event::Consent(it) if it.action == Action::Withdraw => Some(it.cause),
        _ => None,
    });
    assert_eq!(causes, [(gate.subject(), Cause::Expiry)]);
}

#[test]
fn what_is_too_old_leaves_the_log_at_a_checkpoint() {
    let world = World::new("too-old");
    let gate = Gate::open(world.real().retention(log::Retention::default())).unwrap();
    let segments = || {
        let names = std::fs::read_dir(&world.folder.0).unwrap();
        let paths = names.map(|entry| entry.unwrap().path());
        let inner = paths.flat_map(|it| if it.is_dir() { walk(&it) } else { vec![it] });
        inner.filter(|path| path.extension().is_some_and(|end| end == "seg")).count()
    };
    let long = "x".repeat(1_000);
    let preview = Resource::Camera.scope("preview").unwrap();
    let seen = Observed { resource: Resource::Camera, scopes: preview, attribution: &long };
    while segments() < 2 {
        gate.os_observed(seen);
    }
    gate.checkpoint().unwrap();
    assert_eq!(segments(), 2, "young enough");
    world.clock.pass(Span::days(31));
    gate.checkpoint().unwrap();
    assert_eq!(segments(), 1);
    assert_eq!(world.state(), State::Clean);
}

fn walk(dir: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_grant_for_one_access_never_shortens_the_grant_of_what_it_implies() {
    let world = World::new("once-implied");
    let preview = access(("take-photo", Resource::Camera, "preview"));
    let gate = world.granted(&[("take-photo", Resource::Camera, "preview")]);
    gate.answer(&access(PHOTO), Answer::GrantOnce).unwrap();
    drop(gate.acquire(&access(PHOTO)).unwrap());
    assert_eq!(why(gate.check(&access(PHOTO))), Some(Reason::ConsentExpired));
    assert_eq!(why(gate.check(&preview)), None, "granted for good before");
}

#[test]
fn a_key_that_another_process_holds_is_waited_for_as_a_signature_is() {
    let world = World::new("key");
    let gate = world.gate();
    let key = world.seams.disk.open(&world.folder.0.join("key"), Open::Create).unwrap();
    assert!(key.try_lock().unwrap());
    let busy = gate.checkpoint().unwrap_err();
    assert!(matches!(busy, GateError::Checkpoint(CheckpointError::Busy)), "{busy}");
    drop(key);
    gate.checkpoint().unwrap();
}

#[test]
fn repeats_are_counted_for_each_subject_alone() {
    let world = World::new("repeats-subject");
    let gate = world.granted(&[]);
    let first = gate.subject();
    gate.acquire(&access(SCAN)).unwrap_err();
    gate.switch_subject(Some("another"), Age::Adult).unwrap();
    gate.acquire(&access(SCAN)).unwrap_err();
    gate.checkpoint().unwrap();
    let denied = world.picked(|event| matches!(event, Event::Decision(_)).then_some(()));
    assert_eq!(denied, [(first, ()), (gate.subject(), ())]);
}
