//! The `menshen` command: policies, decisions and access logs.
//!
//! A library, so that a test can give a command what it likes without starting a process for it.

mod audit;
mod completions;
mod demo;
mod explain;
mod html;
mod input;
mod lang;
mod log;
mod man;
mod manifest;
mod output;
mod policy;
mod progress;
mod report;
mod store;
mod style;
mod table;
mod words;
mod zone;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

/// Holds what an app does against what its privacy policy says.
#[derive(Parser)]
#[command(name = "menshen", version, arg_required_else_help = true)]
#[command(after_help = "Where to begin:\n  \
    menshen demo                                   a day in a music client, its log, its audit\n  \
    menshen log audit LOG --policy policy.json     did the app keep its promises?\n  \
    menshen policy check policy.json               is the policy file sound?\n\n\
    Exit codes: 0 allow or fine, 1 deny or findings, 2 usage or unreadable input.\n\
    Every command explains itself: menshen <command> --help")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Play a day in the music client: features, verdicts, the log, its audit
    Demo(demo::Args),
    /// Say what the gate decides in a state, and why, step by step
    Explain(explain::Args),
    /// Work on a policy file: check it, and make what follows from it
    #[command(subcommand)]
    Policy(policy::Command),
    /// Read an access log: show it, verify it, hold it against the policy
    /// Show, verify, audit and export an access log
    #[command(subcommand)]
    Log(log::Command),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a command ends when nothing went wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Allow, or nothing found: exit code 0.
    Fine,
    /// Deny, or findings: exit code 1.
    Findings,
}

/// What went wrong, for the person at the terminal: exit code 2.
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}

/// Runs the command with these arguments, the program's own name first; the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    match Cli::try_parse_from(arguments) {
        Ok(Cli { command }) => end(command.run()),
        Err(usage) => {
            // Help that nobody reads to the end is no error.
            let _ = usage.print();
            u8::try_from(usage.exit_code()).unwrap_or(2)
        }
    }
}

impl Command {
    fn run(&self) -> Result<Outcome, Failure> {
        match self {
            Command::Demo(args) => demo::run(args),
            Command::Explain(args) => explain::run(args),
            Command::Policy(command) => policy::run(command),
            Command::Log(command) => log::run(command),
            Command::Completions(args) => completions::run(args),
            Command::Man(args) => man::run(args),
        }
    }
}

fn end(done: Result<Outcome, Failure>) -> u8 {
    match done {
        Ok(Outcome::Fine) => 0,
        Ok(Outcome::Findings) => 1,
        Err(Failure(message)) => {
            eprintln!("{message}");
            2
        }
    }
}
