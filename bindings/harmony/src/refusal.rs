//! Why a function does not do what it is asked: the `code` and the message of the error.

use menshen::{GateError, Problems};
use menshen_bindings::Failure;

/// An error on its way to JavaScript.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

/// What a function answers.
pub(crate) type Answer<T> = Result<T, Refusal>;

impl Refusal {
    /// An argument that is missing, of a wrong type or out of range.
    pub(crate) fn argument(function: &str, name: &str, expected: &str) -> Refusal {
        Refusal { code: "argument", message: format!("{function}: `{name}` is not {expected}") }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        let code = match failure {
            Failure::Policy(_) => "policy",
            Failure::Unknown(_) => "unknown",
            Failure::SubjectChanged(_) => "subject_changed",
            Failure::Fault(_) => "fault",
            Failure::Storage(_) => "storage",
        };
        Refusal { code, message: failure.to_string() }
    }
}

impl From<GateError> for Refusal {
    fn from(error: GateError) -> Refusal {
        Failure::from(error).into()
    }
}

impl From<Problems> for Refusal {
    fn from(problems: Problems) -> Refusal {
        Failure::from(problems).into()
    }
}
