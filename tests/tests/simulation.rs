//! Long histories of several processes against a model of ledger and leases.

use menshen_tests::environment::setting;
use menshen_tests::simulation;

#[test]
fn the_gates_and_the_model_agree_over_long_histories() {
    let seed = setting("MENSHEN_SEED").unwrap_or(20_261_122);
    let totals = simulation::run(seed, setting("MENSHEN_CASES").unwrap_or(12));
    println!("{totals}");
    assert!(totals.allowed * 50 > totals.compared, "hardly anything is allowed: {totals}");
}
