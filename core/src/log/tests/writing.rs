//! Writing: what is appended is read, in one segment and over many.

use super::world::{DIR, World, allowed, info, numbers, of_many_uses};
use crate::log::layout::{BLOCK, SEGMENT};
use crate::log::{
    AppendError, Decision, Event, GapKind, Item, Log, OpenError, Record, Room, State,
};
use crate::seams::{Disk, Open};

#[test]
fn what_is_appended_is_read_in_order() {
    let world = World::new();
    let log = world.log(1);
    let written: Vec<_> = (0..500).map(|number| world.write(&log, 1, number)).collect();
    assert_eq!(world.records(), written);
    let report = world.verify();
    assert_eq!(report.state, State::UnsignedTail { records: 500 });
    assert_eq!((report.records, report.segments, report.problems.len()), (500, 1, 0));
}

#[test]
fn a_place_says_where_the_record_stands() {
    let world = World::new();
    let log = world.log(1);
    let places: Vec<_> = (0..300)
        .map(|_| log.append(&world.record(1, Event::Erased), Room::Normal).unwrap())
        .collect();
    let read: Vec<_> = world.entries().into_iter().map(|entry| entry.place).collect();
    assert_eq!(read, places);
    assert!(places.iter().any(|place| place.block == 2));
}

#[test]
fn a_full_segment_is_sealed_and_the_next_goes_on() {
    let world = World::new();
    let log = world.log(1);
    for number in 0..9_000 {
        world.write(&log, 1, number);
        if number % 500 == 0 {
            log.prefill().unwrap();
        }
    }
    assert_eq!(numbers(&world.records()), (0..9_000).collect::<Vec<_>>());
    assert!(world.segments().len() >= 3);
    let report = world.verify();
    assert_eq!((report.records, report.problems), (9_000, vec![]));
    let first = world.disk.get(&world.segments()[0]);
    assert_eq!(first.len() as u64, SEGMENT);
    for number in 0..9_000 {
        world.write(&log, 1, number);
    }
    assert_eq!(world.disk.get(&world.segments()[0]), first, "a sealed segment never changes");
}

#[test]
fn however_little_room_is_left_it_is_enough_for_the_seal() {
    for length in 1..40 {
        let world = World::new();
        let log = world.log(1);
        let Event::Decision(decision) = allowed(0) else { panic!() };
        let purpose = "x".repeat(length).into();
        let record = world.record(1, Event::Decision(Decision { purpose, ..decision }));
        let first = log.append(&record, Room::Normal).unwrap().segment;
        while log.append(&record, Room::Normal).unwrap().segment == first {}
        log.checkpoint(&world.key()).unwrap();
        let first = world.disk.open(&world.segments()[0], Open::Read).unwrap();
        assert!(first.try_lock().unwrap(), "what is not sealed stays locked: {length}");
    }
}

#[test]
fn records_of_every_size_fill_blocks_without_crossing_them() {
    let world = World::new();
    let log = world.log(1);
    let mut random = fastrand::Rng::with_seed(5);
    let mut records: Vec<_> = (0..3_000).map(|_| super::sample::record(&mut random)).collect();
    // Those of checkpoints are the log's own business: verify takes them at their word.
    records.retain(|record| !matches!(record.event, Event::Checkpoint { .. }));
    // Within a process time since the device started never goes back.
    records.sort_by_key(|record| record.boot);
    for record in &records {
        world.pass(100);
        let place = log.append(record, Room::Normal).unwrap();
        assert_eq!(place.offset / BLOCK as u64, u64::from(place.block));
    }
    let mut read = world.entries();
    read.sort_by_key(|entry| entry.place);
    let read: Vec<_> = read.into_iter().map(|entry| entry.item).collect();
    assert_eq!(read, records.into_iter().map(Item::Record).collect::<Vec<_>>());
    assert_eq!(world.verify().problems, []);
}

#[test]
fn a_record_longer_than_a_block_is_refused_and_the_log_goes_on() {
    let world = World::new();
    let log = world.log(1);
    assert!(log.append(&world.record(1, of_many_uses(255)), Room::Normal).is_ok());
    let refused = log.append(&world.record(1, of_many_uses(256)), Room::Normal);
    assert!(matches!(refused, Err(AppendError::TooLong)));
    world.write(&log, 1, 1);
    assert_eq!(numbers(&world.records()), [1]);
}

#[test]
fn a_folder_without_locks_is_refused() {
    let world = World::new();
    world.disk.set_faults(crate::seams::memory::Faults { no_locks: true, ..Default::default() });
    let refused = Log::open(&world.seams, DIR.as_ref(), &info(1));
    assert!(matches!(refused, Err(OpenError::NoLocks { .. })), "{refused:?}");
}

#[test]
fn many_threads_may_append() {
    let world = World::new();
    let log = world.log(1);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (log, world) = (&log, &world);
            scope.spawn(move || {
                (0..500).for_each(|number| {
                    world.write(log, 1, thread * 500 + number);
                });
            });
        }
        scope.spawn(|| (0..50).for_each(|_| log.prefill().unwrap()));
    });
    let mut all = numbers(&world.records());
    all.sort_unstable();
    assert_eq!(all, (0..2_000).collect::<Vec<_>>());
    assert_eq!(world.verify().problems, []);
}

#[test]
fn the_system_disk_does_as_the_one_in_memory() {
    let dir = std::env::temp_dir().join(format!("menshen-log-{}", std::process::id()));
    // A test that was killed leaves its folder, and numbers of processes come again.
    let _ = std::fs::remove_dir_all(&dir);
    let seams = crate::seams::Seams::system();
    let world = World::new();
    for process in 0..2 {
        let (log, recovery) = Log::open(&seams, &dir, &info(process)).unwrap();
        assert_eq!(recovery.adopted, process == 1);
        (0..200).for_each(|number| {
            world.write(&log, process, number);
        });
        let key = crate::log::SoftwareKey::open(&seams, &dir.join("key")).unwrap();
        assert_eq!(log.checkpoint(&key).unwrap(), u64::from(process) + 1);
    }
    let report = crate::log::verify(&seams.disk, &dir, &Default::default()).unwrap();
    assert_eq!((report.state, report.records), (State::Clean, 402), "{:?}", report.problems);
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_record_of_the_logs_own_is_about_nobody() {
    let world = World::new();
    let log = world.log(1);
    let policy = "2025-01-01".parse().unwrap();
    let last = Record { subject: 77, policy, ..world.record(1, Event::Erased) };
    log.append(&last, Room::Normal).unwrap();
    log.checkpoint(&world.key()).unwrap();
    let own = world.records().pop().unwrap();
    assert!(matches!(own.event, Event::Checkpoint { number: 1, .. }));
    assert_eq!((own.process, own.subject, own.app, own.policy), (1, 0, last.app, policy));
    assert_eq!((own.wall, own.boot), (world.seams.clock.wall(), world.seams.clock.boot()));
    assert_eq!(log.written().unwrap(), 2);
}

#[test]
fn a_new_segment_is_named_by_the_time_and_has_64_kib_ready() {
    let world = World::new();
    let log = world.log(1);
    let place = log.append(&world.record(1, Event::Erased), Room::Normal).unwrap();
    assert_eq!(place.segment.seconds() as i64, world.seams.clock.wall().millis() / 1000);
    assert_eq!(world.disk.get(&world.segments()[0]).len(), 64 * 1024);
}

#[test]
fn a_writer_whose_segment_was_removed_goes_on_in_another_and_counts_what_is_lost() {
    let world = World::new();
    let log = world.log(1);
    (0..3).for_each(|number| drop(world.write(&log, 1, number)));
    log.append(&world.record(1, allowed(7)), Room::Normal).unwrap();
    Disk::remove(&world.disk, &world.segments()[0]).unwrap();
    (4..6).for_each(|number| drop(world.write(&log, 1, number)));
    assert_eq!(numbers(&world.records()), [4, 5]);
    let gap = Event::Gap { what: GapKind::LostRecords, count: 4 };
    assert!(world.records().iter().any(|record| record.event == gap), "{:?}", world.records());
    drop(log);
    assert_eq!(world.open(2).1.ended_leases, 1, "open leases go along");
}

#[test]
fn of_a_prepared_segment_only_what_is_still_there_is_gone_on_with() {
    for removed in [1, 2] {
        let world = World::new();
        let log = world.log(1);
        (0..1_900).for_each(|number| drop(world.write(&log, 1, number)));
        log.prefill().unwrap();
        let segments = world.segments();
        assert_eq!(segments.len(), 2);
        segments.iter().take(removed).for_each(|segment| {
            Disk::remove(&world.disk, segment).unwrap();
        });
        world.write(&log, 1, 7);
        assert_eq!(numbers(&world.records()), [7], "{removed} removed");
        let goes_on_there = world.segments().contains(&segments[1]);
        assert_eq!((world.segments().len(), goes_on_there), (1, removed == 1));
    }
}

#[test]
fn an_append_takes_no_more_space_than_the_reserve_asks_for() {
    let world = World::new();
    let log = world.log(1);
    for number in 0..1_500 {
        world.write(&log, 1, number);
        let bytes = world.disk.get(&world.segments()[0]);
        let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        assert!(bytes.len() - used <= 64 * 1024, "{used} of {}", bytes.len());
    }
}

#[test]
fn space_is_kept_ahead_and_the_next_segment_prepared_in_the_second_half() {
    let world = World::new();
    let log = world.log(1);
    for (records, segments) in [(0, 1), (1_000, 1), (900, 2)] {
        (0..records).for_each(|number| drop(world.write(&log, 1, number)));
        log.prefill().unwrap();
        assert_eq!(world.segments().len(), segments, "after {records} more");
        let bytes = world.disk.get(&world.segments()[0]);
        let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        assert!(bytes.len() - used >= 64 * 1024, "{} of {}", used, bytes.len());
    }
    assert_eq!(world.disk.get(&world.segments()[1]).len(), 64 * 1024);
}
