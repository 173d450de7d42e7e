//! A short run of each discipline of `cargo xtask torture`. `MENSHEN_SEED` says where it begins.

use menshen_tests::environment::setting;
use menshen_tests::torture::{self, Totals, Violated};

/// So many rounds of a discipline; what was done.
fn torture(name: &str, rounds: u64) -> Totals {
    let seed = setting("MENSHEN_SEED").unwrap_or_else(|| fastrand::u64(..1_000_000_000));
    println!("{name}: {rounds} rounds, MENSHEN_SEED={seed}");
    let mut totals = Totals::default();
    let discipline = torture::discipline(name).unwrap();
    let done = torture::run(discipline, seed..seed + rounds, &mut totals, |_| false);
    if let Err(Violated(seed)) = done {
        panic!("once more: cargo xtask torture {name} --seed {seed} --rounds 1");
    }
    println!("{totals}");
    totals
}

#[test]
fn what_was_acknowledged_is_there_when_writers_are_killed() {
    let totals = torture("kills", 4);
    assert!(totals.of("SIGKILLs") > 200, "{totals}");
    assert!(totals.of("leases acknowledged") > 200, "{totals}");
    assert!(totals.of("answers acknowledged") > 50, "{totals}");
}

#[test]
fn nothing_is_let_in_unrecorded_however_many_calls_fail() {
    let totals = torture("faults", 12);
    assert!(totals.of("leases given in spite of them") > 100, "{totals}");
}

#[test]
fn what_was_synced_survives_any_loss_of_power() {
    let totals = torture("power", 6);
    assert!(totals.of("different states after a loss of power") > 1_000, "{totals}");
    assert!(totals.of("leases that had been given by then") > 10, "{totals}");
}
