//! Long histories of several processes against a model of ledger and leases.

use std::env;

use menshen_tests::simulation;

fn setting(name: &str, otherwise: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.replace('_', "").parse().ok()).unwrap_or(otherwise)
}

#[test]
fn the_gates_and_the_model_agree_over_long_histories() {
    let totals = simulation::run(setting("MENSHEN_SEED", 20_261_122), setting("MENSHEN_CASES", 12));
    println!("{totals}");
    assert!(totals.allowed * 50 > totals.compared, "hardly anything is allowed: {totals}");
}
