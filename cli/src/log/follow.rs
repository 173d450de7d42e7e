//! `menshen log follow`: records as they are written.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use menshen::log::Reader;

use super::filter::Filter;
use super::output::Output;
use super::{pulled, show};
use crate::{Failure, Outcome};

/// How often to look for more.
const PAUSE: Duration = Duration::from_millis(250);

/// Show the last records and then new ones as they are written, until it is stopped
///
/// For a log on this machine, of an emulator's or a test's app. It looks four times a second, reads
/// only what is new, and waits where there is no log yet.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log follow menshen\n  \
    menshen log follow menshen -n 0 --verdict deny\n  \
    menshen log follow menshen --json --purpose qr-scan | jq .reason\n\n\
    Exit codes: 0 the reader of its output has seen enough, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, or the folder `log` in it
    dir: PathBuf,
    /// How many of the records that are there already
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    last: usize,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    filter: Filter,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let dir = pulled::living(&args.dir)?;
    wait_for_folder(&dir);
    let mut selection = args.filter.select(|| pulled::read(&dir), &args.output.zone)?;
    let mut entries = pulled::read(&dir)?;
    match follow(args, &mut entries, |entry| selection.wants(entry)) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Outcome::Fine),
        other => Ok(other.map(|()| Outcome::Fine)?),
    }
}

/// An app that was never started has no log yet.
fn wait_for_folder(dir: &Path) {
    let log = dir.join("log");
    if !log.is_dir() {
        eprintln!("waiting for {}", log.display());
    }
    while !log.is_dir() {
        std::thread::sleep(PAUSE);
    }
}

fn follow(
    args: &Args,
    entries: &mut Reader,
    mut wanted: impl FnMut(&menshen::log::Entry) -> bool,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(args.output.header().as_bytes())?;
    for entry in show::newest(entries.by_ref().filter(|entry| wanted(entry)), args.last) {
        out.write_all(args.output.line(&entry).as_bytes())?;
    }
    loop {
        out.flush()?;
        std::thread::sleep(PAUSE);
        entries.refresh().map_err(io::Error::other)?;
        for entry in entries.by_ref().filter(|entry| wanted(entry)) {
            out.write_all(args.output.line(&entry).as_bytes())?;
        }
    }
}
