//! What is dropped, and what is not.

use super::world::{World, checkpoint_path, numbers};
use crate::log::{Log, Retention, State, VerifyOptions};
use crate::time::Span;

fn fill(world: &World, log: &Log, count: u64) {
    (0..count).for_each(|number| {
        world.write(log, 1, number);
    });
}

const SMALL: Retention = Retention { age: Span::days(30), bytes: 600 * 1024, keep_all: false };

#[test]
fn only_signed_full_segments_go_the_oldest_first() {
    let world = World::new();
    let log = world.log(1);
    fill(&world, &log, 14_000);
    let before = world.segments();
    assert!(before.len() >= 4);
    let key = world.key();
    assert_eq!(log.retain(&SMALL, &key).unwrap(), 0, "nothing is signed yet");
    log.checkpoint(&key).unwrap();
    let exported = Some(world.disk.get(&checkpoint_path()));
    let dropped = log.retain(&SMALL, &key).unwrap();
    assert!(dropped > 0);
    assert_eq!(world.segments(), before[dropped..]);
    assert_eq!(world.verify().state, State::Clean);
    assert!(numbers(&world.records()).ends_with(&[13_999]));
    let options = VerifyOptions { public_key: None, exported };
    assert_eq!(world.verify_with(&options).state, State::Clean, "dropping is no rollback");
    assert_eq!(log.retain(&SMALL, &key).unwrap(), 0);
}

#[test]
fn old_segments_go_and_the_live_one_stays() {
    let world = World::new();
    let log = world.log(1);
    fill(&world, &log, 5_000);
    let key = world.key();
    log.checkpoint(&key).unwrap();
    assert_eq!(log.retain(&Retention::default(), &key).unwrap(), 0);
    world.pass(Span::days(31).millis());
    let keep_all = Retention { keep_all: true, ..Retention::default() };
    assert_eq!(log.retain(&keep_all, &key).unwrap(), 0);
    let segments = world.segments().len();
    assert_eq!(log.retain(&Retention::default(), &key).unwrap(), segments - 1);
    assert_eq!(world.verify().state, State::Clean);
}

#[test]
fn segments_go_by_the_age_of_their_records_not_of_their_files() {
    let world = World::new();
    let late = world.log(1);
    fill(&world, &late, 1);
    world.pass(1_000);
    fill(&world, &world.log(2), 5_000);
    world.pass(1_000);
    fill(&world, &late, 5_000);
    let (before, key) = (world.segments(), world.key());
    let bytes: usize = before.iter().map(|path| world.disk.get(path).len()).sum();
    late.checkpoint(&key).unwrap();
    let keep = Retention { bytes: bytes as u64 - 1, ..SMALL };
    assert_eq!(late.retain(&keep, &key).unwrap(), 1);
    let after = world.segments();
    assert!(after.contains(&before[0]), "the first file was written to last");
    assert!(!after.contains(&before[1]));
}

#[test]
fn a_kill_between_signing_and_removing_is_made_good() {
    let world = World::new();
    let log = world.log(1);
    fill(&world, &log, 14_000);
    let key = world.key();
    log.checkpoint(&key).unwrap();
    let all = world.disk.copy();
    let dropped = log.retain(&SMALL, &key).unwrap();
    for gone in all.names(".seg").iter().take(dropped) {
        world.disk.put(gone, all.get(gone));
    }
    assert_eq!(world.verify().state, State::Clean);
    log.checkpoint(&key).unwrap();
    assert_eq!(world.segments(), all.names(".seg")[dropped..]);
    assert_eq!(world.verify().state, State::Clean);
}

#[test]
fn a_segment_that_was_tampered_with_is_kept_as_evidence() {
    let world = World::new();
    let log = world.log(1);
    fill(&world, &log, 14_000);
    let key = world.key();
    log.checkpoint(&key).unwrap();
    drop(log);
    let path = world.segments().remove(0);
    let mut bytes = world.disk.get(&path);
    bytes[4096 * 20..].fill(0);
    world.disk.put(&path, bytes);
    let log = world.log(2);
    log.retain(&SMALL, &key).unwrap();
    assert!(world.segments().contains(&path));
    assert_eq!(world.verify().state, State::Tampered);
}
