//! A disk in memory on which any call can be made to fail, and the power can be lost.
//!
//! What was written but not synced is kept beside what was: [`SimDisk::after_power_loss`] makes a disk
//! of what might be left, sector by sector, with names as a journalling file system keeps them.

mod faults;
mod file;
mod inode;
mod names;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use menshen::seams::{Disk, DiskFile, Open};

use faults::Faults;
pub use faults::{Failure, Fault};
use file::SimFile;
use inode::{Handle, Inode};
use names::Names;

/// A disk in memory, as one process sees it. Clones are the same disk and the same process.
#[derive(Clone, Default)]
pub struct SimDisk {
    inner: Arc<Mutex<Inner>>,
    process: u64,
}

#[derive(Default)]
struct Inner {
    names: Names,
    inodes: Vec<Inode>,
    faults: Faults,
    handles: u64,
    processes: u64,
    dead: BTreeSet<u64>,
}

impl SimDisk {
    /// The same disk, as another process sees it.
    pub fn process(&self) -> SimDisk {
        let mut inner = self.inner();
        inner.processes += 1;
        SimDisk { inner: Arc::clone(&self.inner), process: inner.processes }
    }

    /// The process is killed: its locks are free, and nothing that it does reaches the disk.
    pub fn kill(&self) {
        let mut inner = self.inner();
        inner.dead.insert(self.process);
        inner.inodes.iter_mut().for_each(|inode| inode.unlock_all(self.process));
    }

    /// Has these calls fail, counted from 1 from now on, and no others.
    pub fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        self.inner().faults = Faults::new(faults);
    }

    /// How many calls were made since [`SimDisk::fail`].
    pub fn calls(&self) -> u64 {
        self.inner().faults.calls()
    }

    /// A disk with one of the contents that a loss of power may leave.
    pub fn after_power_loss(&self, dice: &mut fastrand::Rng) -> SimDisk {
        let inner = self.inner();
        let names = inner.names.after_power_loss(dice);
        let inodes = inner.inodes.iter().map(|inode| inode.after_power_loss(dice)).collect();
        let left = Inner { names, inodes, ..Inner::default() };
        SimDisk { inner: Arc::new(Mutex::new(left)), process: 0 }
    }

    /// A disk of its own with what every process sees now: as after all of them were killed.
    pub fn after_kill(&self) -> SimDisk {
        let inner = self.inner();
        let inodes = inner.inodes.iter().map(Inode::unlocked).collect();
        let left = Inner { names: inner.names.clone(), inodes, ..Inner::default() };
        SimDisk { inner: Arc::new(Mutex::new(left)), process: 0 }
    }

    /// Tells contents apart.
    pub fn digest(&self) -> u64 {
        let inner = self.inner();
        let mut hasher = DefaultHasher::new();
        for (path, inode) in inner.names.all() {
            (path, inner.inodes[inode].content()).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The disk, unless this call is to fail.
    fn call(&self) -> io::Result<MutexGuard<'_, Inner>> {
        let mut inner = self.alive()?;
        inner.faults.call()?;
        Ok(inner)
    }

    /// The disk, unless the process is dead.
    fn alive(&self) -> io::Result<MutexGuard<'_, Inner>> {
        let inner = self.inner();
        match inner.dead.contains(&self.process) {
            true => Err(io::ErrorKind::BrokenPipe.into()),
            false => Ok(inner),
        }
    }
}

impl Disk for SimDisk {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>> {
        let mut inner = self.call()?;
        let inode = match (inner.names.get(path), how) {
            (Some(_), Open::New) => return Err(io::ErrorKind::AlreadyExists.into()),
            (None, Open::Read | Open::Write) => return Err(io::ErrorKind::NotFound.into()),
            (Some(inode), _) => inode,
            (None, _) => {
                inner.inodes.push(Inode::default());
                let inode = inner.inodes.len() - 1;
                inner.names.create(path, inode);
                inode
            }
        };
        inner.handles += 1;
        let handle = Handle { process: self.process, number: inner.handles };
        Ok(Box::new(SimFile { disk: self.clone(), inode, handle }))
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        self.call().map(drop)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        Ok(self.call()?.names.inside(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?.names.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call()?.names.remove(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.call()?.names.sync(path);
        Ok(())
    }
}
