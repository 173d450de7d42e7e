//! Days on which several calls of the disk fail, in any way, once or for some time.

use fastrand::Rng;

use super::Totals;
use crate::day::Day;
use crate::sim::{Failure, Fault};

const DAYS: u64 = 20;
/// The scripted day has some more calls than this.
const CALLS: u64 = 750;

/// Some days by the script and some improvised.
pub(super) fn round(seed: u64) -> Totals {
    let mut dice = Rng::with_seed(seed);
    let mut totals = Totals::default();
    for number in 0..DAYS {
        let mut day = Day::new();
        match number % 2 {
            0 => play_by_script(&mut day, &mut dice),
            _ => day.improvise(dice.u64(20..200), true, &mut dice),
        }
        day.judge_killed(&format!("day {number}"));
        totals.add("days with failing calls", 1);
        totals.add("leases given in spite of them", day.leases() as u64);
    }
    totals
}

fn play_by_script(day: &mut Day, dice: &mut Rng) {
    let faults: Vec<Fault> = (0..dice.usize(2..8)).map(|_| fault(dice)).collect();
    day.disk.fail(faults);
    day.play();
}

fn fault(dice: &mut Rng) -> Fault {
    let how = Failure::ALL[dice.usize(..Failure::ALL.len())];
    Fault { call: dice.u64(1..CALLS), how, lasting: dice.u8(..8) == 0 }
}
