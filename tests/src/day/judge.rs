//! What must hold of what is left of a day.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use menshen::log::{self, Item, Record, SegmentId, State, VerifyOptions};
use menshen::seams::{Disk, Seams};

use super::{DIR, Day, WISHES};
use crate::leases::Leases;
use crate::promise::stands;
use crate::sim::SimDisk;

/// The records of a day by where they stand.
pub struct Records(HashMap<(SegmentId, u64), Record<'static>>);

impl Day {
    /// All the records there are.
    pub fn records(&self) -> Records {
        read(&(Arc::new(self.disk.after_kill()) as Arc<dyn Disk>))
    }

    /// Judges the day when every process was killed.
    pub fn judge_killed(&self, what: &str) {
        let left: Arc<dyn Disk> = Arc::new(self.disk.after_kill());
        self.judge(&left, &read(&left), &self.given, what);
        let Leases { given, ended, .. } = Leases::read(&left, Path::new(DIR));
        assert!(given.is_subset(&ended), "{what}: a lease of the dead is open");
    }

    /// Judges what a loss of power left of it; every record was one of these.
    pub fn judge_after_power_loss(&self, left: SimDisk, written: &Records, what: &str) {
        let left: Arc<dyn Disk> = Arc::new(left);
        let found = read(&left);
        for (place, record) in &found.0 {
            assert_eq!(written.0.get(place), Some(record), "{what}: never written, at {place:?}");
        }
        self.judge(&left, &found, &self.given[..self.synced], what);
    }

    /// Of the leases that were given at least these are on record, and the user's word stands.
    fn judge(&self, left: &Arc<dyn Disk>, found: &Records, given: &[u64], what: &str) {
        let leases = Leases::of(found.0.values().map(|record| &record.event));
        for lease in given {
            let known = leases.given.contains(lease);
            assert!(known, "{what}: lease {lease:x} was given and is not on record");
        }
        let report = log::verify(left, Path::new(DIR), &VerifyOptions::default()).unwrap();
        assert_ne!(report.state, State::Tampered, "{what}: {report:?}");
        self.judge_promises(left, what);
    }

    fn judge_promises(&self, left: &Arc<dyn Disk>, what: &str) {
        let seams = Seams { disk: left.clone(), ..self.seams.clone() };
        let gate = Day { seams, ..Day::new() }.open("main");
        let gate = gate.unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(gate.fault(), None, "{what}");
        for (wish, promise) in WISHES.into_iter().zip(&self.promises) {
            // What is denied for an earlier reason tells nothing, and lets nobody in.
            if let Ok(found) = stands(&gate, wish) {
                assert!(promise.allows(found), "{what}: {wish:?}: {found:?} of {promise:?}");
            }
        }
    }
}

fn read(disk: &Arc<dyn Disk>) -> Records {
    let records = log::read(disk, Path::new(DIR)).unwrap().filter_map(|entry| match entry.item {
        Item::Record(record) => Some(((entry.place.segment, entry.place.seq), record)),
        _ => None,
    });
    Records(records.collect())
}
