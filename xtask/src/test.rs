//! Everything that must hold, step by step; what CI runs.

mod need;
mod space;
mod step;
mod summary;

use std::env;
use std::time::Instant;

use crate::failure::{Done, Failure};
use crate::say::say;
use crate::{android, bindings, browser, codegen, counts, cross, demo, deps, exports, harmony};
use crate::{package, policies, schema};

use step::Step;
use summary::{Outcome, Summary};

pub(crate) const HELP: &str = "\
run everything that must hold: format, lints, tests, documentation, dependencies, demo, packages

Usage: cargo xtask test [--list] [<part of a step's name>…]

  --list  only list the steps

Every step runs, whatever the ones before it found. A step whose tools are missing is skipped and
says how to get them; with CI=true in the environment that counts as a failure.

Example: cargo xtask test lints schema";

/// The steps, in order. Adding a step is adding a line; what a step may need stands in `need.rs`.
const STEPS: &[Step] = &[
    Step::command("format", "cargo fmt --all --check").needs(&[need::RUSTFMT]),
    Step::command("lints", "cargo clippy --workspace --all-targets -- -D warnings")
        .needs(&[need::CLIPPY]),
    Step::command("unit and documentation tests", "cargo test --workspace --exclude menshen-tests"),
    Step::command("vectors, model and processes", "cargo test --release --package menshen-tests"),
    Step::command("threads", "cargo test --manifest-path tests/threads/Cargo.toml"),
    Step::command("documentation", "cargo doc --workspace --no-deps")
        .env(&[("RUSTDOCFLAGS", "-D warnings")]),
    Step::command(
        "benchmarks build",
        "cargo clippy --manifest-path benches/peers/Cargo.toml --all-targets -- -D warnings",
    )
    .needs(&[need::CLIPPY]),
    Step::task("instruction counts", counts::check).needs(&[need::VALGRIND]),
    Step::task("dependencies", deps::check),
    Step::task("schema", schema::check),
    Step::task("policies", policies::check),
    Step::task("generated code", codegen::check_committed),
    Step::task("generated bindings", bindings::check),
    Step::task("Android on the JVM", android::check).needs(&[need::JAVA, need::MAVEN]),
    Step::task("generated Kotlin", codegen::check_kotlin).needs(&[need::JAVA, need::MAVEN]),
    Step::task("generated ArkTS", codegen::check_arkts).needs(&[need::NODE, need::NPM]),
    Step::task("ArkTS sources", harmony::check).needs(&[need::NODE, need::NPM]),
    Step::task("HarmonyOS in Node", harmony::test).needs(&[need::NODE, need::NPM]),
    Step::task("cross checks: Android", cross::check),
    Step::task("cross checks: HarmonyOS", cross::check_harmony).needs(&[need::VENV]),
    Step::task("package: Android", package::check_android).needs(&[need::JAVA, need::MAVEN]),
    Step::task("package: HarmonyOS", package::check_harmony).needs(&[
        need::NODE,
        need::NPM,
        need::VENV,
    ]),
    Step::task("demo", demo::check),
    Step::task("exports", exports::check).needs(&[need::VENV, need::JQ]),
    Step::task("report in a browser", browser::check).needs(&[need::NPM, need::CHROMIUM]),
];

pub(crate) fn run(args: &[String]) -> Done {
    let (flags, parts): (Vec<&String>, Vec<&String>) =
        args.iter().partition(|it| it.starts_with('-'));
    if let Some(flag) = flags.iter().find(|flag| **flag != "--list") {
        return Err(Failure::usage(format!("there is no `{flag}`; see --help")));
    }
    let chosen = choose(&parts)?;
    if flags.is_empty() { run_all(&chosen, say) } else { list(&chosen) }
}

/// All steps, or those whose name contains one of the parts.
fn choose(parts: &[&String]) -> Result<Vec<&'static Step>, Failure> {
    let names = |step: &Step, part: &str| step.name.contains(part);
    if let Some(part) = parts.iter().find(|part| !STEPS.iter().any(|step| names(step, part))) {
        return Err(Failure::usage(format!("no step is named `{part}`; --list shows them")));
    }
    let chosen = |step: &&Step| parts.is_empty() || parts.iter().any(|part| names(step, part));
    Ok(STEPS.iter().filter(chosen).collect())
}

fn list(steps: &[&Step]) -> Done {
    steps.iter().for_each(|step| say(step.describe()));
    Ok(())
}

fn run_all(steps: &[&Step], say: impl Fn(String)) -> Done {
    let mut summary = Summary::default();
    space::warning().into_iter().for_each(&say);
    for (number, step) in steps.iter().enumerate() {
        say(format!("\n== {} of {}: {}", number + 1, steps.len(), step.describe()));
        let start = Instant::now();
        let outcome = judge(step, is_ci());
        say(outcome.headline(step.name, start.elapsed()));
        summary.add(step.name, outcome, start.elapsed());
    }
    say(summary.table());
    say(summary.totals());
    if summary.is_fine() { Ok(()) } else { Err(Failure::new("not everything holds")) }
}

fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}

/// Runs a step, unless something it needs is missing.
fn judge(step: &Step, ci: bool) -> Outcome {
    match step.missing() {
        Some(need) if ci => Outcome::Failed(need.advice()),
        Some(need) => Outcome::Skipped(need.advice()),
        None => match step.run() {
            Ok(()) => Outcome::Passed,
            Err(Failure::Missing(advice)) if !ci => Outcome::Skipped(advice),
            Err(failure) => Outcome::Failed(failure.to_string()),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::need::Need;
    use super::*;

    const NOTHING: Need = Need { what: "nothing", probe: "false", install: "cannot be had" };

    #[test]
    fn a_missing_tool_skips_and_in_ci_fails() {
        let step = Step::command("lame", "true").needs(&[NOTHING]);
        let advice = "nothing is missing: cannot be had".to_owned();
        assert_eq!(judge(&step, false), Outcome::Skipped(advice.clone()));
        assert_eq!(judge(&step, true), Outcome::Failed(advice.clone()));
        let task =
            Step::task("lame", || Err(Failure::missing("nothing is missing: cannot be had")));
        assert_eq!(judge(&task, false), Outcome::Skipped(advice.clone()));
        assert_eq!(judge(&task, true), Outcome::Failed(advice));
    }

    #[test]
    fn a_failing_command_and_a_failing_task_fail() {
        assert_eq!(judge(&Step::command("fine", "true"), true), Outcome::Passed);
        assert!(matches!(judge(&Step::command("bad", "false"), false), Outcome::Failed(_)));
        let task = Step::task("bad", || Err(Failure::new("so")));
        assert_eq!(judge(&task, false), Outcome::Failed("so".to_owned()));
    }

    #[test]
    fn one_failure_fails_the_whole_but_stops_nothing() {
        let (bad, fine) = (Step::command("bad", "false"), Step::command("fine", "true"));
        let said = RefCell::new(Vec::new());
        let note = |line| said.borrow_mut().push(line);
        assert!(run_all(&[&fine], note).is_ok());
        assert!(run_all(&[&bad, &fine], note).is_err());
        assert_eq!(said.take().pop().unwrap(), "1 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn steps_are_chosen_by_parts_of_their_names() {
        let demo = "demo".to_owned();
        let names: Vec<_> = choose(&[&demo]).unwrap().iter().map(|step| step.name).collect();
        assert_eq!(names, ["demo"]);
        assert_eq!(choose(&[]).unwrap().len(), STEPS.len());
        assert!(choose(&[&"nothing".to_owned()]).is_err());
    }
}
