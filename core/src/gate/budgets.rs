//! Declared frequencies, counted across the app's processes.
//!
//! Accesses of limited purposes are appended to one small file, 32 bytes each, under a lock. An
//! entry never crosses a page, so a kill cannot tear it; a process reads only what is new.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use once_cell::sync::OnceCell;
use sha2::{Digest, Sha256};

use crate::decision::{Budget, blocked_until};
use crate::ledger::{Anchor, Moment};
use crate::policy::{Policy, SlotId};
use crate::seams::{DiskFile, Open, Seams};
use crate::time::{Span, Time};

const ENTRY: usize = 32;
/// Past this size old entries are dropped.
const COMPACT_AT: u64 = 64 << 10;
const LOCK_WAIT: Duration = Duration::from_millis(500);

pub(super) struct Budgets {
    seams: Seams,
    dir: PathBuf,
    /// The key of each limited slot.
    keys: HashMap<SlotId, u64>,
    counted: Mutex<Counted>,
    lock: OnceCell<Box<dyn DiskFile>>,
}

/// What was read of the file so far.
#[derive(Default)]
struct Counted {
    file: Option<Box<dyn DiskFile>>,
    read: u64,
    accesses: HashMap<u64, Vec<Anchor>>,
}

impl Budgets {
    pub(super) fn open(seams: &Seams, dir: &Path, policy: &Policy) -> Budgets {
        let slots = policy.slots().iter().zip(0..).map(|(slot, number)| (SlotId(number), slot));
        let limited = slots
            .filter(|(_, slot)| policy.rules(slot.purpose).is_some_and(|it| it.limit.is_some()));
        let key = |id: &str, resource: Option<crate::words::Resource>| {
            let name = resource.map_or("", crate::words::Resource::name);
            let digest = Sha256::digest(format!("{id}\n{name}"));
            digest.first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
        };
        let keys = limited.filter_map(|(id, slot)| {
            Some((id, key(&policy.purpose_of(slot.purpose)?.id, slot.resource)))
        });
        Budgets {
            seams: seams.clone(),
            dir: dir.to_owned(),
            keys: keys.collect(),
            counted: Mutex::default(),
            lock: OnceCell::new(),
        }
    }

    /// Whether the slot has a limit.
    pub(super) fn limits(&self, slot: SlotId) -> bool {
        self.keys.contains_key(&slot)
    }

    /// Reads what is new, and notes for every limited slot until when it must wait.
    pub(super) fn refresh(&self, policy: &Policy, budget: &Budget, now: Moment) -> io::Result<()> {
        let slots: Vec<SlotId> = self.keys.keys().copied().collect();
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        counted.read_new(&self.seams, &self.dir)?;
        self.note(&counted, policy, &slots, budget, now);
        Ok(())
    }

    /// The same for some slots, before they are decided on.
    pub(super) fn look(
        &self,
        policy: &Policy,
        slots: &[SlotId],
        budget: &Budget,
        now: Moment,
    ) -> io::Result<()> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        counted.read_new(&self.seams, &self.dir)?;
        self.note(&counted, policy, slots, budget, now);
        Ok(())
    }

    /// Counts one access for each slot, if all of them may go on; otherwise says until when the
    /// last of them must wait, and counts nothing.
    pub(super) fn spend(
        &self,
        policy: &Policy,
        slots: &[SlotId],
        budget: &Budget,
        now: Moment,
    ) -> io::Result<Result<(), Time>> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let lock = self.lock.get_or_try_init(|| {
            self.seams.disk.open(&self.dir.join("budget.lock"), Open::Create)
        })?;
        if !lock.lock_within(LOCK_WAIT)? {
            return Err(ErrorKind::TimedOut.into());
        }
        let spent = self.spend_locked(&mut counted, policy, slots, now);
        lock.unlock()?;
        self.note(&counted, policy, slots, budget, now);
        spent
    }

    fn spend_locked(
        &self,
        counted: &mut Counted,
        policy: &Policy,
        slots: &[SlotId],
        now: Moment,
    ) -> io::Result<Result<(), Time>> {
        counted.read_new(&self.seams, &self.dir)?;
        let waits = slots.iter().filter_map(|slot| self.blocked(counted, policy, *slot, now));
        if let Some(until) = waits.max() {
            return Ok(Err(until));
        }
        for key in slots.iter().filter_map(|slot| self.keys.get(slot)) {
            counted.append(*key, Anchor::at(now))?;
        }
        if counted.read > COMPACT_AT {
            counted.compact(&self.seams, &self.dir, longest(policy), now)?;
        }
        Ok(Ok(()))
    }

    fn note(
        &self,
        counted: &Counted,
        policy: &Policy,
        slots: &[SlotId],
        budget: &Budget,
        now: Moment,
    ) {
        for slot in slots.iter().filter(|slot| self.limits(**slot)) {
            budget.set(*slot, self.blocked(counted, policy, *slot, now));
        }
    }

    /// Until when the next access must wait. Accesses stand in the order in which they were made.
    fn blocked(
        &self,
        counted: &Counted,
        policy: &Policy,
        slot: SlotId,
        now: Moment,
    ) -> Option<Time> {
        let limit = policy.rules(policy.slot(slot)?.purpose)?.limit?;
        let accesses = counted.accesses.get(self.keys.get(&slot)?)?;
        let newest = |back: usize| accesses.iter().rev().nth(back).map(|access| access.past(now));
        blocked_until(&limit, newest, now.wall)
    }
}

/// The longest span in which any purpose counts its accesses.
fn longest(policy: &Policy) -> Span {
    let limits = policy.file().purposes.iter().filter_map(|purpose| purpose.limit);
    let spans = limits.flat_map(|limit| [Some(limit.per), limit.min_interval]).flatten();
    spans.max().unwrap_or_default()
}

impl Counted {
    fn read_new(&mut self, seams: &Seams, dir: &Path) -> io::Result<()> {
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
        let mut bytes = vec![0; usize::try_from(length.saturating_sub(self.read)).unwrap_or(0)];
        let new = file.read_full_at(&mut bytes, self.read)?;
        for entry in bytes.get(..new).unwrap_or_default().chunks_exact(ENTRY) {
            self.read += ENTRY as u64;
            if let Some((key, anchor)) = decode(entry) {
                self.accesses.entry(key).or_default().push(anchor);
            }
        }
        Ok(())
    }

    /// Appends to the file that was just read to its end.
    fn append(&mut self, key: u64, at: Anchor) -> io::Result<()> {
        let Some(file) = &self.file else { return Err(ErrorKind::NotFound.into()) };
        file.write_at(&encode(key, at), self.read)?;
        self.read += ENTRY as u64;
        self.accesses.entry(key).or_default().push(at);
        Ok(())
    }

    /// Puts a new file with only what still counts in the place of the old one.
    fn compact(&mut self, seams: &Seams, dir: &Path, longest: Span, now: Moment) -> io::Result<()> {
        for accesses in self.accesses.values_mut() {
            accesses.retain(|access| access.past(now) + longest > now.wall);
        }
        let kept =
            self.accesses.iter().flat_map(|(key, all)| all.iter().map(|at| encode(*key, *at)));
        let bytes: Vec<u8> = kept.flatten().collect();
        if bytes.len() as u64 * 2 > self.read {
            return Ok(());
        }
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
