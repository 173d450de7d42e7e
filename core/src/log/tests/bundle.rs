//! The log as one file.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::world::{DIR, World, numbers};
use crate::log::{Log, State, VerifyOptions, bundle, verify};
use crate::seams::Disk;
use crate::seams::memory::MemDisk;

/// The files of a tar, as the standard describes it.
fn unpack(mut tar: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    while tar[0] != 0 {
        let (head, rest) = tar.split_at(512);
        let text = |from: usize, to: usize| {
            std::str::from_utf8(&head[from..to]).unwrap().trim_matches([' ', '\0'])
        };
        let octal = |from, to| usize::from_str_radix(text(from, to), 8).unwrap();
        let sum: usize = head.iter().map(|byte| usize::from(*byte)).sum();
        let own: usize = head[148..156].iter().map(|byte| usize::from(*byte)).sum();
        assert_eq!(octal(148, 156), sum - own + 8 * 32, "the checksum");
        assert_eq!((&head[257..263], text(156, 157)), (&b"ustar\0"[..], "0"));
        let length = octal(124, 136);
        files.push((text(0, 100).to_owned(), rest[..length].to_vec()));
        tar = &rest[length.next_multiple_of(512)..];
    }
    assert_eq!(tar, [0; 1024]);
    files
}

fn disk(world: &World) -> Arc<dyn Disk> {
    Arc::new(world.disk.clone())
}

fn unpacked(tar: &[u8]) -> World {
    let world = World::on(MemDisk::default());
    for (name, bytes) in unpack(tar) {
        let name = name.strip_prefix("menshen/").unwrap();
        world.disk.put(&Path::new(DIR).join(name), bytes);
    }
    world
}

#[test]
fn a_bundle_is_the_log_and_nothing_else() {
    let world = World::new();
    let log = world.log(1);
    (0..9_000).for_each(|number| drop(world.write(&log, 1, number)));
    log.checkpoint(&world.key()).unwrap();
    let mut tar = Vec::new();
    bundle(&disk(&world), Path::new(DIR), &mut tar).unwrap();
    assert_eq!(unpack(&tar).len(), world.segments().len() + 1, "no key, no locks");
    let copy = unpacked(&tar);
    assert_eq!(copy.records(), world.records());
    assert_eq!(copy.verify().state, world.verify().state);
}

#[test]
fn damage_is_handed_over_as_it_is() {
    let world = World::new();
    let log = world.log(1);
    (0..50).for_each(|number| drop(world.write(&log, 1, number)));
    log.checkpoint(&world.key()).unwrap();
    let path = &world.segments()[0];
    let sound = world.disk.get(path);
    let end = sound.iter().rposition(|byte| *byte != 0).unwrap();
    // In the last record, after it, and past the end of a segment.
    for at in [end - 20, end + 200, 300_000] {
        let mut bytes = sound.clone();
        bytes.resize(bytes.len().max(at + 1), 0);
        bytes[at] ^= 1;
        world.disk.put(path, bytes);
        let mut tar = Vec::new();
        bundle(&disk(&world), Path::new(DIR), &mut tar).unwrap();
        let (copy, own) = (unpacked(&tar).verify(), world.verify());
        assert_eq!(format!("{copy:?}"), format!("{own:?}"), "at {at}");
        assert_eq!(own.state, State::Damaged);
    }
}

/// A place to write to where each write lets the log grow, and be signed now and then.
struct Busy<'w> {
    world: &'w World,
    log: Log,
    tar: Vec<u8>,
    written: u64,
}

impl Write for Busy<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (0..90).for_each(|_| {
            self.world.write(&self.log, 1, self.written);
            self.written += 1;
        });
        self.log.checkpoint(&self.world.key()).unwrap();
        self.tar.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_grows_meanwhile_is_whole_up_to_what_was_signed() {
    let world = World::new();
    let log = world.log(1);
    (0..500).for_each(|number| drop(world.write(&log, 1, number)));
    log.checkpoint(&world.key()).unwrap();
    let mut busy = Busy { world: &world, log, tar: Vec::new(), written: 500 };
    bundle(&disk(&world), Path::new(DIR), &mut busy).unwrap();
    assert!(busy.written > 1_500);
    let copy = unpacked(&busy.tar);
    let report = verify(&disk(&copy), Path::new(DIR), &VerifyOptions::default()).unwrap();
    assert!(matches!(report.state, State::Clean | State::UnsignedTail { .. }), "{report:?}");
    assert_eq!(numbers(&copy.records()), (0..500).collect::<Vec<_>>(), "what was there");
}
