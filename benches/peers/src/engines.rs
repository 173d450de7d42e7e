//! The decision beside policy engines: may this purpose use this resource at this scope in this
//! state? Each knows the same needs, on the real policy and on larger ones.

mod casbin;
mod cedar;
mod grown;
mod rego;

use std::hint::black_box;

use menshen::log::Retention;

use crate::Problem;
use crate::folder::Folder;
use crate::gate;
use crate::measure::{Comparison, Plan, Side, compare};
use grown::{Need, Policy};

const PLAN: Plan = Plan { rounds: 21, samples: 40, calls: 5 };
/// The real policy, ten times as many purposes, and as many as fit into the largest policy file.
const SIZES: [usize; 3] = [1, 10, 30];

/// What came out for a policy of this many purposes.
pub(crate) struct Measured {
    pub(crate) purposes: usize,
    pub(crate) comparison: Comparison,
}

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Vec<Measured>, Problem> {
    SIZES.into_iter().map(|size| measure_at(size, folder, quick)).collect()
}

fn measure_at(size: usize, folder: &Folder, quick: bool) -> Result<Measured, Problem> {
    let policy = Policy::grown(size)?;
    let (needs, asked) = (policy.needs(), Need::asked());
    let gate = gate::open(
        &folder.at(&format!("engines-{size}")),
        policy.compiled()?,
        Retention::default(),
    )?;
    let access = gate::access()?;
    let mut rego = rego::Rego::new(&needs)?;
    let cedar = cedar::Cedar::new(&needs)?;
    let casbin = casbin::Casbin::new(&needs)?;
    tell_apart(|need| Ok(gate.check(&need.access()?).is_ok()))?;
    tell_apart(|need| rego.allows(need))?;
    tell_apart(|need| cedar.allows(need))?;
    tell_apart(|need| casbin.allows(need))?;
    let sides = vec![
        Side::new("`check`", || Ok(black_box(gate.check(black_box(&access)))?)),
        Side::new("regorus", || allowed(rego.allows(&asked))),
        Side::new("casbin", || allowed(casbin.allows(&asked))),
        Side::new("cedar-policy", || allowed(cedar.allows(&asked))),
    ];
    Ok(Measured { purposes: policy.purposes(), comparison: compare(PLAN.quick(quick), sides)? })
}

/// An engine that allows everything, or nothing, would be quick.
fn tell_apart(mut allows: impl FnMut(&Need) -> Result<bool, Problem>) -> Result<(), Problem> {
    let asked = Need::asked();
    let undeclared = Need { resource: "camera".into(), scope: "preview".into(), ..asked.clone() };
    let refused = Need::refused();
    match (allows(&asked)?, allows(&undeclared)?, allows(&refused)?) {
        (true, false, false) => Ok(()),
        answers => Err(format!("an engine answers {answers:?}").into()),
    }
}

fn allowed(answer: Result<bool, Problem>) -> Result<(), Problem> {
    if answer? { Ok(()) } else { Err("the access is denied".into()) }
}
