//! A disk in memory whose calls can be made to fail.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::{Disk, DiskFile, Open};

/// When calls fail.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Faults {
    /// Bytes that can still be written before the disk is full.
    pub(crate) space: Option<u64>,
    /// Every how-manieth write fails, halfway through.
    pub(crate) every: Option<u64>,
    /// It fails after all was written.
    pub(crate) late: bool,
    /// Reading at this offset fails.
    pub(crate) unreadable: Option<u64>,
    /// This read fails, counted from 1, in this way.
    pub(crate) read: Option<(u64, io::ErrorKind)>,
    /// Syncing a file fails.
    pub(crate) sync: bool,
    /// Syncing a folder fails.
    pub(crate) sync_dir: bool,
    /// There are no file locks.
    pub(crate) no_locks: bool,
}

#[derive(Default)]
struct Inode {
    bytes: Vec<u8>,
    locked_by: Option<u64>,
    linked: bool,
}

#[derive(Default)]
struct Inner {
    names: BTreeMap<PathBuf, Arc<Mutex<Inode>>>,
    faults: Faults,
    reads: u64,
    writes: u64,
    handles: u64,
}

/// A disk in memory. Clones are the same disk.
#[derive(Clone, Default)]
pub(crate) struct MemDisk(Arc<Mutex<Inner>>);

impl MemDisk {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    pub(crate) fn set_faults(&self, faults: Faults) {
        let mut inner = self.inner();
        (inner.faults, inner.reads, inner.writes) = (faults, 0, 0);
    }

    /// How many times something was read.
    pub(crate) fn reads(&self) -> u64 {
        self.inner().reads
    }

    pub(crate) fn names(&self, end: &str) -> Vec<PathBuf> {
        let inner = self.inner();
        let all = inner.names.keys().filter(|path| path.to_str().unwrap().ends_with(end));
        all.cloned().collect()
    }

    pub(crate) fn get(&self, path: &Path) -> Vec<u8> {
        self.inner().names[path].lock().unwrap().bytes.clone()
    }

    pub(crate) fn put(&self, path: &Path, bytes: Vec<u8>) {
        let mut inner = self.inner();
        let linked = Inode { linked: true, ..Inode::default() };
        let inode = inner.names.entry(path.into()).or_insert_with(|| Arc::new(Mutex::new(linked)));
        inode.lock().unwrap().bytes = bytes;
    }

    /// A disk of its own with what is on this one now.
    pub(crate) fn copy(&self) -> MemDisk {
        let copy = MemDisk::default();
        for (path, inode) in &self.inner().names {
            copy.put(path, inode.lock().unwrap().bytes.clone());
        }
        copy
    }
}

impl Disk for MemDisk {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>> {
        let mut inner = self.inner();
        let found = inner.names.get(path).cloned();
        let inode = match (found, how) {
            (Some(_), Open::New) => return Err(io::ErrorKind::AlreadyExists.into()),
            (None, Open::Read | Open::Write) => return Err(io::ErrorKind::NotFound.into()),
            (Some(inode), _) => inode,
            (None, _) => {
                let inode = Arc::new(Mutex::new(Inode { linked: true, ..Inode::default() }));
                inner.names.insert(path.into(), inode.clone());
                inode
            }
        };
        inner.handles += 1;
        Ok(Box::new(MemFile { disk: self.clone(), inode, handle: inner.handles }))
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let inner = self.inner();
        let inside = inner.names.keys().filter(|name| name.parent() == Some(path));
        Ok(inside.map(|name| name.file_name().unwrap().to_str().unwrap().to_owned()).collect())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        let inode = inner.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        if let Some(old) = inner.names.insert(to.into(), inode) {
            old.lock().unwrap().linked = false;
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let removed = self.inner().names.remove(path).ok_or(io::ErrorKind::NotFound)?;
        removed.lock().unwrap().linked = false;
        Ok(())
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        broken(self.inner().faults.sync_dir)
    }
}

fn broken(broken: bool) -> io::Result<()> {
    if broken { Err(io::Error::other("broken")) } else { Ok(()) }
}

struct MemFile {
    disk: MemDisk,
    inode: Arc<Mutex<Inode>>,
    handle: u64,
}

impl MemFile {
    /// How many of `wanted` bytes a write gets to write, and how it ends.
    fn allowance(&self, wanted: u64, growth: u64) -> (u64, io::Result<()>) {
        let mut inner = self.disk.inner();
        inner.writes += 1;
        if inner.faults.every.is_some_and(|every| inner.writes.is_multiple_of(every)) {
            let written = if inner.faults.late { wanted } else { wanted / 2 };
            return (written, Err(io::Error::other("broken")));
        }
        match inner.faults.space.as_mut() {
            Some(space) if *space < growth => {
                let written = wanted - growth + std::mem::take(space);
                (written, Err(io::ErrorKind::StorageFull.into()))
            }
            Some(space) => {
                *space -= growth;
                (wanted, Ok(()))
            }
            None => (wanted, Ok(())),
        }
    }
}

impl DiskFile for MemFile {
    fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut inner = self.disk.inner();
        if inner.faults.unreadable == Some(offset) {
            return Err(io::Error::other("broken"));
        }
        inner.reads += 1;
        if let Some((_, how)) = inner.faults.read.filter(|(read, _)| *read == inner.reads) {
            return Err(how.into());
        }
        drop(inner);
        let inode = self.inode.lock().unwrap();
        let from = inode.bytes.get(offset as usize..).unwrap_or_default();
        let length = from.len().min(bytes.len());
        bytes[..length].copy_from_slice(&from[..length]);
        Ok(length)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut inode = self.inode.lock().unwrap();
        let end = offset as usize + bytes.len();
        let growth = end.saturating_sub(inode.bytes.len()).min(bytes.len());
        let (written, end) = self.allowance(bytes.len() as u64, growth as u64);
        let (from, to) = (offset as usize, offset as usize + written as usize);
        let length = inode.bytes.len().max(to);
        inode.bytes.resize(length, 0);
        inode.bytes[from..to].copy_from_slice(&bytes[..written as usize]);
        end
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.inode.lock().unwrap().bytes.len() as u64)
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.inode.lock().unwrap().bytes.resize(length as usize, 0);
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        broken(self.disk.inner().faults.sync)
    }

    fn try_lock(&self) -> io::Result<bool> {
        if self.disk.inner().faults.no_locks {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let mut inode = self.inode.lock().unwrap();
        let owner = *inode.locked_by.get_or_insert(self.handle);
        Ok(owner == self.handle)
    }

    fn unlock(&self) -> io::Result<()> {
        let mut inode = self.inode.lock().unwrap();
        inode.locked_by = inode.locked_by.filter(|owner| *owner != self.handle);
        Ok(())
    }

    fn is_linked(&self) -> io::Result<bool> {
        Ok(self.inode.lock().unwrap().linked)
    }
}

impl Drop for MemFile {
    fn drop(&mut self) {
        self.unlock().unwrap();
    }
}
