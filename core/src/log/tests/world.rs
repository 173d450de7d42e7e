//! A device: its disk, its clock, and logs opened on it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::log::{
    Decision, Entry, Event, Item, LeaseEnd, Log, ProcessInfo, Record, Recovery, Report, Room,
    SoftwareKey, Use, VerifyOptions, read, verify,
};
use crate::seams::memory::MemDisk;
use crate::seams::{Clock, Disk, Random, Seams};
use crate::time::{Span, Time};
use crate::words::{AppState, Basis, OsGrant, Resource, Step};

/// A clock that is moved by hand.
pub(in crate::log) struct TestClock {
    pub(in crate::log) wall: AtomicI64,
    pub(in crate::log) boot: AtomicU64,
}

impl Clock for TestClock {
    fn wall(&self) -> Time {
        Time::from_millis(self.wall.load(Ordering::Relaxed))
    }

    fn boot(&self) -> Span {
        Span::from_millis(self.boot.load(Ordering::Relaxed))
    }
}

struct TestRandom(Mutex<fastrand::Rng>);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) -> std::io::Result<()> {
        self.0.lock().unwrap().fill(bytes);
        Ok(())
    }
}

pub(in crate::log) struct World {
    pub(in crate::log) disk: MemDisk,
    pub(in crate::log) clock: Arc<TestClock>,
    pub(in crate::log) seams: Seams,
}

pub(in crate::log) const DIR: &str = "/gate";

impl World {
    pub(in crate::log) fn new() -> World {
        World::on(MemDisk::default())
    }

    pub(in crate::log) fn on(disk: MemDisk) -> World {
        let wall = AtomicI64::new(1_795_000_000_000);
        let clock = Arc::new(TestClock { wall, boot: AtomicU64::new(60_000) });
        let random = Arc::new(TestRandom(Mutex::new(fastrand::Rng::with_seed(7))));
        let seams = Seams { clock: clock.clone(), random, disk: Arc::new(disk.clone()) };
        World { disk, clock, seams }
    }

    /// Lets time go by.
    pub(in crate::log) fn pass(&self, millis: u64) {
        self.clock.wall.fetch_add(millis as i64, Ordering::Relaxed);
        self.clock.boot.fetch_add(millis, Ordering::Relaxed);
    }

    pub(in crate::log) fn open(&self, process: u32) -> (Log, Recovery) {
        // A second apart, so that names of segments sort as they were made.
        self.pass(1000);
        Log::open(&self.seams, Path::new(DIR), &info(process)).unwrap()
    }

    pub(in crate::log) fn log(&self, process: u32) -> Log {
        self.open(process).0
    }

    pub(in crate::log) fn record(&self, process: u32, event: Event<'static>) -> Record<'static> {
        Record {
            wall: self.seams.clock.wall(),
            boot: self.seams.clock.boot(),
            process,
            subject: 5,
            app: AppState::Foreground,
            policy: info(process).policy,
            event,
        }
    }

    /// Appends a record that is told from all others by `number`.
    pub(in crate::log) fn write(&self, log: &Log, process: u32, number: u64) -> Record<'static> {
        self.pass(1);
        let event = Event::Clock { expected: Time::from_millis(number as i64) };
        let record = self.record(process, event);
        log.append(&record, Room::Normal).unwrap();
        record
    }

    pub(in crate::log) fn entries(&self) -> Vec<Entry> {
        let disk: Arc<dyn Disk> = Arc::new(self.disk.clone());
        read(&disk, Path::new(DIR)).unwrap().collect()
    }

    pub(in crate::log) fn records(&self) -> Vec<Record<'static>> {
        let records = self.entries().into_iter().filter_map(|entry| match entry.item {
            Item::Record(record) => Some(record),
            _ => None,
        });
        records.collect()
    }

    pub(in crate::log) fn verify(&self) -> Report {
        self.verify_with(&VerifyOptions::default())
    }

    pub(in crate::log) fn verify_with(&self, options: &VerifyOptions) -> Report {
        let disk: Arc<dyn Disk> = Arc::new(self.disk.clone());
        verify(&disk, Path::new(DIR), options).unwrap()
    }

    pub(in crate::log) fn key(&self) -> SoftwareKey {
        SoftwareKey::open(&self.seams, &Path::new(DIR).join("key")).unwrap()
    }

    pub(in crate::log) fn segments(&self) -> Vec<PathBuf> {
        self.disk.names(".seg")
    }
}

pub(in crate::log) fn checkpoint_path() -> PathBuf {
    Path::new(DIR).join("log/checkpoint")
}

pub(in crate::log) fn info(process: u32) -> ProcessInfo {
    ProcessInfo { process, policy: "2024-08-23".parse().unwrap() }
}

pub(in crate::log) fn allowed(lease: u64) -> Event<'static> {
    let resource = Resource::Camera;
    let scopes = resource.scope("preview").unwrap();
    Event::Decision(Decision {
        purpose: "qr-scan".into(),
        uses: vec![Use { resource, scopes, os: OsGrant::Granted, lease }].into(),
        caller: "app".into(),
        reason: None,
        step: Step::None,
        basis: Basis::Consent,
        user_initiated: true,
        observed: false,
        count: 1,
        call_site: "".into(),
    })
}

/// A decision with the longest texts there are.
pub(in crate::log) fn of_many_uses(uses: usize) -> Event<'static> {
    let Event::Decision(decision) = allowed(0) else { panic!("another event") };
    let uses = decision.uses.repeat(uses).into();
    let long: std::borrow::Cow<'static, str> = "x".repeat(300).into();
    let (purpose, caller, call_site) = (long.clone(), long.clone(), long);
    Event::Decision(Decision { uses, purpose, caller, call_site, ..decision })
}

pub(in crate::log) fn released(lease: u64) -> Event<'static> {
    Event::LeaseEnd { lease, how: LeaseEnd::Released, held: Span::seconds(1) }
}

/// The numbers of the records that [`World::write`] wrote.
pub(in crate::log) fn numbers(records: &[Record<'_>]) -> Vec<u64> {
    let numbers = records.iter().filter_map(|record| match record.event {
        Event::Clock { expected } => Some(expected.millis() as u64),
        _ => None,
    });
    numbers.collect()
}
