//! What can go wrong in a rich call. Whatever it is, nothing is allowed because of it.

use std::fmt;

use menshen::{GateError, Problems};

/// Why something could not be done. The message names the thing and says what to do.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum MenshenError {
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

impl MenshenError {
    pub(crate) fn stale(what: &str) -> MenshenError {
        MenshenError::Unknown(format!("this is no {what}: it was given up, or never was one"))
    }
}

impl fmt::Display for MenshenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MenshenError::Policy(text)
            | MenshenError::Unknown(text)
            | MenshenError::SubjectChanged(text)
            | MenshenError::Fault(text)
            | MenshenError::Storage(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for MenshenError {}

impl From<GateError> for MenshenError {
    fn from(error: GateError) -> MenshenError {
        let text = error.to_string();
        match error {
            GateError::Fault => MenshenError::Fault(text),
            GateError::SubjectChanged => MenshenError::SubjectChanged(text),
            GateError::Unknown(_) => MenshenError::Unknown(text),
            _ => MenshenError::Storage(text),
        }
    }
}

impl From<Problems> for MenshenError {
    fn from(problems: Problems) -> MenshenError {
        let lines: Vec<String> = problems.0.iter().map(ToString::to_string).collect();
        MenshenError::Policy(lines.join("\n"))
    }
}
