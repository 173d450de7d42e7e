//! Reading beside a writer at work: what was half written at the first look is whole at the second.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::world::{World, of_many_uses};
use crate::log::layout::{BLOCK, MAX_FRAMES, SegmentId};
use crate::log::scan::{Mark, Scan, Seen, Source};
use crate::log::{Damage, Room};
use crate::seams::DiskFile;

/// A file that looks different each time it is read, until it stays as it is. What is empty cannot
/// be read.
struct Turning {
    looks: Vec<Vec<u8>>,
    reads: AtomicUsize,
}

fn turning(looks: Vec<Vec<u8>>) -> Arc<Turning> {
    Arc::new(Turning { looks, reads: AtomicUsize::new(0) })
}

impl Turning {
    fn last(&self) -> &[u8] {
        self.looks.last().unwrap()
    }
}

impl DiskFile for Turning {
    fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        let read = self.reads.fetch_add(1, Ordering::Relaxed);
        let look = self.looks.get(read).map_or(self.last(), Vec::as_slice);
        if look.is_empty() {
            return Err(io::Error::other("broken"));
        }
        let from = look.get(offset as usize..).unwrap_or_default();
        let length = from.len().min(bytes.len());
        bytes[..length].copy_from_slice(&from[..length]);
        Ok(length)
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.last().len() as u64)
    }

    fn write_at(&self, _: &[u8], _: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_len(&self, _: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    fn try_lock(&self) -> io::Result<bool> {
        Ok(false)
    }

    fn unlock(&self) -> io::Result<()> {
        Ok(())
    }

    fn is_linked(&self) -> io::Result<bool> {
        Ok(true)
    }
}

/// A segment as it was after each of `counts` long records; three of them fill a block.
fn looks(counts: &[usize]) -> (SegmentId, Vec<Vec<u8>>) {
    let world = World::new();
    let log = world.log(1);
    let look = |count: &usize| {
        while log.written().unwrap() < *count as u64 {
            log.append(&world.record(1, of_many_uses(20)), Room::Normal).unwrap();
        }
        world.disk.get(&world.segments()[0])
    };
    let looks = counts.iter().map(look).collect();
    let name = world.segments()[0].file_name().unwrap().to_str().unwrap().to_owned();
    (SegmentId::from_file_name(&name).unwrap(), looks)
}

/// The numbers of the frames that a reader comes across, and the damage.
fn scan(id: SegmentId, looks: Vec<Vec<u8>>) -> (Vec<u64>, Vec<Damage>) {
    let mut scan = Scan::new(Source::Held(turning(looks)), id, Mark::start(id)).unwrap();
    let (mut numbers, mut damages) = (Vec::new(), Vec::new());
    while let Some(seen) = scan.next() {
        match seen {
            Seen::Block(_) => {}
            Seen::Frame(_, frame) => numbers.push(frame.seq),
            Seen::Damage(_, damage) => damages.push(damage),
        }
    }
    (numbers, damages)
}

/// More often than any writer can have been at work in a block.
#[test]
fn a_block_that_never_reads_the_same_twice_is_judged_all_the_same() {
    let (id, looks) = looks(&[2]);
    let last = looks[0].iter().rposition(|byte| *byte != 0).unwrap();
    let turned = |turn: usize| {
        let mut look = looks[0].clone();
        look[last] ^= turn as u8;
        look
    };
    let file = turning((1..256).map(turned).collect());
    let mut scan = Scan::new(Source::Held(file.clone()), id, Mark::start(id)).unwrap();
    let damaged = std::iter::from_fn(|| scan.next()).any(|seen| matches!(seen, Seen::Damage(..)));
    let reads = file.reads.load(Ordering::Relaxed) as u64;
    assert!(damaged && reads < 2 * MAX_FRAMES, "{reads}");
}

#[test]
fn what_is_torn_at_the_first_look_only_is_read_at_the_second() {
    let (id, looks) = looks(&[2]);
    let whole = &looks[0];
    let last = whole.iter().rposition(|byte| *byte != 0).unwrap();
    for (at, damage, sound) in
        [(10, Damage::Header, 0), (last, Damage::Frame, 1), (last + 99, Damage::Padding, 2)]
    {
        let mut torn = whole.clone();
        torn[at] ^= 1;
        assert_eq!(scan(id, vec![torn.clone(), whole.clone()]), (vec![0, 1], vec![]), "{at}");
        assert_eq!(scan(id, vec![torn]), ((0..sound).collect(), vec![damage]), "{at}");
    }
}

#[test]
fn a_writer_that_went_on_behind_the_readers_back_is_caught_up_with() {
    let (id, looks) = looks(&[1, 5]);
    assert_eq!(scan(id, looks), ((0..5).collect(), vec![]));
}

#[test]
fn a_block_that_cannot_be_read_is_not_written_over() {
    let (id, looks) = looks(&[5]);
    let whole = &looks[0];
    let file = turning(vec![whole.clone(), Vec::new(), whole.clone()]);
    let mut scan = Scan::new(Source::Held(file), id, Mark::start(id)).unwrap();
    while scan.next().is_some() {}
    assert_eq!((scan.mark().used, scan.chain().seq), (2, 3));
}

#[test]
fn nothing_is_read_behind_the_end_of_the_file() {
    let (id, mut looks) = looks(&[5]);
    looks[0].truncate(2 * BLOCK);
    let file = turning(looks);
    let mut scan = Scan::new(Source::Held(file.clone()), id, Mark::start(id)).unwrap();
    while scan.next().is_some() {}
    assert_eq!((file.reads.load(Ordering::Relaxed), scan.chain().seq), (2, 5));
}
