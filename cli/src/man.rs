//! `menshen man`: a manual page for each command.

use std::path::PathBuf;

use clap::CommandFactory as _;

use crate::{Cli, Failure, Outcome, input};

/// Write the manual pages into a folder
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen man ~/.local/share/man/man1 && man menshen-log-audit\n  \
    menshen man /tmp/pages && man /tmp/pages/menshen.1\n\n\
    Exit codes: 0 written, 2 usage or a folder that cannot be written.")]
pub(crate) struct Args {
    /// The folder; made if need be
    dir: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let written = std::fs::create_dir_all(&args.dir)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), &args.dir));
    written.map_err(|error| input::at(&args.dir, &error))?;
    Ok(Outcome::Fine)
}
