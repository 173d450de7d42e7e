//! What can go wrong around a gate. Whatever it is, nothing is allowed because of it.

use std::fmt;
use std::io;

use crate::ledger::LedgerError;
use crate::log::{AppendError, CheckpointError, OpenError, ReadError};

/// Why something could not be done.
#[derive(Debug)]
pub enum GateError {
    /// The consent ledger cannot be read or written.
    Ledger(LedgerError),
    /// The access log cannot be opened.
    Log(OpenError),
    /// The access log cannot be read.
    Unread(ReadError),
    /// A record could not be written, so what it would have said was not done.
    Unlogged(AppendError),
    /// The log could not be signed.
    Checkpoint(CheckpointError),
    /// The log could not be handed over.
    Export(io::Error),
    /// The gate's directory cannot be used.
    Io(io::Error),
    /// The gate is in fault and denies everything; nothing can be granted.
    Fault,
    /// Another subject took over between the question and the answer, which does not count.
    SubjectChanged,
    /// The policy has nothing by this name.
    Unknown(String),
}

impl fmt::Display for GateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GateError::Ledger(error) => error.fmt(f),
            GateError::Log(error) => error.fmt(f),
            GateError::Unread(error) => error.fmt(f),
            GateError::Unlogged(error) => {
                write!(f, "not done, because it cannot be logged: {error}")
            }
            GateError::Checkpoint(error) => error.fmt(f),
            GateError::Export(error) => write!(f, "the access log cannot be exported: {error}"),
            GateError::Io(error) => write!(f, "the gate's directory cannot be used: {error}"),
            GateError::Fault => f.write_str("the gate is in fault; nothing can be granted"),
            GateError::SubjectChanged => {
                f.write_str("another subject uses the app now; the answer does not count")
            }
            GateError::Unknown(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for GateError {}

macro_rules! from {
    ($($error:ty => $variant:ident),*) => {$(
        impl From<$error> for GateError {
            fn from(error: $error) -> GateError {
                GateError::$variant(error)
            }
        }
    )*};
}
from!(
    LedgerError => Ledger,
    OpenError => Log,
    ReadError => Unread,
    AppendError => Unlogged,
    CheckpointError => Checkpoint,
    io::Error => Io
);
