//! Reading files and printing to pipes that may close.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use menshen::{Policy, Problem, Problems};

use crate::Failure;

/// More than this is never read; the parser says that its own limit is 1 MiB.
const MOST: u64 = 4 << 20;

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| at(path, &error))?;
    file.take(MOST).read_to_end(&mut bytes).map_err(|error| at(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Failure(format!("{}: not a UTF-8 text (byte {place})", path.display()))
    })
}

/// The policy in a file, and its text.
pub(crate) fn read_policy(path: &Path) -> Result<(Policy, String), Failure> {
    let text = read_text(path)?;
    let policy = Policy::parse(&text).map_err(|problems| unreadable(path, &problems))?;
    Ok((policy, text))
}

/// Every problem of a file on a line of its own, each with its place.
pub(crate) fn unreadable(path: &Path, problems: &Problems) -> Failure {
    let lines: Vec<String> = problems.0.iter().map(|problem| line(path, problem)).collect();
    Failure(lines.join("\n"))
}

pub(crate) fn line(path: &Path, problem: &Problem) -> String {
    format!("{}:{problem}", path.display())
}

pub(crate) fn at(path: &Path, error: &io::Error) -> Failure {
    Failure(format!("{}: {error}", path.display()))
}

/// Prints a text; a pipe that was closed early is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
