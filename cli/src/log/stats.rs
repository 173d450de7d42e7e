//! `menshen log stats`: how often, how long, by whom.

mod held;
mod json;
mod table;
mod tally;
mod text;

use std::path::PathBuf;

use super::Pulled;
use super::filter::Filter;
use super::output::Output;
use crate::{Failure, Outcome, input};
use table::By;
use tally::Tally;

/// Count accesses: allowed, denied and why, how long leases were held, by whom and when
///
/// An access that was repeated within a second counts as often as it was asked. A lease counts where
/// its access counts, also when it ended outside the filters; one without an end counts as open.
/// Under observe mode, what would have been denied counts as denied, and as let through.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log stats menshen\n  \
    menshen log stats menshen.tar.gz --by hour --resource location --tz +08:00\n  \
    menshen log stats menshen --since 7d --by call-site --top 20\n  \
    menshen log stats menshen --json | jq '.resource[] | select(.name == \"camera\")'\n\n\
    Exit codes: 0 counted, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, the folder `log` in it, or a bundle: .tar, .tar.gz, .zip, - for stdin
    log: PathBuf,
    /// Only this table, instead of the summary and the usual ones
    #[arg(long, value_enum)]
    by: Option<By>,
    /// How many rows of each table, the most frequent first; hours and days are never left out
    /// [default: 10, with --json all]
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    filter: Filter,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let log = Pulled::open(&args.log)?;
    let mut selection = args.filter.select(|| log.entries(), &args.output.zone)?;
    let mut tally = Tally::new(&args.output.zone);
    for entry in log.all_entries()? {
        let wanted = selection.wants(&entry);
        tally.take(&entry, wanted);
    }
    tally.end();
    input::print(&match args.output.json {
        true => format!("{:#}\n", json::json(&tally, args, &log)),
        false => log.partial_line(args.output.lang) + &text::text(&tally, args),
    })?;
    Ok(Outcome::Fine)
}
