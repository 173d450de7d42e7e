//! The power is lost at some call of a day: of what was not synced any part may be left.

use std::collections::HashSet;

use fastrand::Rng;

use super::Totals;
use crate::day::Day;

/// How many calls of a day are its last.
const CALLS: u64 = 8;
/// How many of the contents that may be left then are drawn.
const DRAWN: u64 = 150;

/// A day, once for each of some calls at which it ends.
pub(super) fn round(seed: u64) -> Totals {
    let mut dice = Rng::with_seed(seed);
    let mut totals = Totals::default();
    let calls = play(Day::new(), seed).disk.calls();
    for _ in 0..CALLS {
        lose_power_at(dice.u64(1..=calls), seed, &mut dice, &mut totals);
    }
    totals
}

/// Every fourth day goes by the script.
fn play(mut day: Day, seed: u64) -> Day {
    let mut dice = Rng::with_seed(seed);
    match dice.u8(..4) {
        0 => day.play(),
        _ => day.improvise(dice.u64(10..80), false, &mut dice),
    }
    day
}

fn lose_power_at(call: u64, seed: u64, dice: &mut Rng, totals: &mut Totals) {
    let mut day = Day::new();
    day.lose_power_at(call);
    let day = play(day, seed);
    let (written, mut seen) = (day.records(), HashSet::new());
    for number in 0..DRAWN {
        let left = day.disk.after_power_loss(dice);
        if seen.insert(left.digest()) {
            day.judge_after_power_loss(left, &written, &format!("call {call}, state {number}"));
        }
    }
    totals.add("different states after a loss of power", seen.len() as u64);
    totals.add("states drawn", DRAWN);
    totals.add("losses of power", 1);
    totals.add("leases that had been given by then", day.leases() as u64);
}
