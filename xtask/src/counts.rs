//! Instructions of the hot path, counted by callgrind and held to a budget: they come out the same
//! on a busy machine and on a quiet one.

use std::collections::BTreeMap;
use std::fs;

use crate::command::{self, command, root, target};
use crate::failure::{Done, Failure};
use crate::say::say;
use crate::temp::TempDir;

pub(crate) const HELP: &str = "\
count the instructions of check, acquire, release, open and verify, and hold them to their budget

Usage: cargo xtask counts [--write]

  --write  make what is counted now the budget, in benches/instructions.json

Needs valgrind. Callgrind's processor has no instructions for SHA-256, so what chains records counts
for more than on one that has them. Up to 3 % more than the budget is let pass: hash maps differ a
little from run to run, and compilers from machine to machine.";

const BUDGET: &str = "benches/instructions.json";
const WORKS: [&str; 5] = ["check", "acquire", "release", "open", "verify"];
/// How often the program does a work.
const TIMES: u64 = 100;
const SLACK_PERCENT: u64 = 3;

type Counts = BTreeMap<String, u64>;

pub(crate) fn run(args: &[String]) -> Done {
    match args {
        [] => check(),
        [arg] if arg == "--write" => write(&count_all()?),
        _ => Err(Failure::usage("expected nothing or --write; see --help")),
    }
}

/// Nothing takes more instructions than its budget.
pub(crate) fn check() -> Done {
    let (counts, budget) = (count_all()?, budget()?);
    let allowed = |work: &str| budget.get(work).copied().unwrap_or(0);
    for (work, count) in &counts {
        say(format!("{work:<8} {count:>10}   budget {:>10}", allowed(work)));
    }
    let over = |work: &str, count: u64| count * 100 > allowed(work) * (100 + SLACK_PERCENT);
    let over: Vec<&str> =
        counts.iter().filter(|it| over(it.0, *it.1)).map(|it| it.0.as_str()).collect();
    if over.is_empty() {
        return Ok(());
    }
    let advice =
        "make it cheaper, or raise the budget on purpose with `cargo xtask counts --write`";
    Err(Failure::new(format!(
        "more instructions than {BUDGET} allows: {}; {advice}",
        over.join(", ")
    )))
}

fn budget() -> Result<Counts, Failure> {
    let path = root().join(BUDGET);
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("{BUDGET}: {error}")))
}

fn write(counts: &Counts) -> Done {
    let path = root().join(BUDGET);
    let text = serde_json::to_string_pretty(counts);
    let text = text.map_err(|error| Failure::new(format!("{BUDGET}: {error}")))?;
    fs::write(&path, text + "\n").map_err(Failure::file(&path))?;
    say(format!("wrote {BUDGET}"));
    Ok(())
}

fn count_all() -> Result<Counts, Failure> {
    command::run(&mut command("cargo build --release --package menshen-tests --bin counted"))?;
    WORKS.iter().map(|work| Ok(((*work).to_owned(), count(work)?))).collect()
}

/// The instructions that one call takes.
fn count(work: &str) -> Result<u64, Failure> {
    let dir = TempDir::new(&format!("counts-{work}"))?;
    let mut valgrind = command("valgrind --tool=callgrind --callgrind-out-file=/dev/null");
    valgrind.arg("--toggle-collect=counted::counted*");
    valgrind.arg(target().join("release/counted")).arg(work).arg(dir.path());
    let text = command::complaints(&mut valgrind)?;
    collected(&text)
        .filter(|count| *count > 0)
        .map(|count| count / TIMES)
        .ok_or_else(|| Failure::new(format!("`{work}` could not be counted:\n{text}")))
}

/// What callgrind says at the end.
fn collected(text: &str) -> Option<u64> {
    let (_, count) = text.lines().find_map(|line| line.split_once("Collected : "))?;
    count.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read_off_what_callgrind_prints() {
        let text = "==7== Events    : Ir\n==7== Collected : 70100\n==7==\n";
        assert_eq!(collected(text), Some(70_100));
        assert_eq!(collected("thread 'main' panicked"), None);
    }

    #[test]
    fn every_work_has_a_budget() {
        let names: Vec<_> = budget().unwrap().into_keys().collect();
        let mut works = WORKS.to_vec();
        works.sort_unstable();
        assert_eq!(names, works);
    }
}
