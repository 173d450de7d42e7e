//! Questions to a long log: the `menshen` command beside SQL over the same records.
//!
//! Each side is a process of its own, from its start to its last byte of output.

mod process;
pub(crate) mod sql;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::Problem;
use crate::folder::Folder;
use crate::measure::{Comparison, Plan, Side, compare};
pub(crate) use process::print_peak;

use process::Call;

const PLAN: Plan = Plan { rounds: 7, samples: 1, calls: 1 };

/// What came out for one question; Menshen's side first.
pub(crate) struct Answered {
    pub(crate) question: &'static str,
    pub(crate) comparison: Comparison,
    /// The most memory that each side had, in bytes.
    pub(crate) peaks: [u64; 2],
}

/// What came out.
pub(crate) struct Measured {
    pub(crate) answers: Vec<Answered>,
    pub(crate) records: u64,
    /// What the log and the database take on the disk.
    pub(crate) bytes: [u64; 2],
}

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Measured, Problem> {
    let menshen = from_environment("MENSHEN_COMMAND")?;
    let log = from_environment("MENSHEN_LONG_LOG")?;
    let database = folder.at("exported.sqlite");
    let export = [&["log", "export"].map(Path::new)[..], &[&log, Path::new("-o"), &database]];
    Call::new(&menshen, export.concat()).run()?;
    let own = std::env::current_exe()?;
    let answer = |question: &'static str, args: &[&str]| -> Result<Answered, Problem> {
        let path = |word: &&str| if *word == "LOG" { log.clone() } else { PathBuf::from(word) };
        let sides = [
            Call::new(&menshen, args.iter().map(path).collect::<Vec<PathBuf>>()),
            Call::new(&own, [Path::new("--query"), Path::new(question), &database]),
        ];
        ask(question, &sides, quick)
    };
    let policy = log.join("policy.json").display().to_string();
    let answers = vec![
        answer(sql::DENIALS, &["log", "show", "LOG", "--verdict", "deny", "--json"])?,
        answer(sql::STATISTICS, &["log", "stats", "LOG", "--json"])?,
        answer(sql::AUDIT, &["log", "audit", "LOG", "--policy", &policy, "--json"])?,
    ];
    let bytes = [size(&log.join("log"))?, std::fs::metadata(&database)?.len()];
    Ok(Measured { answers, records: sql::records(&database)?, bytes })
}

fn ask(question: &'static str, sides: &[Call; 2], quick: bool) -> Result<Answered, Problem> {
    let [menshen, sqlite] = sides;
    let peaks = [menshen.peak()?, sqlite.peak()?];
    let sides = vec![
        Side::new("`menshen`", || menshen.run()),
        Side::new("SQLite, exported before", || sqlite.run()),
    ];
    Ok(Answered { question, comparison: compare(PLAN.quick(quick), sides)?, peaks })
}

fn from_environment(name: &str) -> Result<PathBuf, Problem> {
    let value: Option<OsString> = std::env::var_os(name);
    let missing = || format!("{name} is not set: run `cargo xtask bench`, which sets it");
    Ok(value.ok_or_else(missing)?.into())
}

fn size(folder: &Path) -> Result<u64, Problem> {
    let files = std::fs::read_dir(folder)?;
    files.map(|file| Ok(file?.metadata()?.len())).sum()
}
