//! The `menshen` command: policies, decisions and access logs.

mod audit;
mod demo;
mod explain;
mod input;
mod lang;
mod log;
mod policy;
mod table;
mod zone;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Holds what an app does against what its privacy policy says.
#[derive(Parser)]
#[command(name = "menshen", version, about, long_about = None, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 allow or fine, 1 deny or findings, 2 usage or unreadable input.\n\
    Every command explains itself: menshen <command> --help"
)]
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
    /// Check a policy file
    #[command(subcommand)]
    Policy(policy::Command),
    /// Show, verify and audit an access log
    #[command(subcommand)]
    Log(log::Command),
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

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Demo(args) => demo::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Policy(command) => policy::run(&command),
        Command::Log(command) => log::run(&command),
    };
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(Failure(message)) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
