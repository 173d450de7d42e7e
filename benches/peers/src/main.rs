//! Menshen measured beside what one might use instead, in one run, by turns.
//!
//! Prints the page `docs/benchmarks.md`; progress goes to stderr. `--quick` does a few rounds only.

mod acquire;
mod bare_write;
mod check;
mod folder;
mod gate;
mod limits;
mod machine;
mod measure;
mod page;
mod sqlite;
mod verify;

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use folder::Folder;

/// Anything that keeps a measurement from being taken.
type Problem = Box<dyn Error>;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let Some(arg) = args.iter().find(|arg| *arg != "--quick") {
        eprintln!("`{arg}` is not expected here; there is only --quick");
        return ExitCode::from(2);
    }
    match run(!args.is_empty()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(quick: bool) -> Result<(), Problem> {
    let folder = Folder::new()?;
    let check = progress("check", || check::measure(&folder, quick))?;
    let acquire = progress("acquire and release", || acquire::measure(&folder, quick))?;
    let limits = progress("limits", || limits::measure(&folder, quick))?;
    let verify = progress("verify", || verify::measure(&folder, quick))?;
    let page = page::page(&machine::describe(folder.path()), &check, &acquire, &limits, &verify)?;
    Ok(io::stdout().write_all(page.as_bytes())?)
}

fn progress<T>(what: &str, measure: impl FnOnce() -> T) -> T {
    eprintln!("measuring {what}");
    measure()
}
