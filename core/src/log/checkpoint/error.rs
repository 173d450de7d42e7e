//! What can go wrong with a checkpoint.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::log::error::AppendError;
use crate::log::signer::SignError;

/// Why no checkpoint was taken. The one before is still good.
#[derive(Debug)]
#[non_exhaustive]
pub enum CheckpointError {
    /// Another process is at it.
    Busy,
    /// The checkpoint there is of a newer format, and is left as it is.
    Newer,
    /// The key did not sign.
    Sign(SignError),
    /// The log could not be synced or written.
    Append(AppendError),
    /// The disk failed at this file or folder.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckpointError::Busy => {
                f.write_str("another process is taking a checkpoint; try again later")
            }
            CheckpointError::Newer => {
                f.write_str("the checkpoint is of a newer format; update the library")
            }
            CheckpointError::Sign(error) => error.fmt(f),
            CheckpointError::Append(error) => error.fmt(f),
            CheckpointError::Io { path, error } => {
                write!(f, "no checkpoint taken at `{}`: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for CheckpointError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            CheckpointError::Sign(error) => Some(error),
            CheckpointError::Append(error) => Some(error),
            CheckpointError::Io { error, .. } => Some(error),
            CheckpointError::Busy | CheckpointError::Newer => None,
        }
    }
}
