//! Declared frequencies, counted across the app's processes.
//!
//! Accesses of limited purposes are appended to one small file under a lock; a process reads only
//! what is new.

mod file;

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Duration;

use once_cell::sync::OnceCell;
use sha2::{Digest, Sha256};

use file::Counted;

use crate::decision::{Budget, blocked_until};
use crate::ledger::{Anchor, Moment};
use crate::policy::{Policy, SlotId};
use crate::seams::{DiskFile, Open, Seams};
use crate::sync::Mutex;
use crate::time::{Span, Time};

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
        self.look(policy, &slots, budget, now)
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
        if counted.is_damaged() {
            self.locked(|| self.read_locked(&mut counted, now))?;
        }
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
        let spent = self.locked(|| self.spend_locked(&mut counted, policy, slots, now));
        self.note(&counted, policy, slots, budget, now);
        spent
    }

    /// Accesses that were counted while the clock was ahead were made now: otherwise they would
    /// count until then.
    pub(super) fn catch_up(&self, now: Moment) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let caught_up = counted.read_new(&self.seams, &self.dir).and_then(|()| {
            if !counted.is_ahead(now) {
                return Ok(());
            }
            self.locked(|| {
                counted.read_new(&self.seams, &self.dir)?;
                counted.catch_up(now);
                counted.replace(&self.seams, &self.dir)
            })
        });
        if let Err(error) = caught_up {
            log::warn!("earlier accesses may count for too long: {error}");
        }
    }

    /// Does something while no other process counts.
    fn locked<T>(&self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let lock = self.lock.get_or_try_init(|| {
            self.seams.disk.open(&self.dir.join("budget.lock"), Open::Create)
        })?;
        if !lock.lock_within(LOCK_WAIT)? {
            return Err(ErrorKind::TimedOut.into());
        }
        let done = act();
        lock.unlock()?;
        done
    }

    fn read_locked(&self, counted: &mut Counted, now: Moment) -> io::Result<()> {
        counted.read_new(&self.seams, &self.dir)?;
        match counted.is_damaged() {
            true => counted.make_good(&self.seams, &self.dir, self.keys.values().copied(), now),
            false => Ok(()),
        }
    }

    fn spend_locked(
        &self,
        counted: &mut Counted,
        policy: &Policy,
        slots: &[SlotId],
        now: Moment,
    ) -> io::Result<Result<(), Time>> {
        self.read_locked(counted, now)?;
        let waits = slots.iter().filter_map(|slot| self.blocked(counted, policy, *slot, now));
        if let Some(until) = waits.max() {
            return Ok(Err(until));
        }
        for key in slots.iter().filter_map(|slot| self.keys.get(slot)) {
            counted.append(*key, Anchor::at(now))?;
        }
        if counted.is_long() {
            let spans = self.spans(policy);
            // A key that this policy does not know may belong to a newer one's process.
            let longest = spans.values().copied().max().unwrap_or_default();
            let span = |key| spans.get(&key).copied().unwrap_or(longest);
            counted.compact(&self.seams, &self.dir, span, now)?;
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

    /// How long an access counts, by key.
    fn spans(&self, policy: &Policy) -> HashMap<u64, Span> {
        let span = |slot: SlotId| {
            let limit = policy.rules(policy.slot(slot)?.purpose)?.limit?;
            Some(limit.per.max(limit.min_interval.unwrap_or_default()))
        };
        self.keys.iter().filter_map(|(slot, key)| Some((*key, span(*slot)?))).collect()
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

#[cfg(test)]
mod tests {
    use super::file::COMPACT_AT;
    use super::*;

    const POLICY: &str = include_str!("../../../policies/netease-cloud-music.json");

    #[test]
    fn a_shortened_file_still_counts_what_counts_in_every_process() {
        let dir = std::env::temp_dir().join(format!("menshen-budgets-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        let policy = Policy::parse(POLICY).unwrap();
        let slot = policy.slot_for("nearby-people", Some(crate::words::Resource::Location));
        let slots = [slot.unwrap()];
        let budget = Budget::new(policy.slots().len());
        let at = |seconds: u64| Moment {
            wall: Time::from_millis(1_700_000_000_000) + Span::seconds(seconds),
            boot: Span::seconds(seconds),
            boot_number: 1,
        };
        let open = || Budgets::open(&Seams::system(), &dir, &policy);
        let spend = |budgets: &Budgets, seconds| {
            budgets.spend(&policy, &slots, &budget, at(seconds)).unwrap()
        };
        let (writer, reader) = (open(), open());
        // 30 an hour, so one every two minutes always passes; then 29 as fast as may be.
        let slow = COMPACT_AT / 32 - 29;
        for number in 0..slow {
            assert_eq!(spend(&writer, number * 120), Ok(()));
        }
        reader.refresh(&policy, &budget, at(slow * 120)).unwrap();
        let quick = slow * 120 + 3_600;
        for number in 0..30 {
            assert_eq!(spend(&writer, quick + number * 30), Ok(()));
        }
        let length = std::fs::metadata(dir.join("budget")).unwrap().len();
        assert!(length < COMPACT_AT / 2, "{length} bytes are left");
        let until = Err(at(quick + 3_600).wall);
        for budgets in [&writer, &reader, &open()] {
            assert_eq!(spend(budgets, quick + 930), until);
        }
        assert_eq!(spend(&writer, quick + 3_600), Ok(()));
        let after = std::fs::metadata(dir.join("budget")).unwrap().len();
        assert_eq!(after, length + 32);
        assert_eq!(spend(&reader, quick + 3_601), Err(at(quick + 3_630).wall));
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_busy_purpose_keeps_no_more_than_its_own_span() {
        let dir = std::env::temp_dir().join(format!("menshen-budgets-3-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        let policy = Policy::parse(POLICY).unwrap();
        // 2000 an hour; another purpose of this policy counts over a day.
        let slots = [policy.slot_for("local-music", Some(crate::words::Resource::Media)).unwrap()];
        let budget = Budget::new(policy.slots().len());
        let budgets = Budgets::open(&Seams::system(), &dir, &policy);
        for number in 0..8_000 {
            let boot = Span::seconds(number * 2);
            let now = Moment { wall: Time::from_millis(0) + boot, boot, boot_number: 1 };
            assert_eq!(budgets.spend(&policy, &slots, &budget, now).unwrap(), Ok(()));
        }
        let length = std::fs::metadata(dir.join("budget")).unwrap().len();
        assert!(length <= 2 * 1_800 * 32, "{length} bytes for 1800 accesses an hour");
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn of_two_that_count_at_once_one_must_wait() {
        let dir = std::env::temp_dir().join(format!("menshen-budgets-2-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        let policy = Policy::parse(POLICY).unwrap();
        let slot = policy.slot_for("nearby-people", Some(crate::words::Resource::Location));
        let (slots, budget) = ([slot.unwrap()], Budget::new(policy.slots().len()));
        let both = [(); 2].map(|()| Budgets::open(&Seams::system(), &dir, &policy));
        for minutes in (0..300).step_by(3) {
            let (wall, boot) = (Time::from_millis(0), Span::minutes(minutes));
            let now = Moment { wall: wall + boot, boot, boot_number: 1 };
            let start = std::sync::Barrier::new(2);
            let spend = |budgets: &Budgets| {
                start.wait();
                budgets.spend(&policy, &slots, &budget, now).unwrap().is_ok()
            };
            let spent = std::thread::scope(|scope| {
                let threads = both.each_ref().map(|budgets| scope.spawn(|| spend(budgets)));
                threads.map(|thread| thread.join().unwrap())
            });
            assert_ne!(spent[0], spent[1], "at minute {minutes}");
        }
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
