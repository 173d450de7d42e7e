//! A device in memory on which everything happens the same way each time.

use std::path::Path;
use std::sync::Arc;

use menshen::log::{Entry, Retention, VerifyOptions, read, verify};
use menshen::seams::{Disk, Open, Seams};
use menshen::{Config, Gate, GateError, Policy, Span};
use menshen_tests::clock::TestClock;
use menshen_tests::dice::Dice;
use menshen_tests::sim::SimDisk;

use crate::POLICY;

/// The gate's folder.
pub(crate) const DIR: &str = "/gate";
/// No file of a gate is longer.
const LONGEST: u64 = 32 << 20;

pub(crate) struct Device {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) seams: Seams,
    disk: SimDisk,
}

impl Device {
    pub(crate) fn new() -> Device {
        Device::of(SimDisk::default(), Arc::default())
    }

    fn of(disk: SimDisk, clock: Arc<TestClock>) -> Device {
        let random = Arc::new(Dice::new(1));
        let seams = Seams { clock: clock.clone(), random, disk: Arc::new(disk.clone()) };
        Device { clock, seams, disk }
    }

    /// The same device after all processes were killed.
    pub(crate) fn killed(&self) -> Device {
        Device::of(self.disk.after_kill(), self.clock.clone())
    }

    /// Puts a file into the gate's folder.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let file = self.disk.open(&Path::new(DIR).join(name), Open::Create).unwrap();
        file.set_len(0).unwrap();
        file.write_at(bytes, 0).unwrap();
    }

    /// A file of the gate's folder.
    pub(crate) fn get(&self, name: &str) -> Option<Vec<u8>> {
        let file = self.disk.open(&Path::new(DIR).join(name), Open::Read).ok()?;
        Some(file.read_all(LONGEST).unwrap())
    }

    /// The names of the files in a folder of the gate's.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        self.disk.list(&Path::new(DIR).join(folder)).unwrap()
    }

    pub(crate) fn config(&self) -> Config {
        let config = Config::new(DIR, Policy::parse(POLICY).unwrap());
        let keep = Retention { keep_all: true, ..Retention::default() };
        config.retention(keep).seams(self.seams.clone()).background(false)
    }

    pub(crate) fn gate(&self) -> Result<Gate, GateError> {
        Gate::open(self.config())
    }

    /// Lets time pass, and the gate notice.
    pub(crate) fn pass(&self, gate: &Gate, span: Span) {
        self.clock.pass(span);
        gate.maintain();
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        read(&self.seams.disk, Path::new(DIR)).unwrap().collect()
    }

    pub(crate) fn verify(&self, options: &VerifyOptions) -> menshen::log::Report {
        verify(&self.seams.disk, Path::new(DIR), options).unwrap()
    }
}
