//! What can go wrong in a rich call. Whatever it is, nothing is allowed because of it.

use std::fmt;

use menshen::{GateError, Problems};
use menshen_bindings::Failure;

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

impl From<Failure> for MenshenError {
    fn from(failure: Failure) -> MenshenError {
        match failure {
            Failure::Policy(text) => MenshenError::Policy(text),
            Failure::Unknown(text) => MenshenError::Unknown(text),
            Failure::SubjectChanged(text) => MenshenError::SubjectChanged(text),
            Failure::Fault(text) => MenshenError::Fault(text),
            Failure::Storage(text) => MenshenError::Storage(text),
        }
    }
}

impl From<GateError> for MenshenError {
    fn from(error: GateError) -> MenshenError {
        Failure::from(error).into()
    }
}

impl From<Problems> for MenshenError {
    fn from(problems: Problems) -> MenshenError {
        Failure::from(problems).into()
    }
}
