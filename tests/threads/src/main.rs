//! How the gate's threads can interleave. The checker (shuttle) runs the core on locks and atomics of
//! its own, and takes another thread on at any of them: at random, and with few changes at the worst
//! places. `MENSHEN_SEED` gives a run again, `MENSHEN_CASES` says how many interleavings of each.

mod desk;
mod handles;
mod leases;
mod once;
/// The disk and the clock of the other tests, for this core.
#[allow(dead_code, reason = "not all of it is used here")]
#[path = "../../src"]
mod shared {
    pub mod clock;
    pub mod sim;
}
mod sync;

use std::time::Instant;

use shuttle::scheduler::{PctScheduler, RandomScheduler};
use shuttle::{Config, Runner};

/// How often a thread gives way at the worst places.
const CHANGES: usize = 3;

const CHECKS: [(&str, fn()); 9] = [
    ("a lease ends once, and is called back at most once", leases::ends_once),
    ("who asks while it ends is called back once, in order", leases::called_back_once),
    ("no lease lives after what ends it has returned", leases::none_outlives),
    ("the required leases of a group end together", leases::ends_together),
    ("a gate may go while its lease ends", leases::outlived_by_its_leases),
    ("of two, one gets the grant for one access", once::one_grant),
    ("of two, one gets the last access of a limit", once::one_access),
    ("a withdrawal that meets a failing disk still holds", once::failing_disk),
    ("a stale handle never answers for another lease", handles::never_another),
];

fn main() {
    let seed = setting("MENSHEN_SEED", 20_261_122);
    let cases = setting("MENSHEN_CASES", 400) as usize;
    println!(
        "{cases} interleavings of each at random, {cases} with few changes; MENSHEN_SEED={seed}"
    );
    for (what, check) in CHECKS {
        let start = Instant::now();
        Runner::new(RandomScheduler::new_from_seed(seed, cases), config()).run(check);
        Runner::new(PctScheduler::new_from_seed(seed, CHANGES, cases), config()).run(check);
        println!("{what}: ok, {:.1} s", start.elapsed().as_secs_f32());
    }
}

/// The checker's stacks are small; a gate reads and writes files.
fn config() -> Config {
    let mut config = Config::new();
    config.stack_size = 1 << 20;
    config
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}
