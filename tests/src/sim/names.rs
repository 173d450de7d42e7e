//! The names of files. A loss of power keeps the first of what was done since the folder was synced,
//! as a file system with a journal does.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

#[derive(Clone, Default)]
pub(super) struct Names {
    now: BTreeMap<PathBuf, usize>,
    synced: BTreeMap<PathBuf, usize>,
    pending: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Create(PathBuf, usize),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

impl Names {
    pub(super) fn get(&self, path: &Path) -> Option<usize> {
        self.now.get(path).copied()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&Path, usize)> {
        self.now.iter().map(|(path, inode)| (path.as_path(), *inode))
    }

    pub(super) fn has(&self, inode: usize) -> bool {
        self.now.values().any(|it| *it == inode)
    }

    /// The files in a folder, and the folders, which are there as long as a file is below them.
    pub(super) fn inside(&self, folder: &Path) -> Vec<String> {
        let below = self.now.keys().filter_map(|path| path.strip_prefix(folder).ok());
        let first = below.filter_map(|path| path.components().next());
        let names: BTreeSet<String> =
            first.map(|it| it.as_os_str().to_string_lossy().into_owned()).collect();
        names.into_iter().collect()
    }

    pub(super) fn create(&mut self, path: &Path, inode: usize) {
        self.change(Change::Create(path.into(), inode));
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.get(from).ok_or(io::ErrorKind::NotFound)?;
        self.change(Change::Rename(from.into(), to.into()));
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.get(path).ok_or(io::ErrorKind::NotFound)?;
        self.change(Change::Remove(path.into()));
        Ok(())
    }

    /// What was done in a folder is certain now, and what was done before it.
    pub(super) fn sync(&mut self, folder: &Path) {
        let last = self.pending.iter().rposition(|change| change.folder() == Some(folder));
        for change in self.pending.drain(..last.map_or(0, |it| it + 1)) {
            change.apply(&mut self.synced);
        }
    }

    pub(super) fn after_power_loss(&self, dice: &mut fastrand::Rng) -> Names {
        let mut left = self.synced.clone();
        let first = dice.usize(..=self.pending.len());
        self.pending.iter().take(first).for_each(|change| change.apply(&mut left));
        Names { now: left.clone(), synced: left, pending: Vec::new() }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.pending.push(change);
    }
}

impl Change {
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Change::Create(path, inode) => drop(names.insert(path.clone(), *inode)),
            Change::Remove(path) => drop(names.remove(path)),
            Change::Rename(from, to) => {
                if let Some(inode) = names.remove(from) {
                    names.insert(to.clone(), inode);
                }
            }
        }
    }

    fn folder(&self) -> Option<&Path> {
        match self {
            Change::Create(path, _) | Change::Remove(path) | Change::Rename(_, path) => {
                path.parent()
            }
        }
    }
}
