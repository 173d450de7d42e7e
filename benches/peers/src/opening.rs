//! Opening a gate on a long log beside opening one on hardly any.

use std::path::PathBuf;
use std::time::Instant;

use menshen::{Config, Gate};

use crate::Problem;
use crate::folder::Folder;
use crate::gate;
use crate::measure::{Comparison, Plan, Side, compare};

const PLAN: Plan = Plan { rounds: 41, samples: 5, calls: 1 };
const RECORDS: u32 = 1_000_000;
/// The folder with the long log, which stays.
pub(crate) const LONG: &str = "long";

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Comparison, Problem> {
    let (long, short) = (folder.at(LONG), folder.at("short"));
    gate::write_log(&long, RECORDS)?;
    gate::write_log(&short, 2)?;
    let mut number = 0;
    let fresh = || {
        number += 1;
        folder.at(&format!("fresh-{number}"))
    };
    let sides = vec![
        opening("a log of a million records", || long.clone()),
        opening("a log of a few records", || short.clone()),
        opening("an empty folder", fresh),
    ];
    compare(PLAN.quick(quick), sides)
}

/// Only the opening is timed, not what the gate does when it is dropped.
fn opening<'a>(name: &'static str, mut dir: impl FnMut() -> PathBuf + 'a) -> Side<'a> {
    Side::timed(name, move || {
        let config = Config::new(dir(), gate::unlimited_policy()?).retention(gate::keep_all());
        let start = Instant::now();
        let gate = Gate::open(config)?;
        let elapsed = start.elapsed();
        drop(gate);
        Ok(elapsed)
    })
}
