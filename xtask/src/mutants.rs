//! Mutation testing: cargo-mutants breaks the code in small ways, and the tests must notice.

mod module;
mod tally;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, target};
use crate::failure::{Done, Failure};
use crate::say::say;

use module::{MODULES, Module};
use tally::Tally;

pub(crate) const HELP: &str = "\
break the code in small ways and see whether the tests notice (cargo-mutants)

Usage: cargo xtask mutants [<module>…] [--file <path>]… [-- <argument of cargo-mutants>…]

  decision    what may be used
  ledger      what the user has answered, folded and on disk
  codec       the bytes of the log
  recovery    writing the log, and going on with it after a kill
  checkpoint  signing the log
  verify      judging the log

  --file  only mutants of this file, such as core/src/log/tail.rs, whichever module it is in

Each module has tests of its own to answer for it, chosen so that a mutant takes seconds; all of
them take more than an hour. What was found lies in target/mutants/<module>/mutants.out:
missed.txt names the mutants that no test noticed. Fails below 95 % noticed in a module.

Examples: cargo xtask mutants recovery --file core/src/log/tail.rs
          cargo xtask mutants decision -- --jobs 2 --iterate";

const GOAL: f64 = 95.0;

pub(crate) fn run(args: &[String]) -> Done {
    let wishes = Wishes::from(args)?;
    if !command::works(&mut command::command("cargo mutants --version")) {
        return Err(Failure::missing("cargo-mutants is missing: cargo install cargo-mutants"));
    }
    let chosen = MODULES.iter().filter(|module| wishes.want(module));
    let tallies: Vec<Tally> = chosen.map(|it| test(it, &wishes)).collect::<Result<_, _>>()?;
    say(tally::table(&tallies));
    match tallies.iter().find(|tally| tally.caught_share() < GOAL) {
        Some(tally) => Err(Failure::new(format!("{}: below {GOAL} %", tally.module))),
        None => Ok(()),
    }
}

/// What the command line asks for.
struct Wishes {
    modules: Vec<String>,
    files: Vec<String>,
    passed_on: Vec<String>,
}

impl Wishes {
    fn from(args: &[String]) -> Result<Wishes, Failure> {
        let (mut modules, mut files) = (Vec::new(), Vec::new());
        let mut args = args.iter().cloned();
        while let Some(arg) = args.next().filter(|arg| arg != "--") {
            match arg.as_str() {
                "--file" => files.extend(Some(file(args.next())?)),
                name if MODULES.iter().any(|module| module.name == name) => modules.push(arg),
                _ => return Err(Failure::usage(format!("there is no module `{arg}`; see --help"))),
            }
        }
        Ok(Wishes { modules, files, passed_on: args.collect() })
    }

    fn want(&self, module: &Module) -> bool {
        let named = self.modules.is_empty() || self.modules.iter().any(|it| it == module.name);
        named && (self.files.is_empty() || self.files.iter().any(|file| module.has(file)))
    }

    /// The files of a module that are to be broken, as patterns.
    fn files_of(&self, module: &Module) -> Vec<String> {
        let files: Vec<_> = self.files.iter().filter(|file| module.has(file)).cloned().collect();
        if files.is_empty() { module.patterns() } else { files }
    }
}

/// A file that some module has: a wrong name must not pass for a file without survivors.
fn file(path: Option<String>) -> Result<String, Failure> {
    let path = path.ok_or_else(|| Failure::usage("`--file` needs a path"))?;
    match MODULES.iter().any(|module| module.has(&path)) {
        true => Ok(path),
        false => Err(Failure::usage(format!("`{path}` is in none of the modules; see --help"))),
    }
}

fn test(module: &'static Module, wishes: &Wishes) -> Result<Tally, Failure> {
    let output = folder().join(module.name);
    fs::create_dir_all(&output).map_err(|error| Failure::new(error.to_string()))?;
    let mut mutants = command::command("cargo mutants --profile mutants");
    // On a busy machine a slow run must not pass for one that hangs, and so for noticed.
    mutants.arg("--minimum-test-timeout=120");
    mutants.args(wishes.files_of(module).iter().flat_map(|file| ["--file", file]));
    mutants.arg("--output").arg(&output).args(&wishes.passed_on).args(module.test_arguments());
    // One folder for all builds of a module: only what a mutant touches is compiled again, and two
    // modules at once do not wait for each other.
    mutants.env("CARGO_TARGET_DIR", output.join("build"));
    finish(&mut mutants)?;
    Tally::read(module.name, &output)
}

/// Lets it run to its end. That mutants survive or hang is a result, not a failure: 2 and 3.
fn finish(mutants: &mut Command) -> Done {
    // As many random cases as differ within a second, and no time spent on how a test failed.
    mutants.env("MENSHEN_CASES", "2000").env("RUST_BACKTRACE", "0");
    let status = mutants.status().map_err(|error| Failure::new(error.to_string()))?;
    match status.code() {
        Some(0 | 2 | 3) => Ok(()),
        _ => Err(Failure::new(format!("cargo mutants: {status}"))),
    }
}

fn folder() -> PathBuf {
    target().join("mutants")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(line: &str) -> Result<Wishes, Failure> {
        Wishes::from(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    fn chosen(wishes: &Wishes) -> Vec<&str> {
        MODULES.iter().filter(|it| wishes.want(it)).map(|it| it.name).collect()
    }

    #[test]
    fn modules_and_files_are_chosen_and_the_rest_is_passed_on() {
        assert_eq!(chosen(&wishes("").unwrap()).len(), MODULES.len());
        let wanted = wishes("decision ledger -- --jobs 2").unwrap();
        assert_eq!(chosen(&wanted), ["decision", "ledger"]);
        assert_eq!(wanted.passed_on, ["--jobs", "2"]);
        let wanted = wishes("--file core/src/log/tail.rs").unwrap();
        assert_eq!(chosen(&wanted), ["recovery"]);
        assert!(wishes("nothing").is_err());
        assert!(wishes("--file core/src/log/nothing.rs").is_err());
        assert!(wishes("--file").is_err());
    }
}
