//! Menshen measured beside what one might use instead, in one run, by turns.
//!
//! Prints the page `docs/benchmarks.md`; progress goes to stderr. `--quick` does a few rounds only.

mod acquire;
mod bare_write;
mod check;
mod crowd;
mod engines;
mod folder;
mod gate;
mod json_lines;
mod limits;
mod machine;
mod measure;
mod memory;
mod opening;
mod page;
mod reading;
mod redb;
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
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] => measure(false),
        ["--quick"] => measure(true),
        // What the measurement starts as processes of their own.
        ["--query", question, database] => reading::sql::answer(question, database.as_ref()),
        ["--work", side, dir] => crowd::work(side, dir.as_ref()),
        ["--crash", dir] => opening::crash(dir.as_ref()),
        ["--grow", kind, folder] => memory::print_growth(kind, folder.as_ref()),
        ["--peak", ..] => reading::print_peak(args.get(1..).unwrap_or_default()),
        _ => {
            eprintln!("`{}` is not expected here; there is only --quick", args.join(" "));
            return ExitCode::from(2);
        }
    };
    match done.and_then(|text| Ok(io::stdout().write_all(text.as_bytes())?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The page.
fn measure(quick: bool) -> Result<String, Problem> {
    let folder = Folder::new()?;
    let machine = machine::describe(folder.path());
    let measured = page::Measured {
        check: progress("check", || check::measure(&folder, quick))?,
        engines: progress("policy engines", || engines::measure(&folder, quick))?,
        acquire: progress("acquire and release", || acquire::measure(&folder, quick))?,
        crowd: progress("many at once", || crowd::measure(&folder, quick))?,
        limits: progress("limits", || limits::measure(&folder, quick))?,
        opening: progress("opening", || opening::measure(&folder, quick))?,
        memory: progress("memory", || memory::measure(&folder))?,
        verify: progress("verify", || verify::measure(&folder, quick))?,
        reading: progress("reading a long log", || reading::measure(&folder, quick))?,
    };
    page::page(&machine, &measured)
}

fn progress<T>(what: &str, measure: impl FnOnce() -> T) -> T {
    eprintln!("measuring {what}");
    measure()
}
