//! What the log itself cannot show, and what an exported checkpoint says of it.

use super::{Says, Scene, check, keys};
use crate::log::tests::world::World;
use crate::log::{Retention, Signer, VerifyOptions};
use crate::seams::memory::MemDisk;
use crate::time::Span;

#[test]
fn records_that_no_signature_covers_cut_off() {
    let cut = |scene: &Scene| {
        scene.forge(2, |frames| drop(frames.pop()));
    };
    check(
        cut,
        &Says { alone: "clean", exported: "clean", later: "clean", later_exported: "clean" },
    );
}

#[test]
fn a_segment_of_another_log_added() {
    let add = |scene: &Scene| {
        let other = World::new();
        other.pass(86_400_000);
        other.write(&other.log(3), 3, 1);
        let path = other.segments().remove(0);
        scene.disk().put(&path, other.disk.get(&path));
    };
    check(
        add,
        &Says {
            alone: "unsigned_tail",
            exported: "unsigned_tail",
            later: "clean",
            later_exported: "clean",
        },
    );
}

#[test]
fn everything_put_back_to_how_it_was() {
    check(
        |scene| scene.replace_by(&scene.earlier),
        &Says {
            alone: "clean",
            exported: "tampered: RolledBack",
            later: "clean",
            later_exported: "tampered: Shortened in middle 0",
        },
    );
}

#[test]
fn everything_removed() {
    check(
        |scene| scene.replace_by(&MemDisk::default()),
        &Says {
            alone: "clean",
            exported: "tampered: RolledBack",
            later: "clean",
            later_exported: "tampered: SegmentMissing in first 0",
        },
    );
}

#[test]
fn a_record_changed_and_everything_signed_again_with_the_devices_own_key() {
    let [own, _] = keys();
    check(
        |scene| scene.replace_by(&Scene::new(&own, 1).world.disk),
        &Says {
            alone: "unsigned_tail",
            exported: "tampered: RolledBack",
            later: "clean",
            later_exported: "tampered: Rewritten in first 63",
        },
    );
}

#[test]
fn a_record_changed_and_everything_signed_again_with_another_key() {
    let [_, other] = keys();
    check(
        |scene| scene.replace_by(&Scene::new(&other, 1).world.disk),
        &Says {
            alone: "unsigned_tail",
            exported: "tampered: WrongKey",
            later: "clean",
            later_exported: "tampered: Rewritten in first 63",
        },
    );
}

#[test]
fn the_devices_key_shows_another_key_and_once_the_gate_has_signed_again_that_there_was_one() {
    let [own, other] = keys();
    let scene = Scene::new(&own, 0);
    scene.replace_by(&Scene::new(&other, 1).world.disk);
    let of_device = VerifyOptions { public_key: Some(own.public_key()), exported: None };
    assert_eq!(scene.says_with(&of_device), "tampered: WrongKey");
    scene.go_on(&own);
    assert_eq!(scene.says_with(&of_device), "damaged: Renewed");
    assert_eq!(scene.world.verify().renewals, 1);
}

#[test]
fn a_log_begun_anew_shows_as_long_as_nothing_was_dropped_since() {
    let [own, _] = keys();
    let scene = Scene::new(&own, 0);
    scene.replace_by(&MemDisk::default());
    scene.go_on(&own);
    let log = scene.fill(&own);
    assert_eq!(scene.says(true), "tampered: SegmentMissing in first 0");
    scene.world.pass(Span::days(31).millis());
    assert!(log.retain(&Retention::default(), &own).unwrap() >= scene.segments.len());
    assert_eq!(scene.says(true), "clean");
}

#[test]
fn a_segment_that_was_dropped_may_come_back() {
    let [own, _] = keys();
    let scene = Scene::new(&own, 0);
    let dropped = scene.get(0);
    scene.world.pass(Span::days(31).millis());
    let log = scene.fill(&own);
    log.retain(&Retention::default(), &own).unwrap();
    log.checkpoint(&own).unwrap();
    assert!(!scene.world.segments().contains(&scene.segments[0]));
    scene.put(0, dropped);
    assert_eq!([scene.says(false), scene.says(true)], ["unsigned_tail", "clean"]);
}
