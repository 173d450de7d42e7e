//! A day on a disk in memory, with several processes on it, and what the gate promised on it.
//!
//! What fails is left, as an app would. Once the power is lost, nothing is promised any more.

mod judge;
mod random;
mod script;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use menshen::seams::Seams;
use menshen::{Action, Gate, GateError, Lease, Policy, Resource, Span};

use crate::clock::TestClock;
use crate::dice::Dice;
use crate::promise::{self, Promise};
use crate::setup;
use crate::sim::{Failure, Fault, SimDisk};
use crate::world::{Wish, access};

const DIR: &str = "/gate";
/// Days differ by what happens, not by the numbers that the gate draws.
const SEED: u64 = 7;
/// What is asked for on a day.
const WISHES: [Wish; 4] = [
    ("qr-scan", Resource::Camera, "preview"),
    ("hum-recognition", Resource::Microphone, "recognise"),
    ("friend-recommendation", Resource::Contacts, "read"),
    ("ticket-reminder", Resource::Calendar, "add"),
];
const SCAN: usize = 0;
const HUM: usize = 1;
const FRIENDS: usize = 2;

/// The purposes of the day alone: the whole policy takes longer to read than the day.
static POLICY: LazyLock<String> = LazyLock::new(|| setup::small(&WISHES.map(|wish| wish.0)));

/// A day, and what was promised on it.
pub struct Day {
    /// What it is played on.
    pub disk: SimDisk,
    clock: Arc<TestClock>,
    seams: Seams,
    /// From this call on the power is off.
    lost_at: u64,
    /// The leases that were given, and how many of them a checkpoint has covered.
    given: Vec<u64>,
    synced: usize,
    promises: [Promise; WISHES.len()],
}

impl Day {
    /// A day on which nothing fails, so far.
    pub fn new() -> Day {
        let disk = SimDisk::default();
        let (clock, seams) = TestClock::seams();
        let random = Arc::new(Dice::new(SEED));
        let seams = Seams { disk: Arc::new(disk.clone()), random, ..seams };
        let promises = WISHES.map(|_| Promise::of(None));
        Day { disk, clock, seams, lost_at: u64::MAX, given: Vec::new(), synced: 0, promises }
    }

    /// From this call on nothing reaches the disk, and nobody is there to be promised anything.
    pub fn lose_power_at(&mut self, call: u64) {
        self.lost_at = call;
        self.disk.fail([Fault { call, how: Failure::Broken, lasting: true }]);
    }

    /// How many leases were given.
    pub fn leases(&self) -> usize {
        self.given.len()
    }

    /// Whether the user's last word on humming is a no.
    pub fn hum_was_withdrawn(&self) -> bool {
        let hum = &self.promises[HUM];
        hum.allows(Some(Action::Withdraw)) && !hum.allows(Some(Action::Grant))
    }

    fn is_on(&self) -> bool {
        self.disk.calls() < self.lost_at
    }

    fn open(&self, process: &str) -> Result<Gate, GateError> {
        let config = setup::config(Path::new(DIR), Policy::parse(&POLICY).unwrap());
        let config = config.process(process).seams(self.seams.clone());
        Gate::open(config.background(false))
    }

    fn acquire(&mut self, gate: &Gate, wish: usize) -> Option<Lease> {
        let lease = gate.acquire(&access(WISHES[wish])).ok()?;
        let promise = &self.promises[wish];
        assert!(promise.allows(Some(Action::Grant)), "let in against {promise:?}");
        if self.is_on() {
            self.given.push(lease.id());
        }
        Some(lease)
    }

    fn answer(&mut self, gate: &Gate, wish: usize, action: Action) {
        if !self.is_on() {
            return;
        }
        self.promises[wish].answering(action);
        let answered = promise::answer(gate, WISHES[wish], action);
        let said = format!("{action:?}: {answered:?}");
        match answered {
            _ if !self.is_on() => {}
            Ok(()) => self.promises[wish].answered(action),
            Err(_) => self.promises[wish].failed(action),
        }
        let denied = gate.check(&access(WISHES[wish])).is_err();
        assert!(denied || action == Action::Grant, "a no counts at once, kept or not: {said}");
    }

    fn checkpoint(&mut self, gate: &Gate) {
        if gate.checkpoint().is_ok() && self.is_on() {
            self.synced = self.given.len();
        }
    }

    fn pass(&self, gate: &Gate, span: Span) {
        self.clock.pass(span);
        gate.maintain();
    }
}

impl Default for Day {
    fn default() -> Day {
        Day::new()
    }
}
