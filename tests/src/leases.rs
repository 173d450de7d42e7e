//! The leases that a log tells of.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use menshen::log::{self, Event, Item, LeaseEnd};
use menshen::seams::Disk;

/// The leases that a log tells of, by their numbers.
#[derive(Debug, Default)]
pub struct Leases {
    /// Those that were given.
    pub given: HashSet<u64>,
    /// Those that ended.
    pub ended: HashSet<u64>,
    /// Those that ended because their process died.
    pub by_death: HashSet<u64>,
}

impl Leases {
    /// Reads them from the log in `dir`.
    pub fn read(disk: &Arc<dyn Disk>, dir: &Path) -> Leases {
        let events = log::read(disk, dir).unwrap().filter_map(|entry| match entry.item {
            Item::Record(record) => Some(record.event),
            _ => None,
        });
        let mut leases = Leases::default();
        events.for_each(|event| leases.note(&event));
        leases
    }

    /// Those that these records tell of.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event<'static>>) -> Leases {
        let mut leases = Leases::default();
        events.into_iter().for_each(|event| leases.note(event));
        leases
    }

    fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Decision(decision) => {
                let given = decision.uses.iter().map(|it| it.lease).filter(|it| *it != 0);
                self.given.extend(given);
            }
            Event::LeaseEnd { lease, how, .. } => {
                self.ended.insert(*lease);
                if *how == LeaseEnd::ProcessDied {
                    self.by_death.insert(*lease);
                }
            }
            _ => {}
        }
    }
}
