//! What the records so far say about the installation; every judge looks at it.

use std::collections::{HashMap, HashSet};

use menshen::log::{Decision, Event, GapKind, LeaseEnd, PolicyAct, Record};
use menshen::{Policy, Resource, Scopes, Version};

use super::declared::Declared;
use super::judges::Seen;
use super::moment::Moment;
use menshen::log::Place;

/// The installation, as the records so far tell of it.
pub(super) struct World<'p> {
    pub(super) declared: Declared<'p>,
    pub(super) acceptance: Acceptance,
    /// Leases without an end so far.
    pub(super) leases: HashMap<LeaseId, OpenLease>,
    /// How often records may be missing so far: what was known before may have changed since.
    pub(super) troubles: u64,
    /// When the newest record was written.
    pub(super) last: Option<Moment>,
    records: u64,
    processes: HashMap<u32, Process>,
    died: HashSet<u32>,
}

/// What the user decided about the policy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Acceptance {
    pub(super) state: Accepted,
    troubles: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepted {
    /// The log has said nothing yet.
    Undecided,
    Declined,
    Version(Version),
}

/// A lease: the process that holds it, and its number.
pub(super) type LeaseId = (u32, u64);

/// A lease, as the decision that gave it says.
#[derive(Debug, Clone)]
pub(super) struct OpenLease {
    pub(super) purpose: String,
    pub(super) caller: String,
    pub(super) resource: Resource,
    pub(super) scopes: Scopes,
    pub(super) place: Place,
    pub(super) at: Moment,
    pub(super) troubles: u64,
}

struct Process {
    /// The run of the device that it belongs to.
    run: u64,
    /// The number of the record of its start, and of its newest.
    started: u64,
    last_record: u64,
    last: Option<Moment>,
}

impl<'p> World<'p> {
    pub(super) fn new(policy: &'p Policy) -> World<'p> {
        World {
            declared: Declared::new(policy),
            acceptance: Acceptance { state: Accepted::Undecided, troubles: 0 },
            leases: HashMap::new(),
            troubles: 0,
            last: None,
            records: 0,
            processes: HashMap::new(),
            died: HashSet::new(),
        }
    }

    /// When a record was written. Takes note of the process that wrote it.
    pub(super) fn moment(&mut self, record: &Record<'_>) -> Moment {
        self.records += 1;
        let number = self.records;
        if let Event::ProcessStart { boot_number: run, .. } = record.event {
            let new = Process { run, started: number, last_record: number, last: None };
            self.processes.entry(record.process).or_insert(new);
        }
        let run = self.processes.get(&record.process).map(|process| process.run);
        Moment::of(record, run)
    }

    pub(super) fn take(&mut self, seen: &Seen<'_>) {
        let process = seen.record.process;
        match &seen.record.event {
            Event::Policy { act, version } => self.policy(*act, *version),
            Event::Decision(decision) => self.open(seen, decision),
            Event::LeaseEnd { lease, how, .. } => {
                self.leases.remove(&(process, *lease));
                if *how == LeaseEnd::ProcessDied {
                    self.died.insert(process);
                    return;
                }
            }
            Event::Gap { what: GapKind::LostRecords, .. } => self.trouble(),
            _ => {}
        }
        self.last = Some(seen.at);
        if let Some(process) = self.processes.get_mut(&process) {
            (process.last_record, process.last) = (self.records, Some(seen.at));
        }
    }

    /// Records may be missing here.
    pub(super) fn trouble(&mut self) {
        self.troubles += 1;
    }

    /// Whether no record can be missing since there had been this many troubles.
    pub(super) fn intact_since(&self, troubles: u64) -> bool {
        self.troubles == troubles
    }

    /// Whether what the log says about the acceptance is all there is to say.
    pub(super) fn acceptance_is_certain(&self) -> bool {
        self.intact_since(self.acceptance.troubles)
    }

    fn policy(&mut self, act: PolicyAct, version: Version) {
        let state = match act {
            PolicyAct::Shown => return,
            PolicyAct::Accepted => Accepted::Version(version),
            PolicyAct::Declined => Accepted::Declined,
        };
        self.acceptance = Acceptance { state, troubles: self.troubles };
    }

    fn open(&mut self, seen: &Seen<'_>, decision: &Decision<'_>) {
        for it in decision.uses.iter().filter(|it| it.lease != 0) {
            let lease = OpenLease {
                purpose: decision.purpose.to_string(),
                caller: decision.caller.to_string(),
                resource: it.resource,
                scopes: it.scopes.closed_down(it.resource),
                place: seen.place,
                at: seen.at,
                troubles: self.troubles,
            };
            self.leases.insert((seen.record.process, it.lease), lease);
        }
    }

    /// Whether a process is sure to have ended: its death is on record, or the device was
    /// restarted and nothing was heard of it since.
    pub(super) fn is_gone(&self, process: u32) -> bool {
        let died = self.died.contains(&process);
        let Some(known) = self.processes.get(&process) else { return died };
        let restarted =
            |other: &Process| other.started > known.last_record && other.run != known.run;
        died || self.processes.values().any(restarted)
    }

    /// When a process was last heard of.
    pub(super) fn last_of(&self, process: u32) -> Option<Moment> {
        self.processes.get(&process)?.last
    }
}
