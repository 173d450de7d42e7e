//! A disk that fails: what is acknowledged can be read, and what is lost is counted.

use std::io::ErrorKind;

use super::world::{DIR, World, allowed, info, numbers};
use crate::log::layout::BLOCKS;
use crate::log::{AppendError, Event, GapKind, Log, Record, Room};
use crate::seams::memory::Faults;
use crate::time::Time;

/// Appends until `count` tries are over; says which were acknowledged.
fn try_many(world: &World, log: &Log, count: u64, room: Room) -> Vec<u64> {
    let tries = (0..count).filter(|number| {
        world.pass(1);
        let event = Event::Clock { expected: Time::from_millis(*number as i64) };
        log.append(&world.record(1, event), room).is_ok()
    });
    tries.collect()
}

fn lost(world: &World) -> u64 {
    let lost = world.records().into_iter().map(|record| match record.event {
        Event::Gap { what: GapKind::LostRecords, count } => count,
        _ => 0,
    });
    lost.sum()
}

#[test]
fn whatever_the_space_what_is_acknowledged_can_be_read() {
    for space in (0..700_000).step_by(7_919) {
        let world = World::new();
        world.disk.set_faults(Faults { space: Some(space), ..Faults::default() });
        let Ok((log, _)) = Log::open(&world.seams, DIR.as_ref(), &info(1)) else { continue };
        let kept = try_many(&world, &log, 4_000, Room::Normal);
        let _ = log.prefill();
        assert_eq!(numbers(&world.records()), kept, "space {space}");
        world.disk.set_faults(Faults::default());
        world.write(&log, 1, 9_999);
        assert_eq!(lost(&world), 4_000 - kept.len() as u64, "space {space}");
        assert_eq!(numbers(&world.records()).len(), kept.len() + 1);
        assert_eq!(world.verify().problems, [], "a full disk damages nothing");
    }
}

#[test]
fn a_full_disk_keeps_room_for_what_must_be_said() {
    let world = World::new();
    let log = world.log(1);
    world.disk.set_faults(Faults { space: Some(0), ..Faults::default() });
    let normal = try_many(&world, &log, 2_000, Room::Normal);
    let refused = log.append(&world.record(1, Event::Erased), Room::Normal);
    assert!(matches!(refused, Err(AppendError::NoSpace)), "{refused:?}");
    let reserve = try_many(&world, &log, 2_000, Room::Reserve);
    assert!(normal.len() > 700 && reserve.len() > 90, "{} {}", normal.len(), reserve.len());
}

#[test]
fn after_a_write_that_failed_the_next_block_is_begun() {
    let world = World::new();
    let log = world.log(1);
    let first = log.append(&world.record(1, Event::Erased), Room::Normal).unwrap();
    world.disk.set_faults(Faults { every: Some(1), ..Faults::default() });
    assert!(log.append(&world.record(1, Event::Erased), Room::Normal).is_err());
    world.disk.set_faults(Faults::default());
    let next = log.append(&world.record(1, Event::Erased), Room::Normal).unwrap();
    assert_eq!((first.block, first.seq), (0, 0));
    assert_eq!((next.block, next.seq), (1, 2), "the gap is number 1");
    assert_eq!(lost(&world), 1);
}

#[test]
fn a_segment_that_was_spoiled_before_its_use_is_given_up_and_no_lease_with_it() {
    let world = World::new();
    let log = world.log(1);
    log.append(&world.record(1, allowed(11)), Room::Normal).unwrap();
    while world.segments().len() == 1 {
        world.write(&log, 1, 0);
    }
    let broken = || world.disk.set_faults(Faults { every: Some(1), ..Faults::default() });
    let whole = || world.disk.set_faults(Faults::default());
    let append = || log.append(&world.record(1, Event::Erased), Room::Reserve).map(|it| it.segment);
    let first = append().unwrap();
    // The rest of the segment, and then every block of the next, spoiled one after the other.
    for _ in 0..2 * BLOCKS {
        whole();
        log.prefill().unwrap();
        broken();
        assert!(append().is_err());
    }
    whole();
    assert!(append().unwrap() > first);
    assert_eq!(world.segments().len(), 3, "one of them is given up");
    drop(log);
    assert_eq!(world.open(2).1.ended_leases, 1);
}

#[test]
fn whichever_write_fails_what_is_acknowledged_can_be_read() {
    for every in (2..40).chain([100, 333, 1_000]) {
        check_failing(every, false);
        check_failing(every, true);
    }
}

fn check_failing(every: u64, late: bool) {
    let world = World::new();
    world.disk.set_faults(Faults { every: Some(every), late, ..Faults::default() });
    let Ok((log, _)) = Log::open(&world.seams, DIR.as_ref(), &info(1)) else { return };
    let mut kept = Vec::new();
    for round in 0..4 {
        let _ = log.prefill();
        kept.extend(try_many(&world, &log, 400, Room::Reserve));
        let read = numbers(&world.records());
        // A disk that wrote and said it did not leaves more than it said.
        assert!(late || read == kept, "every {every} round {round}");
        assert!(kept.iter().all(|number| read.contains(number)), "every {every} round {round}");
    }
    world.disk.set_faults(Faults::default());
    world.write(&log, 1, 9_999);
    assert!(late || lost(&world) == 1_600 - kept.len() as u64, "every {every}");
    nobody_is_accused(&world);
    drop(log);
    let again = world.log(2);
    world.write(&again, 2, 10_000);
    assert!(numbers(&world.records()).len() >= kept.len() + 2);
    nobody_is_accused(&world);
}

fn nobody_is_accused(world: &World) {
    let report = world.verify();
    assert!(report.problems.iter().all(|problem| !problem.tampered), "{report:#?}");
}

/// Opening looks at every block, some of them twice.
#[test]
fn whichever_read_fails_while_a_log_is_opened_nothing_is_missed_later() {
    let ways = [ErrorKind::Other, ErrorKind::NotFound];
    for read in (1..90).flat_map(|number| ways.map(|how| (number, how))) {
        let world = World::new();
        let log = world.log(1);
        try_many(&world, &log, 100, Room::Normal);
        log.append(&world.record(1, allowed(11)), Room::Normal).unwrap();
        drop(log);
        world.disk.set_faults(Faults { read: Some(read), ..Faults::default() });
        let log = world.log(2);
        world.disk.set_faults(Faults::default());
        world.write(&log, 2, 9_999);
        log.checkpoint(&world.key()).unwrap();
        assert_eq!(world.verify().problems, [], "read {read:?}");
        drop(log);
        drop(world.log(3));
        let died = |it: &Record<'_>| matches!(it.event, Event::LeaseEnd { lease: 11, .. });
        assert_eq!(world.records().iter().filter(|it| died(it)).count(), 1, "read {read:?}");
    }
}

#[test]
fn checkpoints_on_a_failing_disk_never_accuse_anybody() {
    for late in [false, true] {
        let world = World::new();
        let key = world.key();
        let (log, other) = (world.log(1), world.log(2));
        for every in 2..30 {
            world.disk.set_faults(Faults { every: Some(every), late, ..Faults::default() });
            try_many(&world, &log, 100, Room::Reserve);
            try_many(&world, &other, 30, Room::Reserve);
            let _ = if every % 2 == 0 { log.checkpoint(&key) } else { other.checkpoint(&key) };
            nobody_is_accused(&world);
        }
    }
}
