//! On a scripted day with two processes every call of the disk fails, in every way, and the power is
//! lost at every call: nothing panics, nothing is allowed without its record, a withdrawal is not
//! undone, and what is left can be opened.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use menshen::seams::Seams;
use menshen::{Action, Gate, Policy, Resource};
use menshen_tests::clock::TestClock;
use menshen_tests::day::Day;
use menshen_tests::sim::{Failure, Fault, SimDisk};
use menshen_tests::world::{Wish, access};
use menshen_tests::{promise, setup};

const HUM: Wish = ("hum-recognition", Resource::Microphone, "recognise");

/// How many of the contents that a loss of power may leave are looked at, for each call.
const STATES: u64 = 8;

#[test]
fn the_day_goes_well_when_nothing_fails() {
    let mut day = Day::new();
    day.play();
    assert_eq!((day.leases(), day.hum_was_withdrawn()), (3, true));
    day.judge_killed("nothing fails");
}

#[test]
fn whichever_call_fails_and_however_nothing_is_allowed_without_its_record() {
    each_call(fail_at);
}

#[test]
fn whenever_the_power_is_lost_what_was_synced_is_there() {
    each_call(lose_power_at);
}

#[test]
fn a_withdrawal_outlives_the_power_at_once() {
    let (disk, gate) = after_a_grant();
    gate.withdraw(&access(HUM)).unwrap();
    assert_withdrawn(&disk, "at once");
}

#[test]
fn a_withdrawal_outlives_the_power_whichever_call_failed_under_it() {
    for (call, how) in (1..).flat_map(|call| Failure::ALL.map(|how| (call, how))) {
        let (disk, gate) = after_a_grant();
        disk.fail([Fault { call, how, lasting: false }]);
        let withdrawn = gate.withdraw(&access(HUM));
        if disk.calls() < call {
            assert!(call > 5, "{call}");
            break;
        }
        disk.fail(None);
        gate.maintain();
        assert_withdrawn(&disk, &format!("call {call} {how:?}: {withdrawn:?}"));
    }
}

/// Whatever a loss of power leaves of the disk.
fn assert_withdrawn(disk: &SimDisk, when: &str) {
    for seed in 0..STATES {
        let left = disk.after_power_loss(&mut fastrand::Rng::with_seed(seed));
        let found = promise::stands(&open(&left), HUM);
        let what = format!("{when}, seed {seed}: {found:?}");
        assert_eq!(found.ok(), Some(Some(Action::Withdraw)), "{what}");
    }
}

fn after_a_grant() -> (SimDisk, Gate) {
    let disk = SimDisk::default();
    let gate = open(&disk);
    setup::grant(&gate, &[HUM]);
    gate.checkpoint().unwrap();
    (disk, gate)
}

fn open(disk: &SimDisk) -> Gate {
    let seams = Seams { disk: Arc::new(disk.clone()), ..TestClock::seams().1 };
    let policy = Policy::parse(&setup::small(&[HUM.0])).unwrap();
    Gate::open(setup::config("/gate".as_ref(), policy).seams(seams).background(false)).unwrap()
}

/// Each thread takes the next call of the day.
fn each_call(act: fn(u64)) {
    let mut day = Day::new();
    day.play();
    let calls = day.disk.calls();
    assert!(calls > 500, "{calls}");
    let next = AtomicU64::new(1);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let call @ 1.. = next.fetch_add(1, Ordering::Relaxed)
                    && call <= calls
                {
                    act(call);
                }
            });
        }
    });
}

/// A call fails in each way, and from then on all in one way, which differs by the call.
fn fail_at(call: u64) {
    let once = Failure::ALL.map(|how| Fault { call, how, lasting: false });
    let lasting = Failure::ALL[call as usize % Failure::ALL.len()];
    for fault in once.into_iter().chain([Fault { call, how: lasting, lasting: true }]) {
        let mut day = Day::new();
        day.disk.fail([fault]);
        day.play();
        day.judge_killed(&format!("{fault:?}"));
    }
}

/// From a call on nothing reaches the disk any more; of what was not synced before, some is left.
fn lose_power_at(call: u64) {
    let mut day = Day::new();
    day.lose_power_at(call);
    day.play();
    let written = day.records();
    for seed in 0..STATES {
        let left = day.disk.after_power_loss(&mut fastrand::Rng::with_seed(call * STATES + seed));
        let what = format!("power lost at call {call}, seed {seed}");
        day.judge_after_power_loss(left, &written, &what);
    }
}
