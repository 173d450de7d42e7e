//! Opening a gate on a long log and after a crash, beside opening one on hardly any log.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, abort};
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
/// What was in use in the process that crashed.
const LEASES: u32 = 20;

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Comparison, Problem> {
    let [long, short, crashed] = [LONG, "short", "crashed"].map(|name| folder.at(name));
    gate::write_log(&long, RECORDS)?;
    gate::write_log(&short, 2)?;
    Command::new(std::env::current_exe()?).arg("--crash").arg(&crashed).status()?;
    let number = Cell::new(0);
    let unused = || {
        number.set(number.get() + 1);
        folder.at(&format!("opening-{}", number.get()))
    };
    let again = || {
        let copy = unused();
        copy_all(&crashed, &copy).map(|()| copy)
    };
    let sides = vec![
        opening("a log of a million records", || Ok(long.clone())),
        opening("a log of a few records", || Ok(short.clone())),
        opening("after a crash with 20 leases in hand", again),
        opening("an empty folder", || Ok(unused())),
    ];
    compare(PLAN.quick(quick), sides)
}

/// Only the opening is timed, not what the gate does when it is dropped.
fn opening<'a>(
    name: &'static str,
    mut dir: impl FnMut() -> Result<PathBuf, Problem> + 'a,
) -> Side<'a> {
    Side::timed(name, move || {
        let config = Config::new(dir()?, gate::unlimited_policy()?).retention(gate::keep_all());
        let start = Instant::now();
        let gate = Gate::open(config)?;
        let elapsed = start.elapsed();
        drop(gate);
        Ok(elapsed)
    })
}

/// What the process does that crashes.
pub(crate) fn crash(dir: &Path) -> Result<String, Problem> {
    gate::write_log(dir, 2_000)?;
    let gate = gate::open(dir, gate::unlimited_policy()?, gate::keep_all())?;
    let _in_hand = gate::hold(&gate, &gate::access()?, LEASES)?;
    abort()
}

fn copy_all(from: &Path, to: &Path) -> Result<(), Problem> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, to) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        match entry.is_dir() {
            true => copy_all(&entry, &to)?,
            false => fs::copy(&entry, &to).map(drop)?,
        }
    }
    Ok(())
}
