//! Where a scan gets its blocks from.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::seams::{Disk, DiskFile, Open};

/// The file of a segment.
pub(in crate::log) enum Source {
    /// Held open.
    Held(Arc<dyn DiskFile>),
    /// Opened for each block, so that a thousand segments do not take a thousand open files.
    Path(Arc<dyn Disk>, PathBuf),
}

impl Source {
    pub(super) fn len(&self) -> io::Result<u64> {
        self.with(|file| file.len())
    }

    /// Reads at `offset` until `bytes` are full or the file ends.
    pub(super) fn read(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        self.with(|file| file.read_full_at(bytes, offset))
    }

    /// Whether the file may be removed between two reads. One that is held open is there, whatever
    /// a broken disk says.
    pub(super) fn may_vanish(&self) -> bool {
        matches!(self, Source::Path(..))
    }

    fn with<T>(&self, read: impl FnOnce(&dyn DiskFile) -> io::Result<T>) -> io::Result<T> {
        match self {
            Source::Held(file) => read(file.as_ref()),
            Source::Path(disk, path) => read(disk.open(path, Open::Read)?.as_ref()),
        }
    }
}
