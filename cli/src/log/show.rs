//! `menshen log show`: one line a record.

use std::collections::VecDeque;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;

use menshen::log::Entry;

use super::Pulled;
use super::filter::Filter;
use super::output::Output;
use crate::{Failure, Outcome};

/// Show the records, one a line, from the oldest to the newest
///
/// Times are the device's wall clock, in your time zone unless --tz says another; with --json in
/// UTC. Records of all processes are merged. Damage and gaps
/// stand where records are missing.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    adb exec-out run-as com.example.app tar c -C no_backup menshen | tar x   # from a debug build\n  \
    menshen log show menshen\n  \
    menshen log show menshen.tar.gz -n 20                         # the last 20 records of a bundle\n  \
    menshen log show menshen --verdict deny --since 2h            # of the last two hours\n  \
    menshen log show menshen --since '2026-11-20 08:00' --until 2026-11-21 --tz +08:00\n  \
    menshen log show menshen --process :player --resource camera\n  \
    menshen log show menshen --kind prompt,consent --purpose qr-scan\n  \
    menshen log show menshen --json | jq 'select(.kind == \"decision\") | .reason' | sort | uniq -c\n\n\
    Kinds: process_start decision release revoked leaked ended prompt policy_shown policy_accepted\n\
    policy_declined consent os_grant os_observed app_state sdk subject guardian erased checkpoint\n\
    gap clock\n\n\
    Exit codes: 0 shown, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, the folder `log` in it, or a bundle: .tar, .tar.gz, .zip, - for stdin
    log: PathBuf,
    #[command(flatten)]
    output: Output,
    /// Show no more than this many
    #[arg(long, value_name = "N", conflicts_with = "last")]
    limit: Option<usize>,
    /// Show only this many, the newest
    #[arg(short = 'n', long, value_name = "N")]
    last: Option<usize>,
    #[command(flatten)]
    filter: Filter,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let log = Pulled::open(&args.log)?;
    let mut selection = args.filter.select(|| log.entries(), &args.output.zone)?;
    let entries = log.entries()?.filter(|entry| selection.wants(entry));
    let printed = match args.last {
        Some(count) => print(&args.output, newest(entries, count)),
        None => print(&args.output, entries.take(args.limit.unwrap_or(usize::MAX))),
    };
    match printed {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Outcome::Fine),
        other => Ok(other.map(|()| Outcome::Fine)?),
    }
}

/// The last `count` of them; all go by, but no more than these are kept.
pub(super) fn newest(entries: impl Iterator<Item = Entry>, count: usize) -> VecDeque<Entry> {
    let mut kept = VecDeque::new();
    for entry in entries {
        kept.push_back(entry);
        if kept.len() > count {
            kept.pop_front();
        }
    }
    kept
}

fn print(output: &Output, entries: impl IntoIterator<Item = Entry>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    out.write_all(output.header().as_bytes())?;
    for entry in entries {
        out.write_all(output.line(&entry).as_bytes())?;
    }
    out.flush()
}
