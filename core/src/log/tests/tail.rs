//! The end of a segment: which block a frame goes into, and how much space is filled for it.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::world::{DIR, World};
use crate::log::OpenError;
use crate::log::codec::{VERSION, kind};
use crate::log::frame::Draft;
use crate::log::layout::{BLOCK, Chain, FRAME, HEADER, SEAL, SEGMENT, SegmentId, block_start};
use crate::log::tail::Tail;
use crate::seams::{Open, Random, Seams};

const BLOCK_64: u64 = BLOCK as u64;
/// How much is filled in one go.
const STRIDE: u64 = 16 * 1024;

/// A tail that goes on at `position` in a file of that many blocks.
fn tail(world: &World, position: u64, blocks: u64) -> Tail {
    let path = Path::new(DIR).join("tail");
    world.disk.put(&path, vec![0; (blocks * BLOCK_64) as usize]);
    let file = world.seams.disk.open(&path, Open::Write).unwrap();
    let id = SegmentId::from_number(1);
    Tail::new(id, file.into(), Chain::start(id), position, blocks * BLOCK_64)
}

fn length(tail: &Tail) -> u64 {
    tail.file.len().unwrap()
}

fn write(tail: &mut Tail) -> u64 {
    let mut draft = Draft::new();
    draft.fill((kind::ERASED, VERSION), |put| put.u64(0)).unwrap();
    tail.write(&mut draft).unwrap().offset
}

#[test]
fn a_frame_goes_into_its_block_if_it_fits() {
    let at = |position, length, kind| tail(&World::new(), position, 0).slot(length, kind);
    let rest = BLOCK - 100;
    assert_eq!(at(0, 60, kind::ERASED), Some(0));
    assert_eq!(at(100, rest, kind::ERASED), Some(100));
    assert_eq!(at(100, rest + 1, kind::ERASED), Some(BLOCK_64));
    assert_eq!(at(block_start(62) + 100, rest, kind::ERASED), Some(block_start(62) + 100));
}

#[test]
fn the_last_block_keeps_room_for_the_seal() {
    let last = block_start(63);
    let at = |position, length, kind| tail(&World::new(), position, 0).slot(length, kind);
    let rest = BLOCK - 100;
    assert_eq!(at(last, 60, kind::ERASED), Some(last));
    assert_eq!(at(last + 100, rest - SEAL, kind::ERASED), Some(last + 100));
    assert_eq!(at(last + 100, rest - SEAL + 1, kind::ERASED), None);
    assert_eq!(at(last + 100, rest, kind::SEAL), Some(last + 100));
    assert_eq!(at(last + 100, rest + 1, kind::SEAL), None);
    assert_eq!(at(SEGMENT, 60, kind::SEAL), None);
}

#[test]
fn the_room_kept_for_the_seal_is_there_for_it() {
    let mut tail = tail(&World::new(), block_start(63), 63);
    let mut draft = Draft::new();
    let rest = BLOCK - HEADER - FRAME - SEAL;
    draft.fill((kind::ERASED, VERSION), |put| put.slice(&vec![1; rest])).unwrap();
    tail.write(&mut draft).unwrap();
    tail.seal().unwrap();
    assert_eq!(length(&tail), SEGMENT);
}

#[test]
fn space_is_filled_a_stride_at_a_time_and_never_past_the_end() {
    let world = World::new();
    let mut tail = tail(&world, 0, 0);
    assert!(!tail.fill_step(STRIDE).unwrap());
    assert_eq!((length(&tail), tail.ahead(100)), (STRIDE, STRIDE - 100));
    assert!(!tail.fill_step(STRIDE).unwrap());
    assert_eq!(length(&tail), STRIDE, "there was enough");
    assert!(tail.fill_step(3 * STRIDE).unwrap());
    assert_eq!(length(&tail), 2 * STRIDE);
    tail.fill(SEGMENT - 1).unwrap();
    assert_eq!((length(&tail), tail.ahead(SEGMENT + 1)), (SEGMENT, 0));
    assert!(!tail.fill_step(u64::MAX).unwrap());
    assert_eq!(length(&tail), SEGMENT);
}

#[test]
fn the_last_stride_ends_with_the_segment() {
    let mut tail = tail(&World::new(), 0, 63);
    tail.fill(SEGMENT).unwrap();
    assert_eq!(length(&tail), SEGMENT);
}

#[test]
fn a_record_asks_for_space_only_when_it_begins_a_block() {
    let world = World::new();
    let mut begun = tail(&world, BLOCK_64 + 100, 2);
    assert_eq!((write(&mut begun), length(&begun)), (BLOCK_64 + 100, 2 * BLOCK_64));
    let mut full = tail(&world, 2 * BLOCK_64, 2);
    assert_eq!(write(&mut full), 2 * BLOCK_64 + HEADER as u64);
    assert_eq!(length(&full), 2 * BLOCK_64 + STRIDE);
    assert_eq!(full.position(), 2 * BLOCK_64 + (HEADER + FRAME + 8) as u64);
}

/// Repeats a number before it goes on to the next.
struct Repeating(AtomicU64);

impl Random for Repeating {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill((self.0.fetch_add(1, Ordering::Relaxed) / 2) as u8);
        Ok(())
    }
}

#[test]
fn a_name_that_is_taken_is_not_taken_twice() {
    let world = World::new();
    let random = Arc::new(Repeating(AtomicU64::new(0)));
    let seams = Seams { random, ..world.seams.clone() };
    let create = |before| Tail::create(&seams, Path::new(DIR), before).unwrap();
    let (one, other) = (create(None), create(None));
    assert!(one.id < other.id);
    assert_eq!(create(Some(other.id)).id.seconds(), other.id.seconds() + 1);
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be_the_reason() {
    let nowhere = Path::new("/nowhere/at/all");
    let Err(OpenError::Io { error, .. }) = Tail::create(&Seams::system(), nowhere, None) else {
        panic!("made in a folder that is not there");
    };
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}
