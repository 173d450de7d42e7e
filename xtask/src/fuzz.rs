//! Fuzzing: libFuzzer, built with the stable compiler, on each target of `tests/fuzz` by turns.

mod engine;
mod totals;

use std::fs;

use crate::command::root;
use crate::failure::{Done, Failure};
use crate::say::say;

use engine::Engine;
use totals::Totals;

pub(crate) const HELP: &str = "\
let libFuzzer look for bytes that readers of files and calls do not bear

Usage: cargo xtask fuzz [<target>…] [--minutes <N>] [--keep]

  --minutes <N>  how long each target runs [default: 10]
  --keep         afterwards put some of the fewest inputs that reach everything into tests/fuzz/corpus

Without targets all of them run, one after the other. What is found lies in target/fuzz/found, and
the command to try it again is printed. What was learnt lies in target/fuzz/corpus: the next run
goes on from there. It needs a C++ compiler, and neither a nightly compiler nor cargo-fuzz. Several
may run at the same time on different targets.

`cargo test -p menshen-fuzz` tries the committed corpora, and a thousand changes of each.

Example: cargo xtask fuzz ledger segment --minutes 60";

/// Where the committed corpora are, a folder for each target.
const CORPUS: &str = "tests/fuzz/corpus";

pub(crate) fn run(args: &[String]) -> Done {
    let wish = Wish::of(args)?;
    let engine = Engine::build()?;
    let mut found = Vec::new();
    for target in &wish.targets {
        say(format!("{target}: {} min", wish.minutes));
        let totals = engine.run(target, wish.minutes)?;
        say(totals.line(target));
        found.extend(totals.found.iter().map(|file| Totals::again(target, file)));
        if wish.keep {
            engine.keep(target)?;
        }
    }
    if found.is_empty() { Ok(()) } else { Err(Failure::new(found.join("\n"))) }
}

struct Wish {
    targets: Vec<String>,
    minutes: u64,
    keep: bool,
}

impl Wish {
    fn of(args: &[String]) -> Result<Wish, Failure> {
        let all = targets()?;
        let mut wish = Wish { targets: Vec::new(), minutes: 10, keep: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--keep" => wish.keep = true,
                "--minutes" => wish.minutes = number(args.next())?,
                target if all.iter().any(|it| it == target) => wish.targets.push(arg.clone()),
                _ => return Err(unknown(arg, &all)),
            }
        }
        if wish.targets.is_empty() {
            wish.targets = all;
        }
        Ok(wish)
    }
}

fn number(text: Option<&String>) -> Result<u64, Failure> {
    let number = text.and_then(|text| text.parse().ok()).filter(|number| *number > 0);
    number.ok_or_else(|| Failure::usage("--minutes needs a number"))
}

fn unknown(arg: &str, all: &[String]) -> Failure {
    Failure::usage(format!("there is no target `{arg}`; there are {}", all.join(", ")))
}

fn targets() -> Result<Vec<String>, Failure> {
    let folder = root().join(CORPUS);
    let entries = fs::read_dir(&folder).map_err(Failure::file(&folder))?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<Result<_, _>>().map_err(Failure::file(&folder))?;
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(args: &[&str]) -> Result<Wish, Failure> {
        Wish::of(&args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn all_targets_run_unless_some_are_named() {
        let all = wish(&[]).unwrap();
        assert_eq!((all.minutes, all.keep), (10, false));
        assert!(all.targets.len() > 5 && all.targets.contains(&"ledger".to_owned()));
        let some = wish(&["segment", "--minutes", "3", "ledger", "--keep"]).unwrap();
        assert_eq!(some.targets, ["segment", "ledger"]);
        assert_eq!((some.minutes, some.keep), (3, true));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for wrong in [&["leger"][..], &["--minutes"], &["--minutes", "0"], &["--fast"]] {
            assert!(matches!(wish(wrong), Err(Failure::Usage(_))), "{wrong:?}");
        }
    }
}
