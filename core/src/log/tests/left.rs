//! What the dead leave behind: leases, full segments, and segments that were prepared.

use std::path::PathBuf;

use super::adoption::{append, deaths};
use super::world::{World, allowed};
use crate::log::layout::{BLOCKS, SEAL, SEGMENT};
use crate::log::{Event, Log, Room};
use crate::time::{Span, Time};

#[test]
fn the_dead_are_cleared_up_after_in_turns() {
    let world = World::new();
    let logs: Vec<_> = (0..40).map(|process| world.log(process)).collect();
    for (log, process) in logs.iter().zip(0..) {
        append(&world, log, process, allowed(100 + u64::from(process)));
    }
    drop(logs);
    assert_eq!(world.open(41).1.ended_leases, 32);
    assert_eq!(world.open(42).1.ended_leases, 8);
}

#[test]
fn a_lease_is_not_ended_twice_when_a_loss_of_power_took_the_seal() {
    let world = World::new();
    let logs: Vec<_> = (1..3).map(|process| world.log(process)).collect();
    append(&world, &logs[0], 1, allowed(11));
    append(&world, &logs[1], 2, Event::Erased);
    drop(logs);
    let left = world.segments().remove(0);
    let unsealed = world.disk.get(&left);
    let (log, recovery) = world.open(9);
    assert_eq!(recovery.ended_leases, 1);
    drop(log);
    assert_ne!(world.disk.get(&left), unsealed);
    world.disk.put(&left, unsealed);
    assert_eq!(world.open(10).1.ended_leases, 0);
    assert_eq!(deaths(&world.records()).len(), 1);
}

#[test]
fn a_segment_prepared_by_the_dead_comes_after_the_one_gone_on_with() {
    let world = World::new();
    let log = world.log(1);
    (0..2_000).for_each(|number| {
        world.write(&log, 1, number);
    });
    log.prefill().unwrap();
    drop(log);
    let segments = world.segments();
    assert_eq!(segments.len(), 2);
    let log = world.log(2);
    assert!(world.disk.get(&segments[1]).iter().all(|byte| *byte == 0), "nothing is in it yet");
    let places: Vec<_> = (2_000..4_000).map(|number| place(&world, &log, number)).collect();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(places[0], name(&segments[0]));
    assert_eq!(places[1_999], name(&segments[1]));
    assert_eq!(world.segments(), segments);
}

/// In which file a record comes to stand.
fn place(world: &World, log: &Log, number: i64) -> String {
    world.pass(1);
    log.append(&world.record(2, clock(number)), Room::Normal).unwrap().segment.file_name()
}

/// A segment with its last block begun, as a kill leaves it, and one prepared behind it.
fn full(world: &World) -> PathBuf {
    let log = world.log(1);
    let block = |number| log.append(&world.record(1, clock(number)), Room::Normal).unwrap().block;
    (0..).find(|number| block(*number) == BLOCKS - 1).unwrap();
    world.segments().remove(0)
}

fn clock(number: i64) -> Event<'static> {
    Event::Clock { expected: Time::from_millis(number) }
}

#[test]
fn a_full_segment_is_sealed_where_it_ends() {
    let world = World::new();
    let path = full(&world);
    let left = world.disk.get(&path);
    let end = left.iter().rposition(|byte| *byte != 0).unwrap() + 1;
    world.open(2);
    let sealed = world.disk.get(&path);
    assert_eq!(sealed[..end], left[..end]);
    assert!(sealed[end..end + SEAL].iter().any(|byte| *byte != 0), "the seal");
    assert!(sealed[end + SEAL..].iter().all(|byte| *byte == 0));
    assert_eq!(world.verify().problems, []);
    world.open(3);
    assert_eq!(world.disk.get(&path), sealed);
}

#[test]
fn a_full_segment_that_ends_in_damage_is_left_as_it_is() {
    let world = World::new();
    let path = full(&world);
    let mut left = world.disk.get(&path);
    let last = left.iter().rposition(|byte| *byte != 0).unwrap();
    left[last] ^= 1;
    world.disk.put(&path, left.clone());
    world.open(2);
    assert_eq!(world.disk.get(&path), left);
}

#[test]
fn a_death_written_down_by_another_says_nothing_about_when_one_lived() {
    let world = World::new();
    let log = world.log(1);
    append(&world, &log, 1, allowed(11));
    append(&world, &log, 1, allowed(12));
    append(&world, &log, 1, Event::Erased);
    drop(log);
    world.open(2);
    // The power fails, and takes the second of two deaths.
    let path = world.segments().remove(0);
    let mut left = world.disk.get(&path);
    let second = world.entries().into_iter().find(|entry| entry.place.seq == 4).unwrap();
    left[second.place.offset as usize..].fill(0);
    world.disk.put(&path, left);
    world.pass(60_000);
    world.open(3);
    let held: Vec<_> = deaths(&world.records()).into_iter().map(|(_, _, held)| held).collect();
    assert_eq!(held, [Span::from_millis(20), Span::from_millis(10)]);
}

#[test]
fn a_sealed_segment_is_told_by_its_last_block() {
    let world = World::new();
    let log = world.log(1);
    (0..9_000).for_each(|number| drop(world.write(&log, 1, number)));
    drop(log);
    let (sealed, before) = (world.segments().len() as u64 - 1, world.disk.reads());
    assert!(sealed >= 2);
    world.open(2);
    let reads = world.disk.reads() - before;
    assert!(reads <= 3 * sealed + 2 * u64::from(BLOCKS), "{reads} reads for {sealed} segments");
}

#[test]
fn a_file_longer_than_a_segment_is_not_gone_on_with() {
    let world = World::new();
    drop(world.write(&world.log(1), 1, 1));
    let path = world.segments().remove(0);
    let mut long = world.disk.get(&path);
    long.resize(SEGMENT as usize + 1, 0);
    world.disk.put(&path, long.clone());
    assert!(!world.open(2).1.adopted);
    assert_eq!(world.disk.get(&path), long);
}
