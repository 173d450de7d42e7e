//! What the log itself shows.

use super::{Says, Scene, always, check};
use crate::log::layout::BLOCK;
use crate::log::tests::world::checkpoint_path;

#[test]
fn a_flipped_bit() {
    let flip = |scene: &Scene| {
        let mut bytes = scene.get(1);
        bytes[5 * BLOCK + 100] ^= 4;
        scene.put(1, bytes);
    };
    check(flip, &always("damaged: Segment(Frame) in middle 5"));
}

#[test]
fn a_record_changed() {
    check(
        |scene| scene.forge(0, |frames| frames[5].1[0] ^= 1),
        &always("tampered: Rewritten in first 63"),
    );
}

#[test]
fn a_record_inserted() {
    check(
        |scene| scene.forge(0, |frames| frames.insert(7, frames[6].clone())),
        &always("tampered: Rewritten in first 63"),
    );
}

#[test]
fn a_record_deleted() {
    check(
        |scene| scene.forge(1, |frames| drop(frames.remove(7))),
        &always("tampered: Shortened in middle 0"),
    );
}

#[test]
fn records_reordered() {
    check(
        |scene| scene.forge(2, |frames| frames.swap(3, 5)),
        &always("tampered: Rewritten in last 11"),
    );
}

#[test]
fn a_block_spliced_in_from_another_segment() {
    let splice = |scene: &Scene| {
        let (from, mut to) = (scene.get(0), scene.get(1));
        to[3 * BLOCK..4 * BLOCK].copy_from_slice(&from[3 * BLOCK..4 * BLOCK]);
        scene.put(1, to);
    };
    check(splice, &always("tampered: Segment(Misplaced) in middle 3"));
}

#[test]
fn a_block_spliced_in_from_another_place_of_the_segment() {
    let splice = |scene: &Scene| {
        let mut bytes = scene.get(1);
        bytes.copy_within(3 * BLOCK..4 * BLOCK, 9 * BLOCK);
        scene.put(1, bytes);
    };
    check(splice, &always("tampered: Segment(Misplaced) in middle 9"));
}

#[test]
fn a_segment_replayed_in_the_place_of_another() {
    check(|scene| scene.put(1, scene.get(0)), &always("tampered: Segment(Misplaced) in middle 0"));
}

#[test]
fn a_segment_twice_under_two_names() {
    let twice = |scene: &Scene| {
        let path = scene.segments[0].with_file_name("00000000000000aa.seg");
        scene.disk().put(&path, scene.get(0));
    };
    check(twice, &always("tampered: Segment(Misplaced) in another 0"));
}

#[test]
fn signed_records_cut_off() {
    let cut = |scene: &Scene| {
        let mut bytes = scene.get(2);
        bytes[BLOCK..].fill(0);
        scene.put(2, bytes);
    };
    check(cut, &always("tampered: Shortened in last 0"));
}

#[test]
fn a_segment_put_back_to_how_it_was() {
    check(
        |scene| scene.put(1, scene.earlier.get(&scene.segments[1])),
        &always("tampered: Shortened in middle 0"),
    );
}

#[test]
fn a_segment_removed() {
    let remove = |number: usize, says| {
        check(|scene| scene.remove(&scene.segments[number]), &always(says));
    };
    remove(0, "tampered: SegmentMissing in first 0");
    remove(1, "tampered: SegmentMissing in middle 0");
    remove(2, "tampered: SegmentMissing in last 0");
}

#[test]
fn all_segments_removed() {
    let all = |scene: &Scene| scene.segments.iter().for_each(|path| scene.remove(path));
    check(all, &always("tampered: SegmentMissing in first 0"));
}

/// When the newest checkpoint is gone: the records tell of it.
const LOST: Says = Says {
    alone: "tampered: CheckpointReplaced",
    exported: "tampered: RolledBack",
    later: "damaged: Restarted",
    later_exported: "damaged: Restarted",
};

#[test]
fn the_checkpoint_removed() {
    check(|scene| scene.remove(&checkpoint_path()), &LOST);
}

#[test]
fn the_checkpoint_put_back_to_an_earlier_one() {
    let back = |scene: &Scene| {
        scene.disk().put(&checkpoint_path(), scene.earlier.get(&checkpoint_path()));
    };
    check(back, &LOST);
}

#[test]
fn a_record_changed_and_the_checkpoint_removed() {
    let both = |scene: &Scene| {
        scene.forge(0, |frames| frames[5].1[0] ^= 1);
        scene.remove(&checkpoint_path());
    };
    check(both, &Says { later_exported: "tampered: Rewritten in first 63", ..LOST });
}
