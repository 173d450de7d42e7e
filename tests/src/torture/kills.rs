//! Writer processes on one folder, killed with SIGKILL at random moments: while they open, write,
//! rotate, sign, drop old segments or keep an answer. What was acknowledged must be there.

mod judge;
mod site;
mod storm;
mod word;
pub mod writer;

use fastrand::Rng;

use super::Totals;
use judge::Judge;

/// Each storm ends with all writers dead, and is judged.
const STORMS: usize = 6;
/// Some logs are kept short, so that segments are dropped all the time.
const SHORT: u64 = 1 << 20;

/// A fresh folder, and some storms over it.
pub(super) fn round(seed: u64) -> Totals {
    let mut rng = Rng::with_seed(seed);
    let keep = if rng.u8(..3) == 0 { SHORT } else { 0 };
    let (folder, place) = site::prepare(seed, keep);
    let (mut judge, mut totals) = (Judge::new(&place), Totals::default());
    for _ in 0..STORMS {
        let said = storm::blow(&place, &mut rng, &mut totals);
        judge.judge(&said, &mut rng, &mut totals);
    }
    totals.add("folders", 1);
    drop(folder);
    totals
}
