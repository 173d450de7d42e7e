//! Declared frequencies, counted across the app's processes.
//!
//! Accesses of limited purposes are appended to one small file under a lock; a process reads only
//! what is new.

mod file;

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use once_cell::sync::OnceCell;
use sha2::{Digest, Sha256};

use file::Counted;

use crate::decision::{Budget, blocked_until};
use crate::ledger::{Anchor, Moment};
use crate::policy::{Policy, SlotId};
use crate::seams::{DiskFile, Open, Seams};
use crate::time::{Span, Time};

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
