//! Going on where a process left off.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::world::{DIR, World, allowed, info, numbers, released};
use crate::log::layout::BLOCK;
use crate::log::{Event, GapKind, Item, LeaseEnd, Log, Record, Room, State};
use crate::seams::memory::MemDisk;
use crate::seams::{Disk, DiskFile, Open, Seams};
use crate::time::Span;

pub(super) fn append(world: &World, log: &Log, process: u32, event: Event<'static>) {
    world.pass(10);
    log.append(&world.record(process, event), Room::Normal).unwrap();
}

pub(super) fn deaths(records: &[Record<'_>]) -> Vec<(u32, u64, Span)> {
    let deaths = records.iter().filter_map(|record| match record.event {
        Event::LeaseEnd { lease, how: LeaseEnd::ProcessDied, held } => {
            Some((record.process, lease, held))
        }
        _ => None,
    });
    deaths.collect()
}

#[test]
fn a_segment_left_behind_is_gone_on_with() {
    let world = World::new();
    for process in 0..5 {
        let (log, recovery) = world.open(process);
        assert_eq!(recovery.adopted, process > 0);
        (0..30).for_each(|number| {
            world.write(&log, process, u64::from(process) * 30 + number);
        });
    }
    assert_eq!(world.segments().len(), 1);
    assert_eq!(numbers(&world.records()), (0..150).collect::<Vec<_>>());
    assert_eq!(world.verify().state, State::UnsignedTail { records: 150 });
}

#[test]
fn open_leases_of_the_dead_are_ended_once_and_first() {
    let world = World::new();
    let log = world.log(1);
    append(&world, &log, 1, allowed(11));
    append(&world, &log, 1, allowed(12));
    append(&world, &log, 1, released(11));
    append(&world, &log, 1, Event::Erased);
    drop(log);
    let (log, recovery) = world.open(2);
    assert_eq!((recovery.ended_leases, recovery.dead_processes), (1, 1));
    assert_eq!(deaths(&world.records()), [(1, 12, Span::from_millis(20))]);
    assert_eq!(deaths(&world.records()[4..5]).len(), 1);
    drop(log);
    let (_log, recovery) = world.open(3);
    assert_eq!(recovery.ended_leases, 0);
    assert_eq!(deaths(&world.records()).len(), 1);
}

#[test]
fn a_lease_held_across_a_full_segment_is_ended_too() {
    let world = World::new();
    let log = world.log(1);
    append(&world, &log, 1, allowed(11));
    append(&world, &log, 1, allowed(12));
    for number in 0..9_000 {
        world.write(&log, 1, number);
    }
    append(&world, &log, 1, released(11));
    assert!(world.segments().len() > 2);
    drop(log);
    let (_log, recovery) = world.open(2);
    assert_eq!(recovery.ended_leases, 1);
    let deaths = deaths(&world.records());
    assert_eq!(deaths[0].1, 12);
    assert!(deaths[0].2 >= Span::seconds(9));
}

#[test]
fn of_many_left_behind_one_is_gone_on_with_and_the_others_are_sealed() {
    let world = World::new();
    let logs: Vec<_> = (0..6).map(|process| world.log(process)).collect();
    for (log, process) in logs.iter().zip(0..) {
        append(&world, log, process, allowed(100 + u64::from(process)));
    }
    drop(logs);
    let abandoned = world.disk.copy();
    let (log, recovery) = world.open(9);
    assert_eq!((recovery.ended_leases, recovery.dead_processes), (6, 6));
    assert_eq!(deaths(&world.records()).len(), 6);
    assert_eq!(changed_since(&world, &abandoned), 6);
    drop(log);
    let before = world.disk.copy();
    let (log, recovery) = world.open(10);
    assert_eq!((recovery.ended_leases, recovery.adopted), (0, true));
    world.write(&log, 10, 1);
    assert_eq!(world.segments().len(), 6);
    assert_eq!(changed_since(&world, &before), 1, "only the adopted one");
    assert_eq!(world.verify().problems, []);
}

fn changed_since(world: &World, before: &MemDisk) -> usize {
    let changed = |path: &&PathBuf| before.get(path) != world.disk.get(path);
    world.segments().iter().filter(changed).count()
}

#[test]
fn a_live_process_is_left_alone() {
    let world = World::new();
    let one = world.log(1);
    append(&world, &one, 1, allowed(11));
    let (_other, recovery) = world.open(2);
    assert_eq!((recovery.adopted, recovery.ended_leases), (false, 0));
    append(&world, &one, 1, released(11));
    assert_eq!(deaths(&world.records()), []);
}

#[test]
fn damage_at_the_end_is_left_as_it_is_and_written_down_once() {
    let world = World::new();
    let log = world.log(1);
    (0..200).for_each(|number| {
        world.write(&log, 1, number);
    });
    log.checkpoint(&world.key()).unwrap();
    drop(log);
    let path = world.segments().remove(0);
    let mut bytes = world.disk.get(&path);
    let last = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    bytes[last - last % BLOCK + 200] ^= 1;
    world.disk.put(&path, bytes.clone());

    let (log, recovery) = world.open(2);
    assert_eq!((recovery.adopted, recovery.damaged_blocks), (true, 1));
    (200..300).for_each(|number| {
        world.write(&log, 2, number);
    });
    drop(log);
    assert_eq!(world.open(3).1.damaged_blocks, 0, "known by now");
    let end = last.next_multiple_of(BLOCK);
    assert_eq!(world.disk.get(&path)[..end], bytes[..end]);
    let gap = Event::Gap { what: GapKind::DamagedBlocks, count: 1 };
    assert_eq!(world.records().iter().filter(|record| record.event == gap).count(), 1);
    let report = world.verify();
    assert_eq!((report.state, report.problems.len()), (State::Damaged, 1), "{report:#?}");
    assert!(numbers(&world.records()).ends_with(&(200..300).collect::<Vec<_>>()));
}

#[test]
fn a_segment_of_another_format_is_left_untouched_and_counted() {
    let world = World::new();
    let log = world.log(1);
    world.write(&log, 1, 1);
    drop(log);
    let path = world.segments().remove(0);
    let mut bytes = world.disk.get(&path);
    bytes[4] = 2;
    let crc = crc32c::crc32c(&bytes[..44]);
    bytes[44..48].copy_from_slice(&crc.to_le_bytes());
    world.disk.put(&path, bytes.clone());

    let (log, recovery) = world.open(2);
    assert_eq!((recovery.adopted, recovery.foreign_segments), (false, 1));
    world.write(&log, 2, 2);
    assert_eq!(world.disk.get(&path), bytes);
    assert_eq!(numbers(&world.records()), [2]);
    let report = world.verify();
    assert_eq!((report.foreign, report.problems), (1, vec![]));
}

#[test]
fn noise_and_empty_files_do_not_keep_the_log_from_opening() {
    let world = World::new();
    let folder = std::path::Path::new(super::world::DIR).join("log");
    let mut random = fastrand::Rng::with_seed(1);
    for name in 0..20u64 {
        let noise = (0..random.usize(..20_000)).map(|_| random.u8(..)).collect();
        world.disk.put(&folder.join(format!("{name:016x}.seg")), noise);
    }
    world.disk.put(&folder.join("00000000000000ff.seg"), Vec::new());
    world.disk.put(&folder.join("notes.txt"), b"mine".to_vec());
    let (log, recovery) = world.open(1);
    assert!(recovery.adopted, "the empty one");
    world.write(&log, 1, 1);
    assert_eq!(numbers(&world.records()), [1]);
    let damage = |entry: &crate::log::Entry| matches!(entry.item, Item::Damage(_));
    assert!(world.entries().iter().filter(|entry| damage(entry)).count() >= 19);
    assert_eq!(world.verify().state, State::Damaged);
}

#[test]
fn a_segment_prepared_by_the_dead_is_used_and_not_piled_up() {
    let world = World::new();
    for process in 0..10 {
        let log = world.log(process);
        (0..2_000).for_each(|number| {
            world.write(&log, process, number);
        });
        log.prefill().unwrap();
    }
    let used = world.entries().iter().map(|entry| entry.place.segment).max().unwrap();
    let names = world.segments();
    let newest = names.iter().filter(|path| path.to_str().unwrap() > &*format!("/gate/log/{used}"));
    assert!(newest.count() <= 2, "{names:?}");
}

/// A disk on which something happens right after a file was made.
struct Interrupted {
    disk: MemDisk,
    act: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Disk for Interrupted {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>> {
        let file = self.disk.open(path, how);
        let act = self.act.lock().unwrap().take_if(|_| how == Open::New);
        act.into_iter().for_each(|act| act());
        file
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.disk.create_dir(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.disk.list(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.disk.sync_dir(path)
    }
}

#[test]
fn a_segment_that_another_process_found_before_it_was_locked_is_not_begun_anew() {
    let world = World::new();
    let (disk, clock) = (world.disk.clone(), world.clock.clone());
    let other = World { disk, clock, seams: world.seams.clone() };
    let act = move || {
        let (log, recovery) = other.open(1);
        assert!(recovery.adopted, "it finds the segment that was just made");
        other.write(&log, 1, 1);
    };
    let disk = Interrupted { disk: world.disk.clone(), act: Mutex::new(Some(Box::new(act))) };
    let seams = Seams { disk: Arc::new(disk), ..world.seams.clone() };
    let (log, _) = Log::open(&seams, DIR.as_ref(), &info(2)).unwrap();
    world.write(&log, 2, 2);
    assert_eq!(numbers(&world.records()), [1, 2]);
    assert_eq!(world.segments().len(), 2);
}
