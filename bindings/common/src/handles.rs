//! A table of shared things, each under a handle that names its slot and its generation.

use std::sync::{Arc, OnceLock, PoisonError};

use crate::sync::{ArcSwapOption, Mutex};

/// A handle: kind, generation and slot in 52 bits, so that a double-precision number holds it.
/// Never 0.
pub type Handle = u64;

/// What a handle is for. A handle of one kind is stale for every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A gate.
    Gate = 1,
    /// A prepared access.
    Access = 2,
    /// A lease.
    Lease = 3,
    /// A walk through the steps of an access.
    Walk = 4,
}

const SLOT_BITS: u32 = 20;
const GENERATION_BITS: u32 = 28;
const SLOTS: usize = 1 << SLOT_BITS;
/// Slots are made in batches, each twice as large as the one before; none is moved or taken away.
const FIRST_BATCH: usize = 8;
const BATCHES: usize = 18;
const LAST_GENERATION: u32 = (1 << GENERATION_BITS) - 1;

/// Shared things by handle. Looking one up takes no lock.
pub struct Handles<T> {
    kind: Kind,
    batches: [OnceLock<Box<[Slot<T>]>>; BATCHES],
    room: Mutex<Room>,
}

struct Slot<T>(ArcSwapOption<Entry<T>>);

struct Entry<T> {
    generation: u32,
    value: Arc<T>,
}

/// Slots that can be used again, each with the generation that comes next.
#[derive(Default)]
struct Room {
    free: Vec<(usize, u32)>,
    used: usize,
}

impl<T> Handles<T> {
    /// An empty table for this kind of thing.
    pub fn new(kind: Kind) -> Handles<T> {
        Handles { kind, batches: [const { OnceLock::new() }; BATCHES], room: Mutex::default() }
    }

    /// Keeps a thing; `None` when there are a million of them already.
    pub fn insert(&self, value: Arc<T>) -> Option<Handle> {
        let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
        let (index, generation) = room.free.pop().or_else(|| self.grow(&mut room))?;
        self.slot(index)?.0.store(Some(Arc::new(Entry { generation, value })));
        Some(self.handle(index, generation))
    }

    /// The thing under a handle; `None` when the handle is stale, foreign or made up.
    pub fn get(&self, handle: Handle) -> Option<Arc<T>> {
        self.with(handle, Arc::clone)
    }

    /// Looks at the thing under a handle without counting a reference.
    pub fn with<R>(&self, handle: Handle, look: impl FnOnce(&Arc<T>) -> R) -> Option<R> {
        let (index, generation) = self.place(handle)?;
        let entry = self.slot(index)?.0.load();
        entry.as_ref().filter(|entry| entry.generation == generation).map(|it| look(&it.value))
    }

    /// Gives a thing up; its handle is stale from then on. `None` when it was stale already.
    pub fn remove(&self, handle: Handle) -> Option<Arc<T>> {
        let (index, generation) = self.place(handle)?;
        let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = self.slot(index)?;
        slot.0.load().as_ref().filter(|entry| entry.generation == generation)?;
        // A slot whose generations are used up is not used again: no handle ever comes back.
        if generation < LAST_GENERATION {
            room.free.push((index, generation + 1));
        }
        slot.0.swap(None).map(|entry| Arc::clone(&entry.value))
    }

    /// A new slot.
    fn grow(&self, room: &mut Room) -> Option<(usize, u32)> {
        let index = room.used;
        if index >= SLOTS {
            return None;
        }
        let (batch, _) = batch(index);
        self.batches.get(batch)?.get_or_init(|| {
            (0..FIRST_BATCH << batch).map(|_| Slot(ArcSwapOption::empty())).collect()
        });
        room.used += 1;
        Some((index, 1))
    }

    fn slot(&self, index: usize) -> Option<&Slot<T>> {
        let (batch, at) = batch(index);
        self.batches.get(batch)?.get()?.get(at)
    }

    fn handle(&self, index: usize, generation: u32) -> Handle {
        let kind = u64::from(self.kind as u8) << (SLOT_BITS + GENERATION_BITS);
        kind | u64::from(generation) << SLOT_BITS | index as u64
    }

    fn place(&self, handle: Handle) -> Option<(usize, u32)> {
        let kind = handle >> (SLOT_BITS + GENERATION_BITS);
        let generation = (handle >> SLOT_BITS) as u32 & LAST_GENERATION;
        let index = handle as usize & (SLOTS - 1);
        (kind == u64::from(self.kind as u8)).then_some((index, generation))
    }
}

/// The batch that a slot is in, and its place there.
fn batch(index: usize) -> (usize, usize) {
    let batch = (index / FIRST_BATCH + 1).ilog2() as usize;
    (batch, index + FIRST_BATCH - (FIRST_BATCH << batch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_stale_once_its_thing_is_gone() {
        let table = Handles::new(Kind::Lease);
        let first = table.insert(Arc::new("first")).unwrap();
        assert_eq!(table.get(first).as_deref(), Some(&"first"));
        assert!(table.remove(first).is_some());
        assert!(table.remove(first).is_none(), "a double release is harmless");
        let second = table.insert(Arc::new("second")).unwrap();
        assert_ne!(first, second);
        assert_eq!(first & (SLOTS as u64 - 1), second & (SLOTS as u64 - 1), "the slot is reused");
        assert!(table.get(first).is_none());
        assert!(table.remove(first).is_none());
        assert_eq!(table.get(second).as_deref(), Some(&"second"));
    }

    #[test]
    fn a_foreign_or_made_up_handle_is_nothing() {
        let (leases, gates) = (Handles::new(Kind::Lease), Handles::new(Kind::Gate));
        let gate = gates.insert(Arc::new(())).unwrap();
        leases.insert(Arc::new(())).unwrap();
        assert!(leases.get(gate).is_none());
        for made_up in [0, 1, u64::MAX, 1 << 52, gate + 1, gate ^ 1 << 63] {
            assert!(gates.get(made_up).is_none(), "{made_up:x}");
        }
    }

    #[test]
    fn a_handle_fits_into_52_bits_and_a_worn_slot_is_left_alone() {
        let table = Handles::new(Kind::Lease);
        table.room.lock().unwrap().free.push((0, LAST_GENERATION));
        table.batches[0].set([Slot(ArcSwapOption::empty())].into()).ok().unwrap();
        let last = table.insert(Arc::new(())).unwrap();
        assert!(last < 1 << 52);
        table.remove(last);
        assert!(table.room.lock().unwrap().free.is_empty());
    }

    #[test]
    fn every_slot_has_a_place_of_its_own() {
        let table = Handles::new(Kind::Access);
        let all: Vec<Handle> = (0..1_000).map(|it| table.insert(Arc::new(it)).unwrap()).collect();
        let found = all.iter().map(|handle| *table.get(*handle).unwrap());
        assert!(found.eq(0..1_000));
        assert_eq!(batch(FIRST_BATCH - 1), (0, FIRST_BATCH - 1));
        assert_eq!(batch(FIRST_BATCH), (1, 0));
        assert_eq!(batch(SLOTS - 1).0, BATCHES - 1);
    }

    #[test]
    fn a_million_are_enough() {
        let table = Handles::new(Kind::Access);
        table.room.lock().unwrap().used = SLOTS;
        assert!(table.insert(Arc::new(())).is_none());
    }
}
