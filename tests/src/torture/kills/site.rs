//! The folder that the writers share, and how each opens its gate there.

use std::path::{Path, PathBuf};

use fastrand::Rng;
use menshen::log::Retention;
use menshen::{Gate, Policy, Resource};

use crate::setup::{self, Folder};
use crate::world::Wish;

/// What all writers ask for, and nobody takes back.
pub(super) const SHARED: Wish = ("qr-scan", Resource::Camera, "preview");
/// What one writer asks for, and answers, alone: so that it is known what stands.
pub(super) const OWN: [Wish; 4] = [
    ("ar-scan", Resource::Camera, "preview"),
    ("hum-recognition", Resource::Microphone, "recognise"),
    ("voice-recording", Resource::Microphone, "record"),
    ("live-mic", Resource::Microphone, "live"),
];
const POLICY: &str = "policy.json";

/// Makes a folder in which the shared purpose is granted.
pub(super) fn prepare(seed: u64, keep: u64) -> (Folder, Place) {
    let folder = Folder::new(&format!("kills-{seed}"));
    let purposes = OWN.map(|it| it.0).into_iter().chain([SHARED.0]);
    let policy = setup::small(&purposes.collect::<Vec<_>>());
    std::fs::write(folder.0.join(POLICY), setup::without_limits(&policy)).unwrap();
    let place = Place { dir: folder.0.clone(), slot: 0, seed, keep };
    setup::grant(&place.open(), &[SHARED, OWN[1]]);
    (folder, place)
}

/// Where a process opens its gate, and how.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) dir: PathBuf,
    pub(super) slot: usize,
    pub(super) seed: u64,
    /// After so many bytes the log's oldest segments are dropped; 0 for never.
    pub(super) keep: u64,
}

impl Place {
    /// What a writer is started with.
    pub(super) fn args(&self) -> [String; 4] {
        let Place { dir, slot, seed, keep } = self;
        [dir.to_str().unwrap().to_owned(), slot.to_string(), seed.to_string(), keep.to_string()]
    }

    pub(super) fn parse(args: &[String]) -> Place {
        let number = |at: usize| args[at].parse::<u64>().unwrap();
        Place {
            dir: Path::new(&args[0]).into(),
            slot: number(1) as usize,
            seed: number(2),
            keep: number(3),
        }
    }

    /// Some processes have a background thread, some maintain their gate themselves.
    pub(super) fn open(&self) -> Gate {
        let policy = std::fs::read_to_string(self.dir.join(POLICY)).unwrap();
        let config = setup::config(&self.dir, Policy::parse(&policy).unwrap());
        let config = config.background(Rng::with_seed(self.seed).bool());
        Gate::open(config.retention(self.retention())).unwrap()
    }

    pub(super) fn own(&self) -> Wish {
        OWN[self.slot]
    }

    fn retention(&self) -> Retention {
        Retention { bytes: self.keep, keep_all: self.keep == 0, ..Retention::default() }
    }
}
