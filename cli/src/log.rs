//! `menshen log`: everything one may ask of the access log of a device.

mod about;
pub(crate) mod audit;
mod bundle;
mod damage;
mod export;
mod filter;
mod follow;
mod line;
mod output;
mod pulled;
pub(crate) mod report;
mod show;
mod stats;
pub(crate) mod verify;

pub(crate) use about::About;
pub(crate) use damage::{damage_means, damage_text};
#[cfg(test)]
pub(crate) use filter::KINDS;
pub(crate) use pulled::Pulled;

use serde_json::Value;

use crate::{Failure, Outcome};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Show(show::Args),
    Stats(stats::Args),
    Follow(follow::Args),
    Verify(verify::Args),
    Audit(audit::Args),
    Export(export::Args),
    Report(report::Args),
}

/// A JSON object with one more member.
fn with(mut object: Value, name: &str, member: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), member);
    }
    object
}

pub(crate) fn run(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Show(args) => show::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Follow(args) => follow::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Audit(args) => audit::run(args),
        Command::Export(args) => export::run(args),
        Command::Report(args) => report::run(args),
    }
}
