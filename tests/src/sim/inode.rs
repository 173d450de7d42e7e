//! What a file holds: now, and for certain.

use std::collections::BTreeSet;

/// What a disk writes at once, and what a system hands to it at once.
const SECTOR: usize = 512;
const PAGE: usize = 4096;
/// The place of a file's length, which is no part of its bytes.
const LENGTH: usize = usize::MAX;

/// An open file of a process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Handle {
    pub(super) process: u64,
    pub(super) number: u64,
}

#[derive(Clone, Default)]
pub(super) struct Inode {
    /// What every process sees.
    pub(super) bytes: Vec<u8>,
    synced: Vec<u8>,
    /// What was done since the last sync, in order.
    pending: Vec<Change>,
    exclusive: Option<Handle>,
    shared: BTreeSet<Handle>,
}

#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Inode {
    /// The length, and the bytes up to the zeros at the end.
    pub(super) fn content(&self) -> (usize, &[u8]) {
        let zeros =
            self.bytes.rchunks(64).take_while(|it| it.iter().all(|byte| *byte == 0)).count();
        let length = self.bytes.len();
        (length, &self.bytes[..length.saturating_sub(zeros * 64)])
    }

    pub(super) fn write(&mut self, at: usize, bytes: &[u8]) {
        put(&mut self.bytes, at, bytes);
        self.pending.push(Change::Write { at, bytes: bytes.to_vec() });
    }

    pub(super) fn set_len(&mut self, length: usize) {
        self.bytes.resize(length, 0);
        self.pending.push(Change::Length(length));
    }

    pub(super) fn sync(&mut self) {
        self.synced = self.bytes.clone();
        self.pending.clear();
    }

    pub(super) fn lock(&mut self, handle: Handle) -> bool {
        let others = self.shared.iter().any(|it| *it != handle);
        let free = self.exclusive.is_none_or(|it| it == handle) && !others;
        if free {
            self.shared.clear();
            self.exclusive = Some(handle);
        }
        free
    }

    pub(super) fn lock_shared(&mut self, handle: Handle) -> bool {
        let free = self.exclusive.is_none_or(|it| it == handle);
        if free {
            self.exclusive = None;
            self.shared.insert(handle);
        }
        free
    }

    pub(super) fn unlock(&mut self, handle: Handle) {
        self.shared.remove(&handle);
        self.exclusive = self.exclusive.filter(|it| *it != handle);
    }

    pub(super) fn unlock_all(&mut self, process: u64) {
        self.shared.retain(|it| it.process != process);
        self.exclusive = self.exclusive.filter(|it| it.process != process);
    }

    /// The same, held by nobody.
    pub(super) fn unlocked(&self) -> Inode {
        Inode { exclusive: None, shared: BTreeSet::new(), ..self.clone() }
    }

    /// What may be left of it: of what was not synced all, nothing, the beginning, or some of its
    /// sectors or pages, with or without what was written to them earlier.
    pub(super) fn after_power_loss(&self, dice: &mut fastrand::Rng) -> Inode {
        let bytes = match dice.u8(..7) {
            0 => self.bytes.clone(),
            1 => self.synced.clone(),
            2 => self.replay(dice.usize(..=self.pending.len()), SECTOR, |_| true),
            3 => self.replay(self.pending.len(), SECTOR, |_| dice.bool()),
            4 => self.replay(self.pending.len(), PAGE, |_| dice.bool()),
            5 => self.replay(self.pending.len(), SECTOR, until_lost(dice)),
            _ => self.replay(self.pending.len(), PAGE, until_lost(dice)),
        };
        Inode { synced: bytes.clone(), bytes, ..Inode::default() }
    }

    /// The first changes since the last sync; of each those parts that `keep` keeps, told by where
    /// they lie.
    fn replay(&self, first: usize, unit: usize, mut keep: impl FnMut(usize) -> bool) -> Vec<u8> {
        let mut left = self.synced.clone();
        for change in self.pending.iter().take(first) {
            match change {
                Change::Length(length) if keep(LENGTH) => left.resize(*length, 0),
                Change::Length(_) => {}
                Change::Write { at, bytes } => {
                    for (at, part) in parts(*at, bytes, unit) {
                        if keep(at / unit) {
                            put(&mut left, at, part);
                        }
                    }
                }
            }
        }
        left
    }
}

/// Keeps what is written to a place up to some write, and nothing that is written there later: a
/// place is written as a whole.
fn until_lost(dice: &mut fastrand::Rng) -> impl FnMut(usize) -> bool {
    let mut lost = BTreeSet::new();
    move |place| {
        if dice.u8(..4) == 0 {
            lost.insert(place);
        }
        !lost.contains(&place)
    }
}

/// The parts of a write that lie in one unit each.
fn parts(at: usize, bytes: &[u8], unit: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (unit - at % unit).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(unit).enumerate().map(move |(n, it)| (at + first + n * unit, it));
    std::iter::once((at, head)).chain(rest)
}

fn put(into: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let length = into.len().max(at + bytes.len());
    into.resize(length, 0);
    into[at..at + bytes.len()].copy_from_slice(bytes);
}
