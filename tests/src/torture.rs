//! What must hold under kills, failing calls and lost power, tried round by round from a seed.
//!
//! A round is a function of its seed: it panics when something does not hold, and the seed plays it
//! again. A short run of each discipline is part of the tests, the long one is `cargo xtask torture`.

mod faults;
pub mod kills;
pub mod options;
mod power;
mod simulation;
mod totals;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

pub use totals::{Totals, grouped};

/// A way to torture the gate.
pub struct Discipline {
    /// Its name on the command line.
    pub name: &'static str,
    /// One round of it; what was done in it.
    pub round: fn(seed: u64) -> Totals,
}

/// All of them; by default they take turns. To add one, add a line.
pub const DISCIPLINES: &[Discipline] = &[
    Discipline { name: "kills", round: kills::round },
    Discipline { name: "faults", round: faults::round },
    Discipline { name: "power", round: power::round },
    Discipline { name: "simulation", round: simulation::round },
];

/// The discipline of this name.
pub fn discipline(name: &str) -> Option<&'static Discipline> {
    DISCIPLINES.iter().find(|it| it.name == name)
}

/// The seed of a round in which something did not hold. The panic said what.
#[derive(Debug)]
pub struct Violated(pub u64);

/// Rounds with one of these seeds after the other, on every processor, until `enough` says so of what
/// was done by then. Adds to `totals`; says with which seed to go on.
///
/// # Errors
/// The seed of the first round that panicked.
pub fn run(
    discipline: &Discipline,
    seeds: Range<u64>,
    totals: &mut Totals,
    enough: impl FnMut(&Totals) -> bool + Send,
) -> Result<u64, Violated> {
    let (next, stop) = (AtomicU64::new(seeds.start), AtomicBool::new(false));
    let (done, violated) = (Mutex::new((totals, enough)), Mutex::new(None));
    let seed = || {
        let more = |seed| (seed < seeds.end && !stop.load(Ordering::SeqCst)).then_some(seed + 1);
        next.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).ok()
    };
    let work = || {
        while let Some(seed) = seed() {
            let Ok(round) = catch_unwind(AssertUnwindSafe(|| (discipline.round)(seed))) else {
                violated.lock().unwrap().get_or_insert(Violated(seed));
                return stop.store(true, Ordering::SeqCst);
            };
            let (totals, enough) = &mut *done.lock().unwrap();
            totals.merge(&round);
            stop.fetch_or(enough(totals), Ordering::SeqCst);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    violated.into_inner().unwrap().map_or(Ok(next.into_inner()), Err)
}
