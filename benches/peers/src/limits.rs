//! What a declared limit costs: the same access with and without one.

use menshen::Gate;
use menshen::log::Retention;

use crate::Problem;
use crate::folder::Folder;
use crate::gate::{self, acquire_and_release};
use crate::measure::{Comparison, Plan, Side, compare};

/// With the warming round fewer accesses than the 2,000 an hour that the purpose is limited to.
const PLAN: Plan = Plan { rounds: 9, samples: 190, calls: 1 };

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Comparison, Problem> {
    let open = |name, policy| gate::open(&folder.at(name), policy, Retention::default());
    let limited: Gate = open("limited", gate::shipped_policy()?)?;
    let unlimited: Gate = open("unlimited", gate::unlimited_policy()?)?;
    let access = gate::access()?;
    let other = gate::access()?;
    let sides = vec![
        Side::new("`acquire` and release, limit declared", || {
            acquire_and_release(&limited, &access)
        }),
        Side::new("the same without a limit", || acquire_and_release(&unlimited, &other)),
    ];
    compare(PLAN.quick(quick), sides)
}
