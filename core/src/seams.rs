//! The gate's three windows on the world: time, randomness and storage.
//!
//! Everything the core does to the outside goes through these traits, so that a test can own the
//! clock, repeat the dice and let any call on the disk fail. [`Seams::system`] is the real thing.

#[cfg(test)]
pub(crate) mod memory;
mod system;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::time::{Span, Time};

/// So many signals may come while a file is read; more, and the disk is broken.
const SIGNALS: u32 = 100;

/// Where time comes from.
pub trait Clock: Send + Sync {
    /// The wall clock. It may step, forwards and backwards.
    fn wall(&self) -> Time;
    /// Time since the device started, including sleep. It never steps while the device runs.
    fn boot(&self) -> Span;
}

/// Where random numbers come from.
pub trait Random: Send + Sync {
    /// Fills `bytes` with numbers that cannot be guessed.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()>;
}

impl dyn Random + '_ {
    /// A random number.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn number(&self) -> io::Result<u64> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// For reading; it must exist.
    Read,
    /// For reading and writing; it must exist.
    Write,
    /// For reading and writing; made, empty and private to the user, when it does not exist.
    Create,
    /// For reading and writing; it must not exist.
    New,
}

/// A file system.
pub trait Disk: Send + Sync {
    /// Opens a file. Links are not followed, and what is not a plain file is an error.
    ///
    /// # Errors
    /// What the file system says.
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>>;
    /// Makes a folder, private to the user, and those above it; fine when it exists.
    ///
    /// # Errors
    /// What the file system says.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// The names in a folder, in no order.
    ///
    /// # Errors
    /// What the file system says.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;
    /// Puts `from` in the place of `to`, at once.
    ///
    /// # Errors
    /// What the file system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// What the file system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes what was created, renamed or removed in a folder survive a loss of power.
    ///
    /// # Errors
    /// What the file system says.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
}

/// An open file. Closing it gives up its lock.
#[allow(
    clippy::len_without_is_empty,
    reason = "a file is asked for its length, not for being empty"
)]
pub trait DiskFile: Send + Sync {
    /// Reads up to `bytes.len()` bytes at `offset`; 0 at the end of the file.
    ///
    /// # Errors
    /// What the file system says.
    fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize>;
    /// Writes all of `bytes` at `offset`; after an error any part of them may have been written.
    ///
    /// # Errors
    /// What the file system says.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;
    /// The length in bytes.
    ///
    /// # Errors
    /// What the file system says.
    fn len(&self) -> io::Result<u64>;
    /// Cuts the file, or extends it with zeros.
    ///
    /// # Errors
    /// What the file system says.
    fn set_len(&self, length: u64) -> io::Result<()>;
    /// Makes what was written survive a loss of power.
    ///
    /// # Errors
    /// What the file system says.
    fn sync(&self) -> io::Result<()>;
    /// Takes the exclusive lock; `false` when another open file holds it.
    ///
    /// # Errors
    /// What the file system says, such as that it has no locks.
    fn try_lock(&self) -> io::Result<bool>;
    /// Takes the shared lock; `false` when another open file holds the exclusive one.
    ///
    /// # Errors
    /// What the file system says, such as that it has no locks.
    fn try_lock_shared(&self) -> io::Result<bool> {
        self.try_lock()
    }
    /// Gives the lock back.
    ///
    /// # Errors
    /// What the file system says.
    fn unlock(&self) -> io::Result<()>;
    /// Whether the file still has a name: `false` once it was replaced or removed.
    ///
    /// # Errors
    /// What the file system says.
    fn is_linked(&self) -> io::Result<bool>;
}

impl dyn DiskFile + '_ {
    /// The whole file.
    ///
    /// # Errors
    /// What the file system says; [`io::ErrorKind::FileTooLarge`] past `limit` bytes.
    pub fn read_all(&self, limit: u64) -> io::Result<Vec<u8>> {
        let length = self.len()?;
        if length > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        let read = self.read_full_at(&mut bytes, 0)?;
        bytes.truncate(read);
        Ok(bytes)
    }

    /// Takes the exclusive lock, waiting for whoever holds it; `false` when `wait` was not enough.
    /// The wait is bounded because a frozen process can hold a lock for ever.
    ///
    /// # Errors
    /// What the file system says.
    pub fn lock_within(&self, wait: Duration) -> io::Result<bool> {
        let start = Instant::now();
        while !self.try_lock()? {
            if start.elapsed() >= wait {
                return Ok(false);
            }
            crate::sync::sleep(Duration::from_micros(200));
        }
        Ok(true)
    }

    /// Reads at `offset` until `bytes` are full or the file ends; says how many were read. Signals
    /// are no failure, unless nothing but signals comes.
    ///
    /// # Errors
    /// What the file system says.
    pub fn read_full_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        let (mut done, mut signals) = (0, 0);
        while let Some(rest) = bytes.get_mut(done..).filter(|rest| !rest.is_empty()) {
            match self.read_at(rest, offset + done as u64) {
                Ok(0) => break,
                Ok(read) => done += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted && signals < SIGNALS => {
                    signals += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }
}

/// The three together.
#[derive(Clone)]
pub struct Seams {
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where random numbers come from.
    pub random: Arc<dyn Random>,
    /// Where files are.
    pub disk: Arc<dyn Disk>,
}

impl Seams {
    /// The system's clock, randomness and file system.
    pub fn system() -> Seams {
        Seams {
            clock: Arc::new(system::SystemClock),
            random: Arc::new(system::SystemRandom),
            disk: Arc::new(system::SystemDisk),
        }
    }
}

impl std::fmt::Debug for Seams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seams")
    }
}
