//! The access log, for the viewer on the device and for sharing.

use std::collections::VecDeque;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use menshen::{Gate, GateError};

use crate::failure::Failure;

/// The latest records of the log, newest first, each as JSON with the fields of
/// `menshen log show --json`. Only those of these kinds (`decision`, `consent`, …), or all.
///
/// # Errors
/// When the log cannot be read.
pub fn records(gate: &Gate, most: usize, kinds: &[String]) -> Result<Vec<String>, GateError> {
    let mut kept = VecDeque::new();
    gate.each_record(|record| {
        if kinds.is_empty() || kinds.iter().any(|kind| kind == record.event.name()) {
            kept.push_front(record.clone());
            kept.truncate(most);
        }
    })?;
    Ok(kept.iter().map(|record| record.to_json().to_string()).collect())
}

/// Writes the log to a file, for the user to share: what the `menshen` command reads as it is.
///
/// # Errors
/// When the log cannot be read, or the file cannot be written.
pub fn export_log(gate: &Gate, file: &str) -> Result<(), Failure> {
    let unwritable = |error| Failure::Storage(format!("{file}: {error}"));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut out = options.open(file).map_err(unwritable)?;
    gate.export_log(&mut out)?;
    out.flush().map_err(unwritable)
}
