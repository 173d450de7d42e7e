//! On a scripted day with two processes every call of the disk fails, in every way, and the power is
//! lost at every call: nothing panics, nothing is allowed without its record, a withdrawal is not
//! undone, and what is left can be opened.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use menshen::log::{self, Event, Item, State};
use menshen::seams::{Disk, Seams};
use menshen::{
    Access, Age, Answer, AppState, Gate, GateError, Lease, OsGrant, Policy, Resource, Span,
};
use menshen_tests::clock::TestClock;
use menshen_tests::setup;
use menshen_tests::sim::{Failure, Fault, SimDisk};
use menshen_tests::world::access;

/// How many of the contents that a loss of power may leave are looked at, for each call.
const STATES: u64 = 20;
const DIR: &str = "/gate";
const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");
const HUM: (&str, Resource, &str) = ("hum-recognition", Resource::Microphone, "recognise");

/// A day on a disk in memory, and what was acknowledged on it.
struct Day {
    disk: SimDisk,
    clock: Arc<TestClock>,
    seams: Seams,
    allowed: Vec<u64>,
    /// How many of these a checkpoint has covered.
    synced: usize,
    withdrawn: bool,
}

impl Day {
    fn new() -> Day {
        let disk = SimDisk::default();
        let (clock, seams) = TestClock::seams();
        let seams = Seams { disk: Arc::new(disk.clone()), ..seams };
        Day { disk, clock, seams, allowed: Vec::new(), synced: 0, withdrawn: false }
    }

    fn open(&self, policy: &str, process: &str) -> Result<Gate, GateError> {
        let config = setup::config(Path::new(DIR), Policy::parse(policy).unwrap()).process(process);
        Gate::open(config.seams(self.seams.clone()).background(false))
    }

    /// Goes through the day; what fails is left, as an app would.
    fn play(&mut self, policy: &str) {
        if let Ok(main) = self.open(policy, "main") {
            self.morning(&main);
            if let Ok(player) = self.open(policy, ":player") {
                self.noon(&main, &player);
            }
            self.evening(&main);
        }
        if let Ok(again) = self.open(policy, "main") {
            drop(self.acquire(&again, SCAN));
            drop(self.acquire(&again, HUM));
        }
    }

    fn morning(&mut self, gate: &Gate) {
        drop(self.acquire(gate, SCAN));
        let _ = gate.policy_shown();
        let _ = gate.accept_policy();
        let _ = gate.switch_subject(Some("listener"), Age::Adult);
        let _ = gate.app_state(AppState::Foreground);
        for (wish, resource) in [(SCAN, Resource::Camera), (HUM, Resource::Microphone)] {
            let _ = gate.answer(&access(wish), Answer::Grant);
            let all: Vec<&str> = resource.scope_names().collect();
            let _ = gate.os_changed(resource, &all, OsGrant::Granted);
        }
        let scanning = self.acquire(gate, SCAN);
        self.pass(gate, Span::seconds(10));
        drop(scanning);
    }

    fn noon(&mut self, main: &Gate, player: &Gate) {
        let _ = player.app_state(AppState::Foreground);
        let (here, there) = (self.acquire(main, HUM), self.acquire(player, HUM));
        self.pass(main, Span::seconds(61));
        self.withdrawn = main.withdraw(&access(HUM)).is_ok();
        self.pass(player, Span::seconds(2));
        if self.withdrawn {
            assert!(!here.is_some_and(|lease| lease.live()), "a withdrawal ends what is under way");
        }
        drop(there);
        drop(self.acquire(player, HUM));
        if main.checkpoint().is_ok() {
            self.synced = self.allowed.len();
        }
    }

    fn evening(&mut self, gate: &Gate) {
        let refused = Access::new("friend-suggestions", Resource::Contacts, ["match"]).unwrap();
        let _ = gate.answer(&refused, Answer::Refuse);
        let _ = gate.os_changed(Resource::Camera, &["preview"], OsGrant::Denied);
        drop(self.acquire(gate, SCAN));
        let _ = gate.app_state(AppState::Background);
        self.pass(gate, Span::hours(3));
        let _ = gate.export_log(&mut Vec::new());
    }

    fn acquire(&mut self, gate: &Gate, wish: (&str, Resource, &str)) -> Option<Lease> {
        let lease = gate.acquire(&access(wish)).ok()?;
        self.allowed.push(lease.id());
        Some(lease)
    }

    fn pass(&self, gate: &Gate, span: Span) {
        self.clock.pass(span);
        gate.maintain();
    }

    /// What must hold of what is left: of the leases that were given at least these are on record.
    fn judge(&self, left: SimDisk, given: &[u64], policy: &str, what: &str) {
        let seams = Seams { disk: Arc::new(left), ..self.seams.clone() };
        let left = Day { seams, ..Day::new() };
        let leases = leases(&left.seams.disk, what);
        for lease in given {
            assert!(leases.contains(lease), "{what}: lease {lease} was given and is not on record");
        }
        let verified =
            log::verify(&left.seams.disk, Path::new(DIR), &log::VerifyOptions::default());
        let state = verified.map(|it| it.state).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_ne!(state, State::Tampered, "{what}");
        let gate = left.open(policy, "main").unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(gate.fault(), None, "{what}");
        if self.withdrawn {
            assert!(gate.check(&access(HUM)).is_err(), "{what}: a withdrawal was undone");
        }
    }

    /// The same when every process was killed.
    fn judge_killed(&self, policy: &str, what: &str) {
        self.judge(self.disk.after_kill(), &self.allowed, policy, what);
    }
}

/// The leases on record.
fn leases(disk: &Arc<dyn Disk>, what: &str) -> Vec<u64> {
    let entries = log::read(disk, Path::new(DIR)).unwrap_or_else(|error| panic!("{what}: {error}"));
    let records = entries.filter_map(|entry| match entry.item {
        Item::Record(record) => Some(record.event),
        _ => None,
    });
    let decisions = records.filter_map(|event| match event {
        Event::Decision(decision) => {
            Some(decision.uses.iter().map(|it| it.lease).collect::<Vec<_>>())
        }
        _ => None,
    });
    decisions.flatten().collect()
}

fn small() -> String {
    setup::only(&[SCAN.0, HUM.0, "friend-suggestions"])
}

#[test]
fn the_day_goes_well_when_nothing_fails() {
    let policy = small();
    let mut day = Day::new();
    day.play(&policy);
    assert_eq!((day.allowed.len(), day.withdrawn), (3, true), "{:?}", day.allowed);
    day.judge_killed(&policy, "nothing fails");
}

#[test]
fn whichever_call_fails_and_however_nothing_is_allowed_without_its_record() {
    each_call(fail_at);
}

#[test]
fn whenever_the_power_is_lost_what_was_synced_is_there() {
    each_call(lose_power_at);
}

/// Each thread takes the next call of the day.
fn each_call(act: fn(u64, &str)) {
    let policy = small();
    let mut day = Day::new();
    day.play(&policy);
    let calls = day.disk.calls();
    assert!(calls > 500, "{calls}");
    let next = AtomicU64::new(1);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let call @ 1.. = next.fetch_add(1, Ordering::Relaxed)
                    && call <= calls
                {
                    act(call, &policy);
                }
            });
        }
    });
}

/// A call fails in each way, and from then on all in one way, which differs by the call.
fn fail_at(call: u64, policy: &str) {
    let once = Failure::ALL.map(|how| Fault { call, how, lasting: false });
    let lasting = Failure::LASTING[call as usize % Failure::LASTING.len()];
    for fault in once.into_iter().chain([Fault { call, how: lasting, lasting: true }]) {
        let mut day = Day::new();
        day.disk.fail(Some(fault));
        day.play(policy);
        day.judge_killed(policy, &format!("{fault:?}"));
    }
}

/// From a call on nothing reaches the disk any more; of what was not synced before, some is left.
fn lose_power_at(call: u64, policy: &str) {
    let mut day = Day::new();
    day.disk.fail(Some(Fault { call, how: Failure::Broken, lasting: true }));
    day.play(policy);
    for seed in 0..STATES {
        let left = day.disk.after_power_loss(&mut fastrand::Rng::with_seed(call * STATES + seed));
        let what = format!("power lost at call {call}, seed {seed}");
        day.judge(left, &day.allowed[..day.synced], policy, &what);
    }
}
