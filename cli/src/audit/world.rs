//! What the records so far say about the installation; every judge looks at it.

mod answers;
mod launches;
mod people;
mod processes;
mod sheets;
mod standing;

use std::collections::HashMap;

use menshen::log::{Decision, Event, GapKind, LeaseEnd, Place, PolicyAct, Record, Report};
use menshen::{Resource, Scopes, Version};

use super::declared::Declared;
use super::judges::Seen;
use super::moment::Moment;
use super::policies::Policies;
pub(super) use answers::Answer;
use answers::Answers;
use launches::Launches;
use people::People;
use processes::Processes;
pub(super) use sheets::Asked;
pub(super) use standing::{Standing, Used};

/// The installation, as the records so far tell of it.
pub(super) struct World<'p> {
    pub(super) policies: Policies<'p>,
    /// What the policy of the newest record declares.
    pub(super) declared: Declared<'p>,
    pub(super) acceptance: Acceptance,
    answers: Answers,
    pub(super) people: People,
    pub(super) launches: Launches,
    /// Leases without an end so far.
    pub(super) leases: HashMap<LeaseId, OpenLease<'p>>,
    /// How often records may be missing so far: what was known before may have changed since.
    pub(super) troubles: u64,
    /// When the newest record was written.
    pub(super) last: Option<Moment>,
    pub(super) processes: Processes,
    /// How the log is signed, where that is known; judges ask at the end.
    pub(super) signed: Option<Signed>,
}

/// How a log is signed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signed {
    /// The number of the newest checkpoint.
    pub(crate) checkpoint: Option<u64>,
    /// Records that no signature vouches for.
    pub(crate) unsigned: u64,
}

impl From<&Report> for Signed {
    fn from(report: &Report) -> Signed {
        Signed { checkpoint: report.checkpoint, unsigned: report.unsigned }
    }
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
#[derive(Clone)]
pub(super) struct OpenLease<'p> {
    /// What was declared when it was given.
    pub(super) declared: Declared<'p>,
    pub(super) purpose: String,
    pub(super) caller: String,
    pub(super) resource: Resource,
    pub(super) scopes: Scopes,
    pub(super) place: Place,
    pub(super) at: Moment,
    pub(super) troubles: u64,
}

impl<'p> World<'p> {
    pub(super) fn new(policies: Policies<'p>) -> World<'p> {
        World {
            declared: Declared::new(policies.newest()),
            policies,
            acceptance: Acceptance { state: Accepted::Undecided, troubles: 0 },
            answers: Answers::default(),
            people: People::default(),
            launches: Launches::default(),
            leases: HashMap::new(),
            troubles: 0,
            last: None,
            processes: Processes::default(),
            signed: None,
        }
    }

    /// When a record was written. Takes note of the process and the policy that it was written
    /// under.
    pub(super) fn moment(&mut self, record: &Record<'_>) -> Moment {
        self.declared = Declared::new(self.policies.of(record.policy));
        let run = self.processes.run_of(record);
        Moment::of(record, run)
    }

    pub(super) fn take(&mut self, seen: &Seen<'_>) {
        match &seen.record.event {
            Event::Policy { act, version } => self.policy(*act, *version),
            Event::Decision(decision) => self.open(seen, decision),
            Event::LeaseEnd { lease, how, .. } => {
                self.leases.remove(&(seen.record.process, *lease));
                if *how == LeaseEnd::ProcessDied {
                    return self.processes.died(seen.record.process);
                }
            }
            Event::Gap { what: GapKind::LostRecords, .. } => self.trouble(),
            _ => {}
        }
        self.answers.take(self.declared, seen, self.troubles);
        self.people.take(seen, self.troubles);
        self.launches.take(seen);
        self.last = Some(seen.at);
        self.processes.heard_of(seen);
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
                declared: self.declared,
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
}
