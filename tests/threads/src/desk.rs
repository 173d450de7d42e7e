//! A gate on a disk in memory, made anew for every interleaving, and what its log says.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use menshen::log::{self, Event, Item, LeaseEnd};
use menshen::seams::Seams;
use menshen::{Access, Age, Answer, AppState, Config, Gate, Lease, OsGrant, Policy, Resource};

use crate::shared::clock::TestClock;
use crate::shared::sim::SimDisk;

const DIR: &str = "/gate";
const POLICY: &str = include_str!("policy.json");

/// A gate and its world.
pub struct Desk {
    pub gate: Gate,
    pub disk: SimDisk,
    seams: Seams,
}

impl Desk {
    /// A gate with everything granted.
    pub fn new() -> Desk {
        let disk = SimDisk::default();
        let (_, seams) = TestClock::seams();
        let seams = Seams { disk: Arc::new(disk.clone()), ..seams };
        let gate = open(&seams);
        gate.accept_policy().unwrap();
        gate.switch_subject(Some("somebody"), Age::Adult).unwrap();
        gate.app_state(AppState::Foreground).unwrap();
        gate.answer(&film(), Answer::Grant).unwrap();
        for resource in [Resource::Camera, Resource::Microphone] {
            let all: Vec<&str> = resource.scope_names().collect();
            gate.os_changed(resource, &all, OsGrant::Granted).unwrap();
        }
        gate.maintain();
        Desk { gate, disk, seams }
    }

    /// How each lease ended, as the log has it.
    pub fn ends(&self, lease: u64) -> Vec<LeaseEnd> {
        let records = log::read(&self.seams.disk, Path::new(DIR)).unwrap();
        let end = |entry: log::Entry| match entry.item {
            Item::Record(record) => match record.event {
                Event::LeaseEnd { lease: ended, how, .. } if ended == lease => Some(how),
                _ => None,
            },
            other => panic!("{other:?}"),
        };
        records.filter_map(end).collect()
    }
}

fn open(seams: &Seams) -> Gate {
    let config = Config::new(DIR, Policy::parse(POLICY).unwrap());
    Gate::open(config.seams(seams.clone()).background(false)).unwrap()
}

/// To film, as a whole: camera and microphone.
pub fn film() -> Access {
    Access::purpose_only("film").user_initiated(true)
}

/// The camera of it.
pub fn camera() -> Access {
    Access::new("film", Resource::Camera, ["video"]).unwrap().user_initiated(true)
}

/// Counts how often, and in which order, a lease's listeners are called.
#[derive(Default)]
pub struct Calls {
    count: AtomicU32,
    how: AtomicU32,
}

impl Calls {
    /// Listens to a lease; says the how-many-th call it was over all that share `order`.
    pub fn listen(self: &Arc<Calls>, lease: &Lease, order: &Arc<AtomicU32>) {
        let (calls, order) = (Arc::clone(self), Arc::clone(order));
        lease.on_revoked(move |how| {
            calls.count.fetch_add(1, Ordering::SeqCst);
            let place = order.fetch_add(1, Ordering::SeqCst);
            calls.how.store(place << 8 | u32::from(how.number()), Ordering::SeqCst);
        });
    }

    pub fn count(&self) -> u32 {
        self.count.load(Ordering::SeqCst)
    }

    /// Which of the calls it was.
    pub fn place(&self) -> u32 {
        self.how.load(Ordering::SeqCst) >> 8
    }

    pub fn how(&self) -> Option<LeaseEnd> {
        LeaseEnd::from_number(self.how.load(Ordering::SeqCst) as u8)
    }
}
