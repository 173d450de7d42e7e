//! Every developer task of the project; `cargo xtask` lists them.

mod android;
mod bench;
mod bindings;
mod browser;
mod codegen;
mod command;
mod counts;
mod cross;
mod demo;
mod deps;
mod exports;
mod failure;
mod fresh;
mod fuzz;
mod harmony;
mod maven;
mod miri;
mod mutants;
mod package;
mod policies;
mod say;
mod schema;
mod temp;
mod test;
mod torture;

use std::env;
use std::process::ExitCode;

use failure::{Done, Failure};
use say::say;

/// A task: `cargo xtask <name>`.
struct Task {
    name: &'static str,
    /// What `cargo xtask <name> --help` prints; the first line stands in the list.
    help: &'static str,
    run: fn(&[String]) -> Done,
}

const TASKS: &[Task] = &[
    Task { name: "test", help: test::HELP, run: test::run },
    Task { name: "schema", help: schema::HELP, run: schema::run },
    Task { name: "codegen", help: codegen::HELP, run: codegen::run },
    Task { name: "bindings", help: bindings::HELP, run: bindings::run },
    Task { name: "deps", help: deps::HELP, run: deps::run },
    Task { name: "bench", help: bench::HELP, run: bench::run },
    Task { name: "counts", help: counts::HELP, run: counts::run },
    Task { name: "mutants", help: mutants::HELP, run: mutants::run },
    Task { name: "package", help: package::HELP, run: package::run },
    Task { name: "fuzz", help: fuzz::HELP, run: fuzz::run },
    Task { name: "miri", help: miri::HELP, run: miri::run },
    Task { name: "fresh", help: fresh::HELP, run: fresh::run },
    Task { name: "torture", help: torture::HELP, run: torture::run },
];

fn main() -> ExitCode {
    if let Some(linked) = cross::link::requested() {
        return linked;
    }
    let args: Vec<String> =
        env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}

fn dispatch(args: &[String]) -> Done {
    let Some((name, rest)) = args.split_first() else { return help() };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        return help();
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        return Err(Failure::usage(format!("there is no task `{name}`; `cargo xtask` lists them")));
    };
    if rest.iter().any(|arg| arg == "--help" || arg == "-h") {
        say(format!("{}\n", task.help));
        return Ok(());
    }
    (task.run)(rest)
}

fn help() -> Done {
    say("Every developer task of Menshen.\n\nUsage: cargo xtask <task>\n");
    for task in TASKS {
        say(format!("  {:<9} {}", task.name, task.help.lines().next().unwrap_or_default()));
    }
    say("\nMore on one of them: cargo xtask <task> --help");
    say(
        "New here? `cargo xtask test` runs everything that must hold; CONTRIBUTING.md says the rest.",
    );
    Ok(())
}

/// Nothing may follow the name of a task that takes no arguments.
fn no_arguments(args: &[String]) -> Done {
    match args.first() {
        None => Ok(()),
        Some(arg) => Err(Failure::usage(format!("`{arg}` is not expected here; see --help"))),
    }
}
