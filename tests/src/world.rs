//! A gate on the real policy, in a folder and on a clock of the test's own.

use std::sync::Arc;

use menshen::log::{self, Event, Item, Record, State};
use menshen::seams::Seams;
use menshen::{Access, Config, Gate, Policy, Resource, Span};

use crate::clock::TestClock;
use crate::setup::{self, Folder, POLICY};

/// A folder and a clock, and the gates opened on them.
pub struct World {
    /// Where the gates keep their files.
    pub folder: Folder,
    /// The gates' clock.
    pub clock: Arc<TestClock>,
    /// What the gates are given.
    pub seams: Seams,
}

impl World {
    /// A fresh world with this word in its folder's name.
    pub fn new(name: &str) -> World {
        let (clock, seams) = TestClock::seams();
        World { folder: Folder::new(name), clock, seams }
    }

    /// How its gates are opened.
    pub fn config(&self, policy: Policy) -> Config {
        setup::config(&self.folder.0, policy).seams(self.seams.clone()).background(false)
    }

    /// How its gates are opened on the real policy.
    pub fn real(&self) -> Config {
        self.config(Policy::parse(POLICY).unwrap())
    }

    /// A gate, as another process would open it.
    pub fn gate(&self) -> Gate {
        Gate::open(self.real()).unwrap()
    }

    /// A gate with the policy accepted, an adult signed in, and these grants.
    pub fn granted(&self, grants: &[(&str, Resource, &str)]) -> Gate {
        let gate = self.gate();
        setup::grant(&gate, grants);
        gate
    }

    /// Lets time pass, and the gate notice.
    pub fn pass(&self, gate: &Gate, span: Span) {
        self.clock.pass(span);
        gate.maintain();
    }

    /// The log, from the first record to the last.
    pub fn records(&self) -> Vec<Record<'static>> {
        let record = |entry: log::Entry| match entry.item {
            Item::Record(record) => record,
            other => panic!("{other:?}"),
        };
        log::read(&self.seams.disk, &self.folder.0).unwrap().map(record).collect()
    }

    /// The events that `pick` wants, with the subject that each is logged for.
    pub fn picked<T>(&self, pick: impl Fn(&Event<'static>) -> Option<T>) -> Vec<(u64, T)> {
        let pick = |it: Record<'static>| Some((it.subject, pick(&it.event)?));
        self.records().into_iter().filter_map(pick).collect()
    }

    /// The counts of the denials on record.
    pub fn denials(&self) -> Vec<u32> {
        let count = |event: &Event<'_>| match event {
            Event::Decision(it) if it.reason.is_some() => Some(it.count),
            _ => None,
        };
        self.picked(count).into_iter().map(|(_, count)| count).collect()
    }

    /// What the log's verification says.
    pub fn state(&self) -> State {
        let all = log::VerifyOptions::default();
        log::verify(&self.seams.disk, &self.folder.0, &all).unwrap().state
    }

    /// What the log says, from the first record to the last.
    pub fn events(&self) -> Vec<Event<'static>> {
        self.records().into_iter().map(|record| record.event).collect()
    }
}

/// A purpose, and the resource and scope that are asked for.
pub type Wish = (&'static str, Resource, &'static str);

/// An access by the app itself, not tapped.
pub fn access((purpose, resource, scope): (&str, Resource, &str)) -> Access {
    Access::new(purpose, resource, [scope]).unwrap()
}
