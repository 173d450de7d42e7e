//! The catalogue of attacks: what verify says of each, alone and with an exported checkpoint, at once
//! and after the gate has gone on and signed again.

mod noticed;
mod unnoticed;

use std::path::{Path, PathBuf};

use super::world::{World, checkpoint_path, of_many_uses};
use crate::log::checkpoint::FILE;
use crate::log::codec::{VERSION, kind};
use crate::log::frame::{self, Draft, Found};
use crate::log::layout::{BLOCK, Chain, HEADER, SegmentId};
use crate::log::tail::Tail;
use crate::log::{Log, Problem, Room, SoftwareKey, VerifyOptions};
use crate::seams::memory::MemDisk;
use crate::seams::{Disk, Open};

/// A log of three segments, most of it signed twice, and what was kept of it on the way.
struct Scene {
    world: World,
    /// How it was when it had been signed once.
    earlier: MemDisk,
    /// The second checkpoint, taken off the device.
    exported: Vec<u8>,
    segments: Vec<PathBuf>,
}

const RECORDS: u64 = 280;

/// The keys: the device's own, and somebody else's.
fn keys() -> [SoftwareKey; 2] {
    let world = World::new();
    ["key", "other"].map(|name| SoftwareKey::open(&world.seams, Path::new(name)).unwrap())
}

impl Scene {
    /// The log of a device with this key; `lie` is added to what its third record says.
    fn new(key: &SoftwareKey, lie: u64) -> Scene {
        let world = World::new();
        let log = world.log(1);
        let mut earlier = None;
        for number in 0..RECORDS {
            write(&world, &log, if number == 3 { number + lie } else { number });
            if number == RECORDS / 2 {
                log.checkpoint(key).unwrap();
                earlier = Some(world.disk.copy());
            }
        }
        log.checkpoint(key).unwrap();
        let exported = world.disk.get(&checkpoint_path());
        world.write(&log, 1, RECORDS);
        drop(log);
        let segments = world.segments();
        assert_eq!(segments.len(), 3);
        Scene { world, earlier: earlier.unwrap(), exported, segments }
    }

    fn disk(&self) -> &MemDisk {
        &self.world.disk
    }

    fn get(&self, number: usize) -> Vec<u8> {
        self.disk().get(&self.segments[number])
    }

    fn put(&self, number: usize, bytes: Vec<u8>) {
        self.disk().put(&self.segments[number], bytes);
    }

    fn remove(&self, path: &Path) {
        self.disk().remove(path).unwrap();
    }

    /// Puts all files of another disk in the place of these.
    fn replace_by(&self, other: &MemDisk) {
        self.disk().names("").iter().for_each(|path| self.remove(path));
        other.names("").iter().for_each(|path| self.disk().put(path, other.get(path)));
    }

    /// Writes a segment anew with its frames changed, so that every checksum and tag fits.
    fn forge(&self, number: usize, change: impl FnOnce(&mut Vec<(u8, Vec<u8>)>)) {
        let name = self.segments[number].file_name().unwrap().to_str().unwrap();
        let id = SegmentId::from_file_name(name).unwrap();
        let mut frames = frames(&self.get(number));
        change(&mut frames);
        let scratch = MemDisk::default();
        let file = scratch.open(Path::new("/forged"), Open::Create).unwrap();
        let mut tail = Tail::new(id, file.into(), Chain::start(id), 0, 0);
        for (kind, payload) in frames.iter().filter(|(kind, _)| *kind != kind::SEAL) {
            let mut draft = Draft::new();
            draft.fill((*kind, VERSION), |put| put.slice(payload)).unwrap();
            tail.write(&mut draft).unwrap();
        }
        if number < 2 {
            tail.seal().unwrap();
        }
        self.put(number, scratch.get(Path::new("/forged")));
    }

    /// What verify says, alone or with the exported checkpoint.
    fn says(&self, exported: bool) -> String {
        let exported = exported.then(|| self.exported.clone());
        self.says_with(&VerifyOptions { public_key: None, exported })
    }

    /// The state, and the first thing that is wrong, an attack before damage.
    fn says_with(&self, options: &VerifyOptions) -> String {
        let report = self.world.verify_with(options);
        let attack = report.problems.iter().find(|problem| problem.tampered);
        match attack.or(report.problems.first()) {
            Some(problem) => format!("{}: {}", report.state.name(), self.short(problem)),
            None => report.state.name().to_owned(),
        }
    }

    fn short(&self, problem: &Problem) -> String {
        let what = format!("{:?}", problem.what);
        let what = what.split([' ', '{']).next().unwrap();
        let named = |path: &PathBuf| path.ends_with(&problem.file);
        let segment = self.segments.iter().position(named);
        match segment.map(|it| ["first", "middle", "last"][it]) {
            Some(segment) => format!("{what} in {segment} {}", problem.block),
            None if problem.file == FILE => what.to_owned(),
            None => format!("{what} in another {}", problem.block),
        }
    }

    /// Writes more segments than there were, and signs.
    fn fill(&self, key: &SoftwareKey) -> Log {
        let log = self.world.log(9);
        (0..2 * RECORDS).for_each(|number| write(&self.world, &log, number));
        log.checkpoint(key).unwrap();
        log
    }

    /// The gate goes on, and signs until its checkpoints have higher numbers than before.
    fn go_on(&self, key: &SoftwareKey) {
        let log = self.world.log(9);
        for number in 900..903 {
            self.world.write(&log, 9, number);
            log.checkpoint(key).unwrap();
        }
    }
}

/// A short record and a long one.
fn write(world: &World, log: &Log, number: u64) {
    world.write(log, 1, number);
    log.append(&world.record(1, of_many_uses(70)), Room::Normal).unwrap();
    log.prefill().unwrap();
}

fn frames(bytes: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut frames = Vec::new();
    for page in bytes.chunks(BLOCK) {
        let mut at = HEADER;
        while let Found::Frame(frame, end) = frame::find(page, at) {
            frames.push((frame.kind, page[frame.payload.clone()].to_vec()));
            at = end;
        }
    }
    frames
}

/// What verify says: alone and with the exported checkpoint, at once and after the gate went on.
struct Says {
    alone: &'static str,
    exported: &'static str,
    later: &'static str,
    later_exported: &'static str,
}

/// The same whenever, and whether there is an exported checkpoint or not.
fn always(says: &'static str) -> Says {
    Says { alone: says, exported: says, later: says, later_exported: says }
}

fn check(attack: impl FnOnce(&Scene), says: &Says) {
    let [own, _] = keys();
    let scene = Scene::new(&own, 0);
    let sound = ["unsigned_tail"; 2];
    assert_eq!([scene.says(false), scene.says(true)], sound);
    attack(&scene);
    let at_once = [scene.says(false), scene.says(true)];
    scene.go_on(&own);
    let later = [scene.says(false), scene.says(true)];
    let expected = [[says.alone, says.exported], [says.later, says.later_exported]];
    assert_eq!([at_once, later], expected.map(|both| both.map(str::to_owned)));
}
