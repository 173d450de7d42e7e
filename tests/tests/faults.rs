//! On a scripted day with two processes every call of the disk fails, in every way, and the power is
//! lost at every call: nothing panics, nothing is allowed without its record, a withdrawal is not
//! undone, and what is left can be opened.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use menshen_tests::day::Day;
use menshen_tests::sim::{Failure, Fault};

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
