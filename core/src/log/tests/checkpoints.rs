//! What is signed cannot be changed unnoticed.

use std::path::Path;

use super::world::{DIR, World, checkpoint_path};

use crate::log::{CheckpointError, SignError, Signer, SoftwareKey, State, VerifyOptions, What};

fn signed_log(world: &World, records: u64) -> SoftwareKey {
    let log = world.log(1);
    (0..records).for_each(|number| {
        world.write(&log, 1, number);
    });
    let key = world.key();
    log.checkpoint(&key).unwrap();
    key
}

#[test]
fn what_is_signed_verifies_and_what_follows_is_an_unsigned_tail() {
    let world = World::new();
    let log = world.log(1);
    (0..200).for_each(|number| {
        world.write(&log, 1, number);
    });
    let key = world.key();
    assert_eq!(log.checkpoint(&key).unwrap(), 1);
    let report = world.verify();
    assert_eq!((report.state, report.unsigned, report.checkpoint), (State::Clean, 0, Some(1)));
    assert_eq!(report.provider.as_deref(), Some("software"));
    assert_eq!(report.public_key, Some(key.public_key()));
    (0..7).for_each(|number| {
        world.write(&log, 1, number);
    });
    assert_eq!(world.verify().state, State::UnsignedTail { records: 7 });
    assert_eq!(log.checkpoint(&key).unwrap(), 2);
    assert_eq!(world.verify().state, State::Clean);
}

#[test]
fn one_checkpoint_covers_the_segments_of_every_process() {
    let world = World::new();
    let (one, other) = (world.log(1), world.log(2));
    world.write(&one, 1, 1);
    world.write(&other, 2, 2);
    let key = world.key();
    assert_eq!(one.checkpoint(&key).unwrap(), 1);
    assert_eq!(world.verify().state, State::Clean);
    world.write(&one, 1, 3);
    assert_eq!(other.checkpoint(&world.key()).unwrap(), 2);
    assert_eq!(one.checkpoint(&key).unwrap(), 3);
    assert_eq!(world.verify().state, State::Clean);
}

#[test]
fn another_key_is_noticed() {
    let world = World::new();
    let key = signed_log(&world, 10);
    let options = |public_key| VerifyOptions { public_key: Some(public_key), exported: None };
    assert_eq!(world.verify_with(&options(key.public_key())).state, State::Clean);
    let report = world.verify_with(&options([9; 32]));
    assert_eq!(report.state, State::Tampered);
    assert_eq!(report.problems[0].what, What::WrongKey);
    assert_eq!(report.unsigned, report.records, "a wrong key vouches for nothing");
}

#[test]
fn a_removed_segment_is_tampering_and_stays_so() {
    let world = World::new();
    let (one, other) = (world.log(1), world.log(2));
    world.write(&one, 1, 1);
    world.write(&other, 2, 2);
    one.checkpoint(&world.key()).unwrap();
    drop((one, other));
    crate::seams::Disk::remove(&world.disk, &world.segments()[0]).unwrap();
    assert_eq!(world.verify().problems[0].what, What::SegmentMissing);
    world.log(3).checkpoint(&world.key()).unwrap();
    let report = world.verify();
    assert_eq!(report.state, State::Tampered);
    assert_eq!(report.problems[0].what, What::SegmentMissing);
}

#[test]
fn an_older_checkpoint_put_back_or_taken_away_is_noticed() {
    let world = World::new();
    let log = world.log(1);
    world.write(&log, 1, 1);
    log.checkpoint(&world.key()).unwrap();
    let old = world.disk.get(&checkpoint_path());
    world.write(&log, 1, 2);
    log.checkpoint(&world.key()).unwrap();
    world.disk.put(&checkpoint_path(), old);
    let report = world.verify();
    assert_eq!(report.problems[0].what, What::CheckpointReplaced { later: 2 });
    assert_eq!(report.state, State::Tampered);
    crate::seams::Disk::remove(&world.disk, &checkpoint_path()).unwrap();
    assert_eq!(world.verify().state, State::Tampered);
    assert_eq!(log.checkpoint(&world.key()).unwrap(), 3);
    assert_eq!(world.verify().problems[0].what, What::Restarted { times: 1 });
}

#[test]
fn a_log_put_back_as_a_whole_shows_against_an_exported_checkpoint() {
    let world = World::new();
    let log = world.log(1);
    world.write(&log, 1, 1);
    log.checkpoint(&world.key()).unwrap();
    let before = world.disk.copy();
    world.write(&log, 1, 2);
    log.checkpoint(&world.key()).unwrap();
    let exported = Some(world.disk.get(&checkpoint_path()));
    let options = VerifyOptions { public_key: None, exported };
    assert_eq!(world.verify_with(&options).state, State::Clean);

    let rolled_back = World::on(before);
    assert_eq!(rolled_back.verify().state, State::Clean);
    let report = rolled_back.verify_with(&options);
    assert_eq!(report.state, State::Tampered);
    let rolled = |what: &What| matches!(what, What::RolledBack { exported: 2 });
    assert!(report.problems.iter().any(|problem| rolled(&problem.what)), "{report:#?}");
    let shortened = |what: &What| matches!(what, What::Shortened { .. });
    assert!(report.problems.iter().any(|problem| shortened(&problem.what)), "{report:#?}");
}

#[test]
fn an_exported_file_that_is_no_checkpoint_is_said_to_be_none() {
    let world = World::new();
    signed_log(&world, 3);
    let options = VerifyOptions { public_key: None, exported: Some(b"{}".to_vec()) };
    assert_eq!(world.verify_with(&options).problems[0].what, What::ExportedUnusable);
}

#[test]
fn a_damaged_checkpoint_is_kept_aside_and_that_it_happened_stays_known() {
    let world = World::new();
    signed_log(&world, 3);
    let mut bytes = world.disk.get(&checkpoint_path());
    bytes[30] ^= 1;
    world.disk.put(&checkpoint_path(), bytes.clone());
    let log = world.log(2);
    assert_eq!(log.checkpoint(&world.key()).unwrap(), 2);
    let aside = Path::new(DIR).join("log/checkpoint.damaged");
    assert_eq!(world.disk.get(&aside), bytes);
    log.checkpoint(&world.key()).unwrap();
    assert_eq!(world.verify().problems[0].what, What::Restarted { times: 1 });
}

#[test]
fn a_checkpoint_is_not_taken_by_two_at_once() {
    let world = World::new();
    let log = world.log(1);
    let path = Path::new(DIR).join("log/checkpoint.lock");
    let held = crate::seams::Disk::open(&world.disk, &path, crate::seams::Open::Create).unwrap();
    assert!(held.try_lock().unwrap());
    assert!(matches!(log.checkpoint(&world.key()), Err(CheckpointError::Busy)));
    drop(held);
    log.checkpoint(&world.key()).unwrap();
}

struct Broken(bool);

impl Signer for Broken {
    fn provider(&self) -> &str {
        "broken"
    }

    fn public_key(&self) -> [u8; 32] {
        [3; 32]
    }

    fn sign(&self, _: &[u8]) -> Result<[u8; 64], SignError> {
        if self.0 { Ok([0; 64]) } else { Err(SignError("locked".to_owned())) }
    }
}

#[test]
fn a_key_that_fails_or_lies_leaves_the_last_checkpoint_in_place() {
    let world = World::new();
    let log = world.log(1);
    world.write(&log, 1, 1);
    log.checkpoint(&world.key()).unwrap();
    let before = world.disk.get(&checkpoint_path());
    for lies in [false, true] {
        assert!(matches!(log.checkpoint(&Broken(lies)), Err(CheckpointError::Sign(_))));
    }
    assert_eq!(world.disk.get(&checkpoint_path()), before);
    assert_eq!(world.verify().state, State::Clean);
}

#[test]
fn without_a_sync_nothing_is_signed() {
    let world = World::new();
    let log = world.log(1);
    world.write(&log, 1, 1);
    let key = world.key();
    world.disk.set_faults(crate::seams::memory::Faults { sync: true, ..Default::default() });
    assert!(log.checkpoint(&key).is_err());
    assert_eq!(world.verify().checkpoint, None);
}
