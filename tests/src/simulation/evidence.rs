//! What the log must tell in the end: every access that was asked for, the end of every lease, and
//! nothing new of whoever was erased.

mod judged;

use std::collections::{BTreeMap, BTreeSet};

use menshen::log::LeaseEnd;
use menshen::{Denied, Lease, Reason};

use super::act::Ask;

/// Denials that are alike: process, subject, purpose, caller, reason, tapped.
pub(super) type Denial = (String, u64, String, String, Reason, bool);

#[derive(Default)]
pub(super) struct Evidence {
    /// The pseudonyms of the model's subjects.
    names: BTreeMap<u64, u64>,
    erased: BTreeSet<u64>,
    /// The leases that each process was given, in order.
    given: BTreeMap<String, Vec<u64>>,
    denied: BTreeMap<Denial, u64>,
    /// The leases on a resource, and how they ended as far as their holders saw.
    ends: BTreeMap<u64, Option<LeaseEnd>>,
    /// Processes of which a call failed: counts and ends may be missing, and are in a gap.
    failed: BTreeSet<String>,
    killed: BTreeSet<String>,
}

impl Evidence {
    pub(super) fn given(&mut self, process: &str, leases: &[Lease]) {
        let ids = leases.iter().filter(|lease| lease.resource().is_some()).map(Lease::id);
        for id in ids {
            self.given.entry(process.to_owned()).or_default().push(id);
            self.ends.insert(id, None);
        }
    }

    pub(super) fn denied(&mut self, process: &str, subject: u64, ask: &Ask, denied: Denied) {
        let (purpose, caller) = (ask.purpose().to_owned(), ask.caller.clone());
        let key = (process.to_owned(), subject, purpose, caller, denied.reason, ask.tapped);
        *self.denied.entry(key).or_default() += 1;
    }

    pub(super) fn failed(&mut self, process: &str) {
        self.failed.insert(process.to_owned());
    }

    pub(super) fn ended<'a>(&mut self, leases: impl Iterator<Item = &'a Lease>) {
        for lease in leases {
            if let (Some(how), Some(end)) = (lease.ended(), self.ends.get_mut(&lease.id())) {
                *end = Some(how);
            }
        }
    }

    /// A process gives its leases back, and ends.
    pub(super) fn closed(&mut self, leases: &[Lease]) {
        self.left(leases, LeaseEnd::Released);
    }

    pub(super) fn killed(&mut self, process: &str, leases: &[Lease]) {
        self.killed.insert(process.to_owned());
        self.left(leases, LeaseEnd::ProcessDied);
    }

    /// Leases that had not ended yet end so.
    pub(super) fn left(&mut self, leases: &[Lease], how: LeaseEnd) {
        for lease in leases {
            if let Some(end) = self.ends.get_mut(&lease.id()) {
                *end = Some(lease.ended().unwrap_or(how));
            }
        }
    }

    /// Whether a subject may go by this pseudonym: its own, or one that nobody had.
    pub(super) fn is_named(&self, subject: u64, name: u64) -> bool {
        match self.names.get(&subject) {
            Some(known) => *known == name,
            None => !self.names.values().any(|known| *known == name),
        }
    }

    /// The current subject's pseudonym, among all subjects that there are.
    pub(super) fn name<'a>(&mut self, subject: u64, name: u64, all: impl Iterator<Item = &'a u64>) {
        self.names.insert(subject, name);
        let all: BTreeSet<&u64> = all.collect();
        let gone = self.names.iter().filter(|(subject, _)| !all.contains(subject));
        self.erased.extend(gone.map(|(_, name)| *name));
    }
}
