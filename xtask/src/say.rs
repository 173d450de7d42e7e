//! What the person at the terminal reads.

use std::io::{self, Write};

/// Prints a line. A reader that has gone away is no reason to stop.
pub(crate) fn say(line: impl AsRef<str>) {
    let _ = writeln!(io::stdout().lock(), "{}", line.as_ref());
}
