//! One JSON object a line, as `menshen log show --json` prints them.

use std::io::{self, Write};

use super::super::output;
use super::source::{Source, Tally};

pub(super) fn write(source: Source<'_>, mut out: impl Write) -> io::Result<Tally> {
    let tally = source.each(|row| writeln!(out, "{}", output::as_json(row.entry)))?;
    out.flush()?;
    Ok(tally)
}
