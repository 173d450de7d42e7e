//! An open file.

use std::io;
use std::sync::MutexGuard;

use menshen::seams::DiskFile;

use super::inode::{Handle, Inode};
use super::{Inner, SimDisk};

pub(super) struct SimFile {
    pub(super) disk: SimDisk,
    pub(super) inode: usize,
    pub(super) handle: Handle,
}

impl SimFile {
    fn with<R>(&self, act: impl FnOnce(&mut Inode) -> R) -> io::Result<R> {
        let mut inner = self.disk.call()?;
        Ok(act(self.own(&mut inner)))
    }

    fn own<'a>(&self, inner: &'a mut MutexGuard<'_, Inner>) -> &'a mut Inode {
        &mut inner.inodes[self.inode]
    }
}

impl DiskFile for SimFile {
    fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        self.with(|inode| {
            let from = inode.bytes.get(offset as usize..).unwrap_or_default();
            let length = from.len().min(bytes.len());
            bytes[..length].copy_from_slice(&from[..length]);
            length
        })
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut inner = self.disk.alive()?;
        let (written, end) = inner.faults.write(bytes.len());
        self.own(&mut inner).write(offset as usize, &bytes[..written]);
        end
    }

    fn len(&self) -> io::Result<u64> {
        self.with(|inode| inode.bytes.len() as u64)
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.with(|inode| inode.set_len(length as usize))
    }

    fn sync(&self) -> io::Result<()> {
        self.with(Inode::sync)
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.with(|inode| inode.lock(self.handle))
    }

    fn try_lock_shared(&self) -> io::Result<bool> {
        self.with(|inode| inode.lock_shared(self.handle))
    }

    // Whatever it says, a system gives the lock back.
    fn unlock(&self) -> io::Result<()> {
        let mut inner = self.disk.alive()?;
        self.own(&mut inner).unlock(self.handle);
        inner.faults.call()
    }

    fn is_linked(&self) -> io::Result<bool> {
        Ok(self.disk.call()?.names.has(self.inode))
    }
}

// Closing a file gives its lock back, whatever fails.
impl Drop for SimFile {
    fn drop(&mut self) {
        let mut inner = self.disk.inner();
        self.own(&mut inner).unlock(self.handle);
    }
}
