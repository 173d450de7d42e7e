//! On a scripted day with two processes every call of the disk fails, in every way: nothing panics,
//! nothing is allowed without its record, a withdrawal is not undone, and what is left can be opened.

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
use menshen_tests::setup::{self, POLICY};
use menshen_tests::sim::{Failure, Fault, SimDisk};
use menshen_tests::world::access;

const DIR: &str = "/gate";
const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");
const HUM: (&str, Resource, &str) = ("hum-recognition", Resource::Microphone, "recognise");

/// A day on a disk in memory, and what was acknowledged on it.
struct Day {
    disk: SimDisk,
    clock: Arc<TestClock>,
    seams: Seams,
    allowed: Vec<u64>,
    withdrawn: bool,
}

impl Day {
    fn new() -> Day {
        let disk = SimDisk::default();
        let (clock, seams) = TestClock::seams();
        let seams = Seams { disk: Arc::new(disk.clone()), ..seams };
        Day { disk, clock, seams, allowed: Vec::new(), withdrawn: false }
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
        let _ = main.checkpoint();
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

    /// What must hold of what is left when every process was killed.
    fn judge(&self, policy: &str, what: &str) {
        let left = Day {
            seams: Seams { disk: Arc::new(self.disk.after_kill()), ..self.seams.clone() },
            ..Day::new()
        };
        let leases = leases(&left.seams.disk, what);
        for lease in &self.allowed {
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

/// The purposes of the day alone: the whole policy takes longer to read than the day.
fn small() -> String {
    let mut policy: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    let used = [SCAN.0, HUM.0, "friend-suggestions"].map(Some);
    policy["purposes"].as_array_mut().unwrap().retain(|it| used.contains(&it["id"].as_str()));
    policy["sdks"] = serde_json::json!([]);
    policy["changes"] = serde_json::json!([]);
    policy.to_string()
}

#[test]
fn the_day_goes_well_when_nothing_fails() {
    let policy = small();
    let mut day = Day::new();
    day.play(&policy);
    assert_eq!((day.allowed.len(), day.withdrawn), (3, true), "{:?}", day.allowed);
    day.judge(&policy, "nothing fails");
}

#[test]
fn whichever_call_fails_and_however_nothing_is_allowed_without_its_record() {
    let policy = small();
    let mut day = Day::new();
    day.play(&policy);
    let calls = day.disk.calls();
    assert!(calls > 500, "{calls}");
    let next = AtomicU64::new(1);
    // Each thread takes the next call that is to fail.
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let call @ 1.. = next.fetch_add(1, Ordering::Relaxed)
                    && call <= calls
                {
                    fail_at(call, &policy);
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
        day.judge(policy, &format!("{fault:?}"));
    }
}
