//! What can go wrong in a rich call. Whatever it is, nothing is allowed because of it.

use std::fmt;

use menshen::{GateError, Problems, UnknownScope, UnknownWord};

/// Why something could not be done. The message names the thing and says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The policy file is not sound: each line a mistake, with its place.
    Policy(String),
    /// An argument names nothing: a purpose, an SDK, a scope, a handle.
    Unknown(String),
    /// Another subject took over between the question and the answer, which does not count.
    SubjectChanged(String),
    /// The gate is in fault and denies everything.
    Fault(String),
    /// The ledger or the log cannot be read or written, so it was not done.
    Storage(String),
}

impl Failure {
    /// A handle that is none of its kind.
    pub fn stale(what: &str) -> Failure {
        Failure::Unknown(format!("this is no {what}: it was given up, or never was one"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Policy(text)
            | Failure::Unknown(text)
            | Failure::SubjectChanged(text)
            | Failure::Fault(text)
            | Failure::Storage(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Failure {}

impl From<GateError> for Failure {
    fn from(error: GateError) -> Failure {
        let text = error.to_string();
        match error {
            GateError::Fault => Failure::Fault(text),
            GateError::SubjectChanged => Failure::SubjectChanged(text),
            GateError::Unknown(_) => Failure::Unknown(text),
            _ => Failure::Storage(text),
        }
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Failure {
        let lines: Vec<String> = problems.0.iter().map(ToString::to_string).collect();
        Failure::Policy(lines.join("\n"))
    }
}

impl From<UnknownWord> for Failure {
    fn from(error: UnknownWord) -> Failure {
        Failure::Unknown(error.to_string())
    }
}

impl From<UnknownScope> for Failure {
    fn from(error: UnknownScope) -> Failure {
        Failure::Unknown(error.to_string())
    }
}
