//! `menshen policy`: work on policy files.

mod check;
mod codegen;
mod diff;
mod lists;
mod manifest;

use menshen::Policy;

use crate::{Failure, Outcome, input};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Check(check::Args),
    Diff(diff::Args),
    Lists(lists::Args),
    Manifest(manifest::Args),
    Codegen(codegen::Args),
    /// Print the JSON Schema of policy files, for editors
    #[command(after_help = "Examples:\n  menshen policy schema > policy.schema.json\n  \
        menshen policy schema | jq '.properties | keys'\n\n\
        Exit codes: 0 printed, 2 usage.")]
    Schema,
}

pub(crate) fn run(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Check(args) => check::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Lists(args) => lists::run(args),
        Command::Manifest(args) => manifest::run(args),
        Command::Codegen(args) => codegen::run(args),
        Command::Schema => {
            input::print(&format!("{:#}\n", Policy::json_schema()))?;
            Ok(Outcome::Fine)
        }
    }
}
