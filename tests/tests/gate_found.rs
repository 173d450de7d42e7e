//! What the simulation (tests/src/simulation.rs) found, each with the few acts that show it.

use menshen::{Gate, Reason, Resource};
use menshen_tests::world::{World, access};

const NEARBY: (&str, Resource, &str) = ("nearby-people", Resource::Location, "coarse");

fn why(gate: &Gate, wish: (&str, Resource, &str)) -> Option<Reason> {
    gate.check(&access(wish)).err().map(|denied| denied.reason)
}

#[test]
fn a_check_counts_what_another_process_used_within_a_round() {
    let world = World::new("found-budget");
    let (here, there) = (world.granted(&[NEARBY]), world.gate());
    while there.acquire(&access(NEARBY)).is_ok() {}
    here.maintain();
    assert_eq!(why(&here, NEARBY), Some(Reason::OverBudget));
}
