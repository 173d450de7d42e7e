//! The file of counted accesses: 32 bytes each, so that none crosses a page and a kill cannot tear
//! it.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::ledger::{Anchor, Moment};
use crate::seams::{DiskFile, Open, Seams};
use crate::time::Span;

const ENTRY: usize = 32;
/// Past this size old entries are dropped.
pub(super) const COMPACT_AT: u64 = 64 << 10;
/// A file larger than this is not one of ours.
const LARGEST: u64 = 4 << 20;
/// More damaged entries than this say no more than so many.
const MOST_DAMAGED: usize = 4_096;

/// What was read of the file so far.
#[derive(Default)]
pub(super) struct Counted {
    file: Option<Box<dyn DiskFile>>,
    read: u64,
    /// How much still counted when it was last asked: until there is twice as much, asking again
    /// would cost more than it saves.
    kept: u64,
    /// Entries that cannot be read, and are counted for nobody yet.
    damaged: usize,
    pub(super) accesses: HashMap<u64, Vec<Anchor>>,
}

impl Counted {
    pub(super) fn read_new(&mut self, seams: &Seams, dir: &Path) -> io::Result<()> {
        let replaced = match &self.file {
            Some(file) => !file.is_linked()?,
            None => true,
        };
        if replaced {
            let file = seams.disk.open(&dir.join("budget"), Open::Create)?;
            *self = Counted { file: Some(file), ..Counted::default() };
        }
        let Some(file) = &self.file else { return Ok(()) };
        let length = file.len()?;
        if length > LARGEST {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let mut bytes = vec![0; usize::try_from(length.saturating_sub(self.read)).unwrap_or(0)];
        let new = file.read_full_at(&mut bytes, self.read)?;
        for entry in bytes.get(..new).unwrap_or_default().chunks_exact(ENTRY) {
            self.read += ENTRY as u64;
            match decode(entry) {
                Some((key, anchor)) => self.accesses.entry(key).or_default().push(anchor),
                // What a loss of power kept from being written.
                None if entry.iter().all(|byte| *byte == 0) => {}
                None => self.damaged += 1,
            }
        }
        Ok(())
    }

    /// Whether there are entries that cannot be read.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged > 0
    }

    /// Counts what cannot be read for everybody, as of now: nobody knows whose it was, or when.
    pub(super) fn make_good(
        &mut self,
        seams: &Seams,
        dir: &Path,
        keys: impl Iterator<Item = u64>,
        now: Moment,
    ) -> io::Result<()> {
        log::warn!("{} accesses cannot be read: they count for every purpose", self.damaged);
        let lost = vec![Anchor::at(now); self.damaged.min(MOST_DAMAGED)];
        for key in keys {
            self.accesses.entry(key).or_default().extend(&lost);
        }
        self.damaged = 0;
        self.replace(seams, dir)
    }

    /// Appends to the file that was just read to its end.
    pub(super) fn append(&mut self, key: u64, at: Anchor) -> io::Result<()> {
        let Some(file) = &self.file else { return Err(ErrorKind::NotFound.into()) };
        file.write_at(&encode(key, at), self.read)?;
        self.read += ENTRY as u64;
        self.accesses.entry(key).or_default().push(at);
        Ok(())
    }

    /// Whether the file has grown so far that a shorter one is worth its cost.
    pub(super) fn is_long(&self) -> bool {
        self.read > COMPACT_AT && self.read > self.kept * 2
    }

    /// Puts a new file with only what still counts in the place of the old one. An access counts
    /// as long as `span` says for its key.
    pub(super) fn compact(
        &mut self,
        seams: &Seams,
        dir: &Path,
        span: impl Fn(u64) -> Span,
        now: Moment,
    ) -> io::Result<()> {
        for (key, accesses) in &mut self.accesses {
            let span = span(*key);
            accesses.retain(|access| access.past(now) + span > now.wall);
        }
        self.kept = self.accesses.values().map(|all| (all.len() * ENTRY) as u64).sum();
        if self.kept * 2 > self.read { Ok(()) } else { self.replace(seams, dir) }
    }

    pub(super) fn is_ahead(&self, now: Moment) -> bool {
        self.accesses.values().flatten().any(|access| access.is_ahead(now))
    }

    /// What was counted in the future was counted now.
    pub(super) fn catch_up(&mut self, now: Moment) {
        let accesses = self.accesses.values_mut().flatten();
        accesses.filter(|access| access.is_ahead(now)).for_each(|it| *it = Anchor::at(now));
    }

    /// Puts a new file with what is known in the place of the old one.
    pub(super) fn replace(&mut self, seams: &Seams, dir: &Path) -> io::Result<()> {
        let kept =
            self.accesses.iter().flat_map(|(key, all)| all.iter().map(|at| encode(*key, *at)));
        let bytes: Vec<u8> = kept.flatten().collect();
        let next = dir.join("budget.next");
        let file = seams.disk.open(&next, Open::Create)?;
        file.set_len(0)?;
        file.write_at(&bytes, 0)?;
        seams.disk.rename(&next, &dir.join("budget"))?;
        self.read = bytes.len() as u64;
        self.file = Some(file);
        Ok(())
    }
}

fn encode(key: u64, at: Anchor) -> [u8; ENTRY] {
    let (wall, boot, number) = at.parts();
    let mut entry = [0; ENTRY];
    let fields = [key.to_le_bytes(), wall.to_le_bytes(), boot.to_le_bytes()].concat();
    let number = (number as u32).to_le_bytes();
    let sum = crc32c::crc32c(&[fields.as_slice(), &number].concat()).to_le_bytes();
    for (place, byte) in entry.iter_mut().zip(fields.into_iter().chain(number).chain(sum)) {
        *place = byte;
    }
    entry
}

/// The entry, unless its bytes are damaged.
fn decode(entry: &[u8]) -> Option<(u64, Anchor)> {
    let word = |at: usize| Some(u64::from_le_bytes(*entry.get(at..)?.first_chunk()?));
    let half = |at: usize| Some(u32::from_le_bytes(*entry.get(at..)?.first_chunk()?));
    let intact = crc32c::crc32c(entry.get(..28)?) == half(28)?;
    let anchor = Anchor::from_parts(word(8)? as i64, word(16)?, u64::from(half(24)?));
    intact.then_some((word(0)?, anchor))
}
