//! Damage is always noticed, and costs no more than its block.

use std::path::Path;
use std::sync::Arc;

use super::world::{DIR, World, checkpoint_path, numbers, of_many_uses};
use crate::log::layout::{BLOCK, BLOCKS, FRAME, HEADER, SEGMENT};
use crate::log::{Damage, Entry, Item, Record, Room, State, What, read};
use crate::seams::Disk;
use crate::seams::memory::Faults;

/// A log of two blocks and a bit.
fn small_log() -> World {
    let world = World::new();
    let log = world.log(1);
    (0..COUNT).for_each(|number| {
        world.write(&log, 1, number);
    });
    world
}

const COUNT: u64 = 110;
/// The length of the frame of one of its records.
const CLOCK: u64 = (FRAME + 37 + 8) as u64;

fn signed_log() -> World {
    let world = small_log();
    world.log(2).checkpoint(&world.key()).unwrap();
    World::on(world.disk.copy())
}

#[test]
fn every_flipped_bit_in_a_segment_is_reported_in_its_block_and_costs_no_other() {
    let world = World::new();
    let log = world.log(1);
    // Mostly long records: each flip has the whole log judged, and chaining takes its time.
    for number in 0..5 {
        world.write(&log, 1, number);
        log.append(&world.record(1, of_many_uses(70)), Room::Normal).unwrap();
    }
    let path = world.segments().remove(0);
    let mut sound = world.disk.get(&path);
    let used = sound.iter().rposition(|byte| *byte != 0).unwrap() + 1;
    // Every bit of what is written; of the zeros behind it some, in a file cut short for speed.
    sound.truncate(used.next_multiple_of(BLOCK) + BLOCK);
    let zeros = (used + 1..sound.len()).step_by(97).flat_map(|byte| [byte * 8, byte * 8 + 7]);
    let bits: Vec<_> = (0..used * 8).chain(zeros).collect();
    std::thread::scope(|scope| {
        for bits in bits.chunks(bits.len().div_ceil(2)) {
            scope.spawn(|| {
                let world = World::on(world.disk.copy());
                bits.iter().for_each(|bit| check_flipped(&world, &path, &sound, *bit));
            });
        }
    });
}

#[test]
fn what_damage_cuts_off_from_the_signature_is_unsigned() {
    let world = signed_log();
    assert_eq!(world.verify().unsigned, 0);
    let path = world.segments().remove(0);
    let mut bytes = world.disk.get(&path);
    bytes[HEADER + 20 * CLOCK as usize + FRAME] ^= 1;
    world.disk.put(&path, bytes);
    let before = world.entries().into_iter().filter(|it| it.place.block == 0);
    let before = before.filter(|entry| matches!(entry.item, Item::Record(_))).count() as u64;
    assert!(before > 10, "{before}");
    assert_eq!(world.verify().unsigned, before);
}

#[test]
fn a_place_counts_the_frames_of_its_segment() {
    let places = small_log().entries().into_iter().map(|entry| entry.place.seq);
    assert!(places.eq(0..COUNT));
}

#[test]
fn damage_in_many_segments_is_reported_in_their_order() {
    let world = World::new();
    let log = world.log(1);
    while world.segments().len() < 10 {
        log.append(&world.record(1, of_many_uses(70)), Room::Normal).unwrap();
    }
    drop(log);
    let damaged = &world.segments()[..9];
    for path in damaged {
        let mut bytes = world.disk.get(path);
        bytes[BLOCK + HEADER + FRAME] ^= 1;
        world.disk.put(path, bytes);
    }
    let report = world.verify();
    let files: Vec<_> = report.problems.iter().map(|problem| problem.file.as_str()).collect();
    let names = damaged.iter().map(|path| path.file_name().unwrap().to_str().unwrap());
    assert_eq!(files, names.collect::<Vec<_>>());
    let read = world.records().len() as u64;
    assert_eq!((report.segments, report.records), (10, read));
}

fn check_flipped(world: &World, path: &Path, sound: &[u8], bit: usize) {
    let mut bytes = sound.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    world.disk.put(path, bytes);
    let block = (bit / 8 / BLOCK) as u32;

    let report = world.verify();
    assert_eq!(report.state, State::Damaged, "bit {bit}: {report:#?}");
    assert_eq!(report.problems.len(), 1, "bit {bit}: {report:#?}");
    let problem = &report.problems[0];
    assert_eq!(problem.block, block, "bit {bit}");
    assert_eq!(problem.offset / BLOCK as u64, u64::from(block), "bit {bit}");
    assert!(problem.offset <= bit as u64 / 8, "bit {bit}");

    if bit.is_multiple_of(61) {
        let damaged = records_outside(world, block);
        world.disk.put(path, sound.to_vec());
        assert_eq!(damaged, records_outside(world, block), "bit {bit}");
    }
}

fn records_outside(world: &World, block: u32) -> Vec<Entry> {
    let mut entries = world.entries();
    entries.retain(|entry| entry.place.block != block && matches!(entry.item, Item::Record(_)));
    entries
}

#[test]
fn every_flipped_bit_in_the_checkpoint_is_reported() {
    let world = signed_log();
    let path = checkpoint_path();
    let sound = world.disk.get(&path);
    assert_eq!(world.verify().state, State::Clean);
    for bit in 0..sound.len() * 8 {
        let mut bytes = sound.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        world.disk.put(&path, bytes);
        let report = world.verify();
        assert_eq!(report.state, State::Damaged, "bit {bit}: {report:#?}");
        assert_eq!(report.problems[0].file, "checkpoint");
    }
}

#[test]
fn truncation_anywhere_keeps_what_is_before_it() {
    let world = signed_log();
    let path = world.segments().remove(0);
    let sound = world.disk.get(&path);
    let starts: Vec<_> = world.entries().iter().map(|entry| entry.place.offset).collect();
    for length in (0..BLOCK).chain((BLOCK..2 * BLOCK).step_by(31)) {
        world.disk.put(&path, sound[..length].to_vec());
        let read = numbers(&world.records()).len();
        let whole = starts.iter().filter(|start| **start + CLOCK <= length as u64).count();
        // The last byte of a tag may be zero, and is not missed then.
        assert!(read == whole || read == whole + 1, "{length}: {read} of {whole}");
        let report = world.verify();
        assert!(report.state >= State::Damaged, "{length}: {report:#?}");
        drop(World::on(world.disk.copy()).open(2));
    }
}

#[test]
fn a_block_that_cannot_be_read_costs_no_other() {
    let world = small_log();
    let faults = Faults { unreadable: Some(BLOCK as u64), ..Faults::default() };
    let before = numbers(&records_of(&world, |block| block != 1));
    world.disk.set_faults(faults);
    assert_eq!(numbers(&world.records()), before);
    let report = world.verify();
    assert_eq!((report.state, report.problems.len()), (State::Damaged, 1), "{report:#?}");
    let problem = &report.problems[0];
    assert_eq!((&problem.what, problem.block), (&What::Segment(Damage::Unreadable), 1));
}

fn records_of(world: &World, wanted: impl Fn(u32) -> bool) -> Vec<Record<'static>> {
    let record = |entry: Entry| match entry.item {
        Item::Record(record) if wanted(entry.place.block) => Some(record),
        _ => None,
    };
    world.entries().into_iter().filter_map(record).collect()
}

#[test]
fn a_segment_that_is_dropped_while_it_is_read_just_ends() {
    let world = small_log();
    let disk: Arc<dyn Disk> = Arc::new(world.disk.clone());
    let mut reader = read(&disk, Path::new(DIR)).unwrap();
    assert_eq!(reader.next().unwrap().place.seq, 0);
    disk.remove(&world.segments()[0]).unwrap();
    let rest: Vec<_> = reader.map(|entry| (entry.place.block, entry.item)).collect();
    assert!(!rest.is_empty());
    let sound = |(block, item): &(u32, Item)| *block == 0 && matches!(item, Item::Record(_));
    assert!(rest.iter().all(sound), "{rest:?}");
}

#[test]
fn what_follows_a_segments_last_block_is_damage_behind_it() {
    let world = small_log();
    let path = world.segments().remove(0);
    let mut bytes = world.disk.get(&path);
    bytes.resize(SEGMENT as usize, 0);
    world.disk.put(&path, bytes.clone());
    assert_eq!(world.verify().problems, []);
    bytes.push(1);
    world.disk.put(&path, bytes);
    let report = world.verify();
    assert_eq!((report.state, report.problems.len()), (State::Damaged, 1), "{report:#?}");
    let problem = &report.problems[0];
    assert_eq!(problem.what, What::Segment(Damage::TooLong));
    assert_eq!((problem.block, problem.offset), (BLOCKS, SEGMENT));
}

#[test]
fn noise_over_a_log_never_panics_and_never_verifies() {
    let world = signed_log();
    let path = world.segments().remove(0);
    let sound = world.disk.get(&path);
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..300 {
        let mut bytes = sound.clone();
        for _ in 0..random.usize(1..30) {
            let at = random.usize(..4 * BLOCK);
            let length = random.usize(1..64);
            bytes[at..at + length].iter_mut().for_each(|byte| *byte = random.u8(..));
        }
        world.disk.put(&path, bytes);
        assert!(world.verify().state >= State::Damaged);
        let records = world.records().len();
        let again = World::on(world.disk.copy());
        let log = again.log(2);
        again.write(&log, 2, 7);
        assert!(again.records().len() > records);
    }
}
