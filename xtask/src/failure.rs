//! What goes wrong in a task, for the person at the terminal.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How a task ends.
pub(crate) type Done = Result<(), Failure>;

#[derive(Debug)]
pub(crate) enum Failure {
    /// The task was called wrongly: exit code 2.
    Usage(String),
    /// What should hold does not: exit code 1.
    Failed(String),
    /// A tool is missing; how to get it: exit code 1.
    Missing(String),
}

impl Failure {
    pub(crate) fn usage(message: impl Into<String>) -> Failure {
        Failure::Usage(message.into())
    }

    pub(crate) fn new(message: impl Into<String>) -> Failure {
        Failure::Failed(message.into())
    }

    pub(crate) fn missing(advice: impl Into<String>) -> Failure {
        Failure::Missing(advice.into())
    }

    /// Names the file, for `map_err`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Failure + '_ {
        move |error| Failure::new(format!("{}: {error}", path.display()))
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            Failure::Failed(_) | Failure::Missing(_) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(text) | Failure::Failed(text) | Failure::Missing(text) => {
                f.write_str(text)
            }
        }
    }
}
