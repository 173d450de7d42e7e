//! What can go wrong with the log.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a record was not written.
#[derive(Debug)]
#[non_exhaustive]
pub enum AppendError {
    /// There is no space for it, or only the reserve is left.
    NoSpace,
    /// The disk failed.
    Io(io::Error),
    /// The process was forked after the log was opened; the log belongs to the parent.
    Forked,
    /// The record is longer than a block.
    TooLong,
}

impl AppendError {
    /// What a failed write comes to.
    pub(super) fn from_io(error: io::Error) -> AppendError {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => AppendError::NoSpace,
            _ => AppendError::Io(error),
        }
    }

    /// What failing to make a segment comes to.
    pub(super) fn from_open(error: OpenError) -> AppendError {
        match error {
            OpenError::Io { error, .. } | OpenError::NoLocks { error, .. } => {
                AppendError::from_io(error)
            }
        }
    }
}

impl fmt::Display for AppendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AppendError::NoSpace => {
                f.write_str("no space left for the access log; free some on the device")
            }
            AppendError::Io(error) => write!(f, "cannot write the access log: {error}"),
            AppendError::Forked => {
                f.write_str("the access log was opened before a fork; open it again in the child")
            }
            AppendError::TooLong => {
                f.write_str("the record does not fit into a block; name fewer resources")
            }
        }
    }
}

impl std::error::Error for AppendError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            AppendError::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// Why the log could not be opened.
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError {
    /// The disk failed at this file or folder.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
    /// The file system has no file locks, so processes could write over each other.
    NoLocks {
        /// The file that could not be locked.
        path: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Io { path, error } => {
                write!(f, "cannot open the access log at `{}`: {error}", path.display())
            }
            OpenError::NoLocks { path, error } => write!(
                f,
                "cannot lock `{}`: {error}; keep the access log in the app's private folder",
                path.display()
            ),
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            OpenError::Io { error, .. } | OpenError::NoLocks { error, .. } => Some(error),
        }
    }
}

/// Why the log could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the file system says.
    pub error: io::Error,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read the access log at `{}`: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
