//! A row: what stands at one place of the log, and what earlier places say about it.

use std::collections::HashMap;

use menshen::log::{Consent, Decision, Entry, Event, Item, Prompt, Record};
use menshen::{OsGrant, Resource, Scopes};

use super::super::about::About;

/// One row.
pub(super) struct Row<'a> {
    /// The number of the row, from 1.
    pub(super) id: i64,
    pub(super) entry: &'a Entry,
    pub(super) about: About<'a>,
    pub(super) process_name: Option<&'a str>,
    pub(super) uses: Vec<Used>,
}

/// One resource that a record is about.
#[derive(Default, Clone, Copy)]
pub(super) struct Used {
    /// `None` at the end of a lease whose beginning is missing.
    pub(super) of: Option<(Resource, Scopes)>,
    pub(super) os: Option<OsGrant>,
    /// 0 when there is none.
    pub(super) lease: u64,
}

impl<'a> Row<'a> {
    pub(super) fn record(&self) -> Option<&'a Record<'static>> {
        match &self.entry.item {
            Item::Record(record) => Some(record),
            _ => None,
        }
    }

    pub(super) fn event(&self) -> Option<&'a Event<'static>> {
        self.record().map(|record| &record.event)
    }

    pub(super) fn decision(&self) -> Option<&'a Decision<'static>> {
        match self.event()? {
            Event::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    pub(super) fn prompt(&self) -> Option<&'a Prompt<'static>> {
        match self.event()? {
            Event::Prompt(prompt) => Some(prompt),
            _ => None,
        }
    }

    pub(super) fn consent(&self) -> Option<&'a Consent<'static>> {
        match self.event()? {
            Event::Consent(consent) => Some(consent),
            _ => None,
        }
    }
}

/// What the log has said so far that later rows need.
#[derive(Default)]
pub(super) struct Memory {
    processes: HashMap<u32, String>,
    /// The decisions that gave the leases that are open.
    leases: HashMap<u64, Given>,
    rows: i64,
    /// The lease that has just ended.
    ended: Option<Given>,
}

/// What a lease was given for.
struct Given {
    purpose: Box<str>,
    caller: Box<str>,
    of: (Resource, Scopes),
}

impl Memory {
    /// Takes in what an entry says, whether it is exported or not.
    pub(super) fn note(&mut self, entry: &Entry) {
        let Item::Record(record) = &entry.item else { return };
        match &record.event {
            Event::ProcessStart { name, .. } => {
                self.processes.insert(record.process, name.clone().into_owned());
            }
            Event::Decision(decision) => self.give(decision),
            Event::LeaseEnd { lease, .. } => self.ended = self.leases.remove(lease),
            _ => {}
        }
    }

    fn give(&mut self, decision: &Decision<'_>) {
        for given in decision.uses.iter().filter(|given| given.lease != 0) {
            let purpose = decision.purpose.as_ref().into();
            let caller = decision.caller.as_ref().into();
            let of = (given.resource, given.scopes);
            self.leases.insert(given.lease, Given { purpose, caller, of });
        }
    }

    /// The next row: the entry that was just noted.
    pub(super) fn row<'a>(&'a mut self, entry: &'a Entry) -> Row<'a> {
        self.rows += 1;
        let mut row = Row {
            id: self.rows,
            entry,
            about: About::default(),
            process_name: None,
            uses: Vec::new(),
        };
        if let Item::Record(record) = &entry.item {
            row.about = self.about(&record.event);
            row.process_name = self.processes.get(&record.process).map(String::as_str);
            row.uses = self.uses(&record.event);
        }
        row
    }

    /// The end of a lease names only the lease; the rest is known from its beginning.
    fn about<'a>(&'a self, event: &'a Event<'_>) -> About<'a> {
        match (event, &self.ended) {
            (Event::LeaseEnd { .. }, Some(given)) => About {
                purpose: Some(&given.purpose),
                caller: Some(&given.caller),
                ..About::default()
            },
            _ => About::of(event),
        }
    }

    fn uses(&self, event: &Event<'_>) -> Vec<Used> {
        let scope = |of: Option<(Resource, Scopes)>| {
            of.map(|of| Used { of: Some(of), ..Used::default() }).into_iter().collect()
        };
        match event {
            Event::Decision(decision) => decision.uses.iter().map(Used::from).collect(),
            Event::LeaseEnd { lease, .. } => {
                let of = self.ended.as_ref().map(|given| given.of);
                vec![Used { of, os: None, lease: *lease }]
            }
            Event::Prompt(prompt) => scope(prompt.scope),
            Event::Consent(consent) => scope(consent.scope),
            Event::OsGrant { resource, scopes, grant } => {
                vec![Used { of: Some((*resource, *scopes)), os: Some(*grant), lease: 0 }]
            }
            Event::OsObserved { resource, scopes, .. } => scope(Some((*resource, *scopes))),
            _ => Vec::new(),
        }
    }
}

impl From<&menshen::log::Use> for Used {
    fn from(it: &menshen::log::Use) -> Used {
        Used { of: Some((it.resource, it.scopes)), os: Some(it.os), lease: it.lease }
    }
}
