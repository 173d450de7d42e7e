//! A long history against the model of ledger and leases.

use super::Totals;
use crate::simulation;

/// One history.
pub(super) fn round(seed: u64) -> Totals {
    let history = simulation::run(seed, 1);
    let mut totals = Totals::default();
    totals.add("acts of several processes", history.acts);
    totals.add("accesses that the model decided alike", history.compared);
    totals.add("of them allowed", history.allowed);
    totals.add("kills", history.kills);
    totals.add("calls of the disk that failed", history.failed_calls);
    totals
}
