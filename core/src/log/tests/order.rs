//! Reading several segments as one.

use std::sync::atomic::Ordering;

use super::world::{World, numbers};
use crate::log::{Event, Log, Room};
use crate::time::Span;

fn start(world: &World, log: &Log, process: u32, boot_number: u64) {
    let (name, library) = (":main".into(), "0.1.0".into());
    let start = Event::ProcessStart { name, boot_number, library, recovered: 0 };
    log.append(&world.record(process, start), Room::Normal).unwrap();
}

#[test]
fn two_processes_write_two_segments_that_read_as_one() {
    let world = World::new();
    let (one, other) = (world.log(1), world.log(2));
    start(&world, &one, 1, 9);
    start(&world, &other, 2, 9);
    for number in 0..400 {
        let (log, process) = if number % 3 == 0 { (&one, 1) } else { (&other, 2) };
        world.write(log, process, number);
    }
    assert_eq!(world.segments().len(), 2);
    assert_eq!(numbers(&world.records()), (0..400).collect::<Vec<_>>());
}

#[test]
fn within_a_run_of_the_device_a_step_of_the_wall_clock_changes_nothing() {
    let world = World::new();
    let (one, other) = (world.log(1), world.log(2));
    start(&world, &one, 1, 9);
    start(&world, &other, 2, 9);
    for number in 0..40 {
        let (log, process) = if number % 2 == 0 { (&one, 1) } else { (&other, 2) };
        world.write(log, process, number);
        let step = if number % 3 == 0 { -7_200_000 } else { 3_600_000 };
        world.clock.wall.fetch_add(step, Ordering::Relaxed);
    }
    assert_eq!(numbers(&world.records()), (0..40).collect::<Vec<_>>());
}

#[test]
fn across_runs_the_wall_clock_counts() {
    let world = World::new();
    let (one, other) = (world.log(1), world.log(2));
    start(&world, &one, 1, 9);
    (0..10).for_each(|number| {
        world.write(&one, 1, number);
    });
    world.clock.boot.store(5, Ordering::Relaxed);
    start(&world, &other, 2, 10);
    (10..20).for_each(|number| {
        world.write(&other, 2, number);
    });
    assert_eq!(numbers(&world.records()), (0..20).collect::<Vec<_>>());
}

#[test]
fn within_a_millisecond_a_process_keeps_its_order_over_many_segments() {
    let world = World::new();
    let log = world.log(1);
    for number in 0..9_000 {
        let event = Event::Clock { expected: crate::time::Time::from_millis(number) };
        log.append(&world.record(1, event), Room::Normal).unwrap();
    }
    assert!(world.segments().len() > 2);
    assert_eq!(numbers(&world.records()), (0..9_000).collect::<Vec<_>>());
}

#[test]
fn records_whose_threads_took_the_time_early_keep_their_order_over_many_segments() {
    let world = World::new();
    let log = world.log(1);
    start(&world, &log, 1, 9);
    let mut late = fastrand::Rng::with_seed(3);
    for number in 0..9_000 {
        world.pass(1);
        let event = Event::Clock { expected: crate::time::Time::from_millis(number) };
        let mut record = world.record(1, event);
        record.boot = Span::from_millis(record.boot.millis() - late.u64(..40));
        log.append(&record, Room::Normal).unwrap();
    }
    assert!(world.segments().len() > 2);
    assert_eq!(numbers(&world.records()), (0..9_000).collect::<Vec<_>>());
}
