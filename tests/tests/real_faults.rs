//! Real faults on a real disk: no space, no rights, no file handles, files that changed behind the
//! gate's back.

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::Path;
use std::thread;

use menshen::log::{self, Event, GapKind, Item, LeaseEnd, State, VerifyOptions};
use menshen::seams::Seams;
use menshen::{Gate, GateError, Lease, Policy, Reason, Resource, Span};
use menshen_tests::clock::TestClock;
use menshen_tests::setup::{self, Folder};
use menshen_tests::surroundings::{SmallDisk, after_shell, on_small_disk};
use menshen_tests::world::{World, access};

type Wish = (&'static str, Resource, &'static str);
const SCAN: Wish = ("qr-scan", Resource::Camera, "preview");
const HUM: Wish = ("hum-recognition", Resource::Microphone, "recognise");

fn policy() -> Policy {
    let mut policy: serde_json::Value =
        serde_json::from_str(&setup::only(&[SCAN.0, HUM.0])).unwrap();
    for purpose in policy["purposes"].as_array_mut().unwrap() {
        purpose.as_object_mut().unwrap().remove("limit");
    }
    Policy::parse(&policy.to_string()).unwrap()
}

fn open(dir: &Path) -> Result<Gate, GateError> {
    Gate::open(setup::config(dir, policy()).background(false))
}

fn granted(dir: &Path) -> Gate {
    let gate = open(dir).unwrap();
    setup::grant(&gate, &[SCAN, HUM]);
    gate
}

fn reason(gate: &Gate, wish: Wish) -> Option<Reason> {
    gate.acquire(&access(wish)).err().map(|denied| denied.reason)
}

fn events(dir: &Path) -> Vec<Event<'static>> {
    let entries = log::read(&Seams::system().disk, dir).unwrap();
    let record = |entry: log::Entry| match entry.item {
        Item::Record(record) => Some(record.event),
        _ => None,
    };
    entries.filter_map(record).collect()
}

fn allowed(events: &[Event<'_>]) -> HashSet<u64> {
    let uses = events.iter().filter_map(|event| match event {
        Event::Decision(decision) => Some(decision.uses.iter().map(|it| it.lease)),
        _ => None,
    });
    uses.flatten().collect()
}

fn state(dir: &Path) -> State {
    log::verify(&Seams::system().disk, dir, &VerifyOptions::default()).unwrap().state
}

/// Acquires until it is denied; the leases, and why not.
fn until_denied(gate: &Gate) -> (Vec<Lease>, Reason) {
    let mut leases = Vec::new();
    loop {
        match gate.acquire(&access(SCAN)) {
            Ok(lease) => leases.push(lease),
            Err(denied) => return (leases, denied.reason),
        }
        assert!(leases.len() < 100_000, "the disk never fills up");
    }
}

#[test]
fn on_a_full_disk_what_cannot_be_logged_is_denied_and_space_brings_it_back() {
    on_small_disk(
        "on_a_full_disk_what_cannot_be_logged_is_denied_and_space_brings_it_back",
        |disk| {
            let gate = granted(&disk.dir);
            let mut held: Vec<Lease> = Vec::new();
            held.extend((0..200).map(|_| gate.acquire(&access(SCAN)).unwrap()));
            disk.fill();
            let (more, why) = until_denied(&gate);
            assert_eq!(why, Reason::LogUnavailable);
            let given: HashSet<u64> = held.iter().chain(&more).map(Lease::id).collect();
            drop((held, more));
            assert_eq!(reason(&gate, SCAN), Some(Reason::LogUnavailable));

            disk.free();
            gate.maintain();
            let after = gate.acquire(&access(SCAN)).unwrap().id();
            gate.checkpoint().unwrap();
            let events = events(&disk.dir);
            let on_record = allowed(&events);
            assert!(given.is_subset(&on_record) && on_record.contains(&after));
            judge_gap(&events, given.len());
            assert!(is_sound(&disk.dir));
        },
    );
}

/// The reserve took some releases and the denial; the rest is counted as lost.
fn judge_gap(events: &[Event<'_>], given: usize) {
    let released = |it: &&Event<'_>| matches!(it, Event::LeaseEnd { how: LeaseEnd::Released, .. });
    let lost = |it: &Event<'_>| match it {
        Event::Gap { what: GapKind::LostRecords, count } => Some(*count as usize),
        _ => None,
    };
    let denied = |it: &Event<'_>| matches!(it, Event::Decision(it) if it.reason == Some(Reason::LogUnavailable));
    let (released, lost): (usize, usize) =
        (events.iter().filter(released).count(), events.iter().filter_map(lost).sum());
    println!("{given} leases given, {released} releases on record, {lost} records lost");
    assert!(released > 20 && lost > 0 && released + lost >= given);
    assert!(events.iter().any(denied), "the reserve has room for a denial");
}

#[test]
fn a_no_on_a_full_disk_denies_everything_and_is_kept_when_there_is_space() {
    let test = "a_no_on_a_full_disk_denies_everything_and_is_kept_when_there_is_space";
    on_small_disk(test, |disk| {
        if !disk.is_real() {
            return println!("skipped: the ledger is too small for a limit to the size of files");
        }
        let gate = granted(&disk.dir);
        let lease = gate.acquire(&access(HUM)).unwrap();
        disk.fill();
        gate.withdraw(&access(HUM)).unwrap_err();
        assert!(!lease.live());
        assert_eq!([SCAN, HUM].map(|it| reason(&gate, it)), [Some(Reason::GateFault); 2]);
        disk.free();
        gate.maintain();
        assert_eq!(reason(&gate, HUM), Some(Reason::ConsentWithdrawn));
        assert_eq!(reason(&gate, SCAN), None);
        drop(gate);
        assert_eq!(reason(&open(&disk.dir).unwrap(), HUM), Some(Reason::ConsentWithdrawn));
    });
}

#[test]
fn erasure_on_a_full_disk_happens_and_the_log_can_be_exported_meanwhile() {
    let test = "erasure_on_a_full_disk_happens_and_the_log_can_be_exported_meanwhile";
    on_small_disk(test, |disk| {
        if !disk.is_real() {
            return println!("skipped: the ledger is too small for a limit to the size of files");
        }
        let gate = granted(&disk.dir);
        let subject = gate.subject();
        drop(gate.acquire(&access(SCAN)).unwrap());
        disk.fill();
        gate.erase_subject().unwrap_err();
        assert!(reason(&gate, SCAN).is_some());
        let mut bundle = Vec::new();
        gate.export_log(&mut bundle).unwrap();
        assert!(bundle.windows(4).any(|it| it == b".seg"), "{} bytes", bundle.len());
        disk.free();
        gate.maintain();
        drop(gate);
        let gate = open(&disk.dir).unwrap();
        assert_eq!(reason(&gate, SCAN), Some(Reason::ConsentNotAsked));
        gate.switch_subject(Some("tester"), menshen::Age::Adult).unwrap();
        assert_ne!(gate.subject(), subject, "the account is another subject now");
        assert_eq!(reason(&gate, SCAN), Some(Reason::ConsentNotAsked));
    });
}

#[test]
fn a_disk_that_may_only_be_read_denies_and_its_log_can_be_judged() {
    let test = "a_disk_that_may_only_be_read_denies_and_its_log_can_be_judged";
    on_small_disk(test, |disk: &SmallDisk| {
        if !disk.is_real() {
            return println!("skipped: nothing may be mounted");
        }
        drop(granted(&disk.dir));
        let mounted = disk.dir.parent().unwrap();
        let remount = ["-o", "remount,ro", mounted.to_str().unwrap()];
        assert!(std::process::Command::new("mount").args(remount).status().unwrap().success());
        assert!(open(&disk.dir).is_err());
        assert!(matches!(state(&disk.dir), State::UnsignedTail { .. }));
    });
}

#[test]
fn a_folder_of_another_user_is_refused() {
    let test = "a_folder_of_another_user_is_refused";
    // Root owns the folder and may not be turned away from it: another user tries.
    let other = r#"test "$(id -u)" = 0 && set -- setpriv --reuid 65534 --clear-groups "$@""#;
    after_shell(test, other, |dir| {
        let foreign = ["/root", "/etc", "/var"].map(Path::new);
        let refused = |dir: &&Path| File::create(dir.join("menshen-probe")).is_err();
        let foreign = foreign.into_iter().find(refused).expect("a folder of somebody else's");
        assert!(open(&foreign.join("gate")).is_err());
        let _ = dir;
    });
}

#[test]
fn without_file_handles_nothing_is_allowed_without_its_record() {
    let test = "without_file_handles_nothing_is_allowed_without_its_record";
    after_shell(test, "ulimit -n 64", |dir| {
        let dir = dir.join("gate");
        let gate = granted(&dir);
        let mut given = vec![gate.acquire(&access(SCAN)).unwrap().id()];
        let mut hoard: Vec<File> = std::iter::from_fn(|| File::open("/dev/null").ok()).collect();
        while !hoard.is_empty() {
            given.extend(gate.acquire(&access(SCAN)).ok().map(|lease| lease.id()));
            gate.maintain();
            let _ = (gate.checkpoint(), gate.withdraw(&access(HUM)), open(&dir));
            hoard.truncate(hoard.len() * 2 / 3);
        }
        gate.maintain();
        given.push(gate.acquire(&access(SCAN)).unwrap().id());
        assert!(given.iter().all(|id| allowed(&events(&dir)).contains(id)));
        assert_eq!(reason(&gate, HUM), Some(Reason::ConsentWithdrawn));
        gate.checkpoint().unwrap();
        assert!(is_sound(&dir));
    });
}

#[test]
fn clocks_that_step_ten_years_sleep_and_begin_anew_raise_no_alarm_and_undo_no_no() {
    let world = World::new("clocks");
    let gate = world.granted(&[SCAN, HUM]);
    gate.withdraw(&access(HUM)).unwrap();
    let mut records = 0;
    for years in [10, -10, -10, 10] {
        world.clock.step(years * YEAR);
        judge_clock(&world, &gate, &mut records);
        world.pass(&gate, Span::hours(8));
        judge_clock(&world, &gate, &mut records);
        // As after a restart: a clock of its own, and another run of the device.
        let (clock, seams) = TestClock::seams();
        clock.step(years * YEAR);
        let restarted = World { folder: Folder(world.folder.0.clone()), clock, seams };
        judge_clock(&restarted, &restarted.gate(), &mut records);
        std::mem::forget(restarted.folder);
    }
    let stepped = |event: &Event<'_>| matches!(event, Event::Clock { .. }).then_some(());
    assert!(world.picked(stepped).len() >= 4);
}

const YEAR: i64 = 365 * 86_400_000;

fn judge_clock(world: &World, gate: &Gate, records: &mut usize) {
    gate.maintain();
    gate.app_state(menshen::AppState::Foreground).unwrap();
    drop(gate.acquire(&access(SCAN)).unwrap());
    assert!(reason(gate, HUM).is_some());
    gate.checkpoint().unwrap();
    assert!(is_sound(&world.folder.0));
    let now = world.records().len();
    assert!(now >= *records + 3, "{now} after {records}");
    *records = now;
}

type Mishap = fn(&Path);

/// What may befall a file.
const MISHAPS: [(&str, Mishap); 7] = [
    ("deleted", |path| fs::remove_file(path).unwrap()),
    ("emptied", |path| File::options().write(true).open(path).unwrap().set_len(0).unwrap()),
    ("cut in half", |path| {
        let file = File::options().write(true).open(path).unwrap();
        file.set_len(file.metadata().unwrap().len() / 2).unwrap();
    }),
    ("swapped for its neighbour", |path| {
        let mut all: Vec<_> = walk(path.parent().unwrap());
        all.retain(|other| other != path);
        fs::copy(all.first().unwrap(), path).unwrap();
    }),
    ("a link", |path| {
        let kept = path.with_extension("kept");
        fs::rename(path, &kept).unwrap();
        std::os::unix::fs::symlink(&kept, path).unwrap();
    }),
    ("a folder", |path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    }),
    ("a pipe", |path| {
        fs::remove_file(path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }),
];

/// The files in a folder and those below it.
fn walk(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(walk(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// A used folder in which this file has had this mishap, and the gate if it was open meanwhile.
fn after(
    what: &str,
    number: usize,
    mishap: fn(&Path),
    gate_is_open: bool,
) -> Option<(Folder, Option<Gate>)> {
    let folder = Folder::new(&what.replace(' ', "-"));
    let gate = granted(&folder.0);
    gate.withdraw(&access(HUM)).unwrap();
    gate.checkpoint().unwrap();
    let gate = gate_is_open.then_some(gate);
    let path = walk(&folder.0).into_iter().nth(number)?;
    mishap(&path);
    Some((folder, gate))
}

#[test]
fn whatever_befalls_a_file_behind_the_back_nothing_hangs_and_no_withdrawal_is_undone() {
    let tried: usize = thread::scope(|scope| {
        let threads = MISHAPS.map(|mishap| scope.spawn(move || to_each_file(mishap)));
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    println!("{tried} mishaps");
    assert!(tried >= 7 * MISHAPS.len(), "{tried}");
}

fn to_each_file((name, mishap): (&str, fn(&Path))) -> usize {
    for number in 0.. {
        for gate_is_open in [false, true] {
            let what = format!("file {number} {name}, the gate open: {gate_is_open}");
            match after(&what, number, mishap, gate_is_open) {
                Some((folder, gate)) => judge(&folder, gate, &what),
                None => return number,
            }
        }
    }
    0
}

/// An open gate, one opened now, and whoever reads: each answers, and none says yes after a no.
fn judge(folder: &Folder, gate: Option<Gate>, what: &str) {
    println!("{what}: {}", state(&folder.0));
    for gate in gate.into_iter().chain(open(&folder.0)) {
        let _ = gate.app_state(menshen::AppState::Foreground);
        gate.maintain();
        if let Ok(lease) = gate.acquire(&access(SCAN)) {
            let missed = !allowed(&events(&folder.0)).contains(&lease.id());
            assert!(!missed || !is_sound(&folder.0), "{what}: allowed, and no trace of it");
        }
        assert!(reason(&gate, HUM).is_some(), "{what}: a withdrawal was undone");
        let _ = (gate.checkpoint(), gate.export_log(&mut Vec::new()));
    }
}

fn is_sound(dir: &Path) -> bool {
    matches!(state(dir), State::Clean | State::UnsignedTail { .. })
}
