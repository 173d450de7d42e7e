//! What went wrong once under attack: races, full disks, stale processes, odd spans.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use menshen::log::{Event, LeaseEnd, PolicyAct};
use menshen::seams::{Disk, DiskFile, Open, Seams};
use menshen::{
    Access, Action, Age, Answer, AppState, Gate, GateError, OsGrant, Policy, Reason, Resource, Span,
};
use menshen_tests::setup::{self, POLICY};
use menshen_tests::world::{World, access};

const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");
const HUM: (&str, Resource, &str) = ("hum-recognition", Resource::Microphone, "recognise");
const PHOTO: (&str, Resource, &str) = ("take-photo", Resource::Camera, "photo");

fn reason(gate: &Gate, wish: (&str, Resource, &str)) -> Option<Reason> {
    gate.acquire(&access(wish)).err().map(|denied| denied.reason)
}

/// A disk that has no room for a new ledger while it is full.
struct FullDisk(Arc<dyn Disk>, Arc<AtomicBool>);

impl Disk for FullDisk {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>> {
        let ledger = path.file_name().is_some_and(|name| name == "ledger.next");
        match ledger && self.1.load(Ordering::SeqCst) {
            true => Err(io::ErrorKind::StorageFull.into()),
            false => self.0.open(path, how),
        }
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.0.create_dir(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.0.list(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.0.sync_dir(path)
    }
}

fn on_a_disk_that_fills_up(world: &World) -> (Gate, Arc<AtomicBool>) {
    let full = Arc::new(AtomicBool::new(false));
    let disk = Arc::new(FullDisk(world.seams.disk.clone(), full.clone()));
    let seams = Seams { disk, ..world.seams.clone() };
    let config = world.config(Policy::parse(POLICY).unwrap()).seams(seams);
    let gate = Gate::open(config).unwrap();
    setup::grant(&gate, &[HUM, SCAN]);
    (gate, full)
}

#[test]
fn a_withdrawal_that_cannot_be_kept_denies_everything_until_it_is() {
    let world = World::new("full-disk");
    let (gate, full) = on_a_disk_that_fills_up(&world);
    let lease = gate.acquire(&access(HUM)).unwrap();
    full.store(true, Ordering::SeqCst);
    assert!(gate.withdraw(&access(HUM)).is_err());
    assert_eq!(lease.ended(), Some(LeaseEnd::GateFault));
    assert_eq!(reason(&gate, SCAN), Some(Reason::GateFault));
    full.store(false, Ordering::SeqCst);
    gate.maintain();
    assert_eq!(reason(&gate, HUM), Some(Reason::ConsentWithdrawn), "tried again, and kept");
    assert_eq!(reason(&gate, SCAN), None);
}

#[test]
fn a_no_while_the_ledger_cannot_be_read_holds_once_it_can() {
    let world = World::new("unreadable");
    let gate = world.granted(&[HUM, SCAN]);
    gate.guardian(Action::Grant).unwrap();
    let (path, aside) = (world.folder.0.join("ledger"), world.folder.0.join("aside"));
    let sound = fs::read(&path).unwrap();
    fs::write(&aside, "not a ledger").unwrap();
    fs::rename(&aside, &path).unwrap();
    gate.maintain();
    gate.withdraw(&access(HUM)).unwrap_err();
    gate.answer(&access(SCAN), Answer::Refuse).unwrap_err();
    gate.guardian(Action::Withdraw).unwrap_err();
    fs::write(&aside, sound).unwrap();
    fs::rename(&aside, &path).unwrap();
    gate.maintain();
    assert_eq!(reason(&gate, HUM), Some(Reason::ConsentWithdrawn));
    assert_eq!(reason(&world.gate(), SCAN), Some(Reason::ConsentRefused), "in every process");
    assert!(gate.own_copy().unwrap()["guardian"].is_null());
}

#[test]
fn a_gate_opened_on_a_full_disk_recovers() {
    let world = World::new("full-at-open");
    let full = Arc::new(AtomicBool::new(true));
    let disk = Arc::new(FullDisk(world.seams.disk.clone(), full.clone()));
    let seams = Seams { disk, ..world.seams.clone() };
    let gate = Gate::open(world.config(Policy::parse(POLICY).unwrap()).seams(seams)).unwrap();
    assert_eq!(reason(&gate, SCAN), Some(Reason::GateFault));
    full.store(false, Ordering::SeqCst);
    gate.maintain();
    assert_eq!(reason(&gate, SCAN), Some(Reason::PolicyNotAccepted));
}

#[test]
fn a_used_up_grant_shields_no_other_lease_of_its_group() {
    let world = World::new("once-group");
    let gate = world.granted(&[]);
    for resource in [Resource::Camera, Resource::Microphone, Resource::Media] {
        let all: Vec<&str> = resource.scope_names().collect();
        gate.os_changed(resource, &all, OsGrant::Granted).unwrap();
    }
    let video = Access::purpose_only("record-video");
    gate.answer(&video, Answer::Grant).unwrap();
    gate.answer(&access(("record-video", Resource::Camera, "video")), Answer::GrantOnce).unwrap();
    let microphone = access(("record-video", Resource::Microphone, "record"));
    gate.answer(&microphone, Answer::GrantFor(Span::minutes(1))).unwrap();
    let leases = gate.acquire_all(&video).unwrap();
    world.pass(&gate, Span::seconds(59));
    assert!(leases.live());
    world.pass(&gate, Span::seconds(1));
    assert!(leases.iter().all(|lease| lease.ended() == Some(LeaseEnd::Expired)));
}

#[test]
fn a_grant_for_one_access_does_not_make_a_timed_one_last() {
    let world = World::new("once-then-timed");
    let preview = ("take-photo", Resource::Camera, "preview");
    let gate = world.granted(&[]);
    let all: Vec<&str> = Resource::Camera.scope_names().collect();
    gate.os_changed(Resource::Camera, &all, OsGrant::Granted).unwrap();
    gate.answer(&access(preview), Answer::GrantOnce).unwrap();
    gate.answer(&access(PHOTO), Answer::GrantFor(Span::minutes(1))).unwrap();
    world.pass(&gate, Span::days(300));
    assert_eq!(reason(&gate, preview), Some(Reason::ConsentExpired));
}

#[test]
fn a_grant_for_ages_does_not_break_the_ledger() {
    let world = World::new("ages");
    let gate = world.granted(&[HUM]);
    gate.answer(&access(HUM), Answer::GrantFor(Span::days(u64::MAX))).unwrap();
    drop(gate);
    let gate = world.gate();
    gate.app_state(AppState::Foreground).unwrap();
    assert_eq!(reason(&gate, HUM), None);
}

#[test]
fn an_answer_counts_for_the_subject_that_the_process_sees_now() {
    let world = World::new("stale-subject");
    let (first, second) = (world.granted(&[SCAN]), world.gate());
    second.check(&access(SCAN)).unwrap();
    first.switch_subject(Some("another"), Age::Adult).unwrap();
    second.answer(&access(HUM), Answer::Refuse).unwrap();
    assert_eq!(reason(&first, HUM), Some(Reason::ConsentRefused));
    let refused = world.picked(|event| match event {
        Event::Consent(consent) if consent.action == Action::Refuse => Some(()),
        _ => None,
    });
    assert_eq!(refused, [(first.subject(), ())], "logged for whom it counts");
}

#[test]
fn a_stale_process_does_not_overlook_a_lost_permission() {
    let world = World::new("stale-os");
    let (first, second) = (world.granted(&[HUM]), world.gate());
    let recognise = ["recognise"];
    first.os_changed(Resource::Microphone, &recognise, OsGrant::Denied).unwrap();
    second.maintain();
    first.os_changed(Resource::Microphone, &recognise, OsGrant::Granted).unwrap();
    first.answer(&access(HUM), Answer::Grant).unwrap();
    assert_eq!(reason(&first, HUM), None);
    second.os_changed(Resource::Microphone, &recognise, OsGrant::Denied).unwrap();
    assert_eq!(reason(&first, HUM), Some(Reason::ConsentWithdrawn));
}

#[test]
fn a_childs_consent_is_separate_when_its_permission_is_lost() {
    let world = World::new("child-os");
    let gate = world.granted(&[]);
    gate.switch_subject(Some("child"), Age::Child).unwrap();
    gate.guardian(Action::Grant).unwrap();
    gate.answer(&access(SCAN), Answer::Grant).unwrap();
    for grant in [OsGrant::Granted, OsGrant::Denied, OsGrant::Granted] {
        gate.os_changed(Resource::Camera, &["preview"], grant).unwrap();
    }
    assert_eq!(reason(&gate, SCAN), Some(Reason::ConsentWithdrawn));
}

#[test]
fn a_lease_on_a_purpose_without_a_resource_keeps_to_its_context_and_its_term() {
    let world = World::new("whole");
    let gate = world.granted(&[]);
    let search = Access::purpose_only("search");
    let lease = gate.acquire(&search).unwrap();
    gate.app_state(AppState::Background).unwrap();
    world.pass(&gate, Span::seconds(5));
    assert_eq!(lease.ended(), Some(LeaseEnd::Background));
    gate.app_state(AppState::Foreground).unwrap();
    let share = Access::purpose_only("share-to-third-party");
    gate.answer(&share, Answer::GrantOnce).unwrap();
    let once = gate.acquire(&share).unwrap();
    gate.maintain();
    assert!(once.live());
    assert_eq!(gate.acquire(&share).unwrap_err().reason, Reason::ConsentExpired);
}

#[test]
fn a_monstrous_budget_file_denies_and_does_not_eat_memory() {
    let world = World::new("monster");
    let gate = world.granted(&[SCAN]);
    let budget = fs::OpenOptions::new().write(true).open(world.folder.0.join("budget")).unwrap();
    budget.set_len(1 << 43).unwrap();
    assert!(reason(&gate, SCAN).is_some());
    assert_eq!(reason(&world.gate(), SCAN), Some(Reason::GateFault));
}

#[test]
fn an_answer_for_what_nobody_declared_is_refused() {
    let world = World::new("undeclared-answer");
    let gate = world.granted(&[]);
    let face = access(("qr-scan", Resource::Camera, "face"));
    let stranger = access(SCAN).caller("stranger");
    for undeclared in [face, stranger, access(("mind-reading", Resource::Camera, "preview"))] {
        let answered = gate.answer(&undeclared, Answer::Grant);
        assert!(matches!(answered, Err(GateError::Unknown(_))), "{answered:?}");
    }
    assert_eq!(reason(&gate, SCAN), Some(Reason::ConsentNotAsked));
}

#[test]
fn everything_that_waits_is_kept_in_order_and_logged() {
    let world = World::new("waiting");
    let (gate, full) = on_a_disk_that_fills_up(&world);
    full.store(true, Ordering::SeqCst);
    assert!(gate.withdraw(&access(HUM)).is_err());
    assert!(gate.withdraw(&access(SCAN)).is_err());
    assert!(gate.decline_policy().is_err());
    assert!(gate.fault().is_some());
    assert!(gate.answer(&access(SCAN), Answer::Grant).is_err(), "nothing is granted meanwhile");
    full.store(false, Ordering::SeqCst);
    gate.accept_policy().unwrap();
    assert_eq!(reason(&gate, HUM), Some(Reason::ConsentWithdrawn));
    assert_eq!(reason(&gate, SCAN), Some(Reason::ConsentWithdrawn), "the later acceptance stands");
    let said = world.picked(|event| match event {
        Event::Consent(consent) if consent.action == Action::Withdraw => {
            Some(consent.purpose.to_string())
        }
        Event::Policy { act: PolicyAct::Declined, .. } => Some("declined".to_owned()),
        _ => None,
    });
    let said: Vec<String> = said.into_iter().map(|(_, what)| what).collect();
    assert_eq!(said, [HUM.0, SCAN.0, "declined"]);
}

#[test]
fn a_lapse_reported_during_a_fault_is_not_forgotten() {
    let world = World::new("lapse-in-fault");
    let (gate, full) = on_a_disk_that_fills_up(&world);
    full.store(true, Ordering::SeqCst);
    assert!(gate.withdraw(&access(SCAN)).is_err());
    assert!(gate.os_changed(Resource::Microphone, &["recognise"], OsGrant::NotAsked).is_err());
    full.store(false, Ordering::SeqCst);
    gate.maintain();
    assert_eq!(reason(&gate, HUM), Some(Reason::OsNotAsked));
}

#[test]
fn a_ledger_that_was_there_is_not_made_anew() {
    let world = World::new("vanished");
    let gate = world.granted(&[SCAN]);
    fs::remove_file(world.folder.0.join("ledger")).unwrap();
    for _ in 0..3 {
        gate.maintain();
        assert_eq!(reason(&gate, SCAN), Some(Reason::GateFault));
    }
    assert!(gate.accept_policy().is_err());
    assert!(gate.erase_subject().is_err(), "nothing is said to be erased that is not");
}
