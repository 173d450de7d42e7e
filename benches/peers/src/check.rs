//! `check` beside the least that could answer: a map of purposes behind a snapshot.

use std::collections::HashMap;
use std::hint::black_box;

use arc_swap::ArcSwap;
use menshen::log::Retention;

use crate::Problem;
use crate::folder::Folder;
use crate::gate::{self, PURPOSE};
use crate::measure::{Comparison, Plan, Side, compare};

const PLAN: Plan = Plan { rounds: 101, samples: 2_000, calls: 20 };

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Comparison, Problem> {
    let policy = gate::unlimited_policy()?;
    let names = policy.file().purposes.iter().map(|purpose| (purpose.id.to_string(), true));
    let map: ArcSwap<HashMap<String, bool>> = ArcSwap::from_pointee(names.collect());
    let gate = gate::open(&folder.at("check"), policy, Retention::default())?;
    let access = gate::access()?;
    let check = || match gate.check(black_box(&access)) {
        Ok(()) => Ok(()),
        Err(denied) => Err(format!("{denied:?}").into()),
    };
    let look_up = || match map.load().get(black_box(PURPOSE)) {
        Some(true) => Ok(()),
        _ => Err("the map lacks the purpose".into()),
    };
    let sides = vec![
        Side::new("`check`", check),
        Side::new("a `HashMap` from purpose to yes, behind `ArcSwap`", look_up),
    ];
    compare(PLAN.quick(quick), sides)
}
