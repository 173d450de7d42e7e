//! A row of the table: one access, attempt, prompt or milestone.

use menshen::log::{Cause, Place, PolicyAct, PromptAnswer, PromptKind};
use menshen::{AppState, Reason, Resource, Scopes, Version};

use super::ends::Held;
use crate::audit::Moment;

/// A row of the table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Counted from 1, over the rows of the period.
    pub(super) number: u64,
    pub(super) place: Place,
    pub(super) first: Moment,
    pub(super) last: Moment,
    /// How often, when identical ones within a second are told together.
    pub(super) times: u64,
    pub(super) act: Act,
    pub(super) lease: Lease,
    /// How often the resource was used in the second, minute and hour that end here.
    pub(super) counts: Option<[u64; 3]>,
}

/// What happened: rows that are alike in all of this are repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    pub(super) kind: Kind,
    pub(super) process: u32,
    /// Where the app was, where the log says.
    pub(super) app: Option<AppState>,
    /// What the user had decided about the policy by then.
    pub(super) phase: Phase,
    /// `app`, an SDK, or what the system attributes a use to. Empty where nobody is known.
    pub(super) caller: String,
    /// Empty where no purpose is known.
    pub(super) purpose: String,
    pub(super) scope: Option<(Resource, Scopes)>,
    /// Whether the user had just tapped the feature, where the log says.
    pub(super) tapped: Option<bool>,
    pub(super) call_site: String,
    /// The rules of the audit that it breaks.
    pub(super) breaks: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Let in by the gate; a reason that observe mode set aside.
    Access(Option<Reason>),
    /// Denied: nothing was accessed.
    Denied(Reason),
    /// Reported by the system.
    Observed {
        covered: bool,
    },
    /// A third-party SDK runs, or may start; why the gate would not let it.
    SdkStart {
        running: bool,
        reason: Option<Reason>,
    },
    /// A third-party SDK asked to start, and was not let.
    SdkDenied(Reason),
    Prompt {
        kind: PromptKind,
        answer: PromptAnswer,
        text: bool,
    },
    Policy(PolicyAct, Version),
    /// A consent ended.
    Withdrawn(Cause),
    /// Records may be missing here.
    Hole,
}

/// What the user had decided about the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The log begins later than the installation and has not said yet.
    Unknown,
    /// Not shown yet.
    Unseen,
    Shown,
    Declined,
    Accepted(Version),
}

/// How long what a row tells of was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lease {
    /// There is nothing to hold.
    None,
    /// The log does not say that it ended.
    Open,
    /// The longest of the row's.
    Ended(Held),
}

impl Row {
    pub(super) fn new(place: Place, at: Moment, act: Act) -> Row {
        let (first, last) = (at, at);
        Row { number: 0, place, first, last, times: 1, act, lease: Lease::None, counts: None }
    }

    /// Whether something was accessed. What the system reports and a lease covers is not counted
    /// again.
    pub(super) fn is_use(&self) -> bool {
        matches!(self.act.kind, Kind::Access(_) | Kind::Observed { covered: false })
    }

    pub(super) fn is_denied(&self) -> bool {
        matches!(self.act.kind, Kind::Denied(_) | Kind::SdkDenied(_))
    }

    pub(super) fn breaks(&self, rule: &str) -> bool {
        self.act.breaks.contains(&rule)
    }

    /// Takes a later repeat in.
    pub(super) fn join(&mut self, later: Row) {
        self.last = later.last;
        self.times += later.times;
        self.counts = later.counts;
        self.lease = self.lease.longer(later.lease);
    }
}

impl Act {
    pub(super) fn new(kind: Kind, phase: Phase) -> Act {
        Act {
            kind,
            process: 0,
            app: None,
            phase,
            caller: String::new(),
            purpose: String::new(),
            scope: None,
            tapped: None,
            call_site: String::new(),
            breaks: Vec::new(),
        }
    }

    pub(super) fn resource(&self) -> Option<Resource> {
        self.scope.map(|(resource, _)| resource)
    }
}

impl Kind {
    /// Why the gate denied it, or would have.
    pub(super) const fn reason(self) -> Option<Reason> {
        match self {
            Kind::Access(reason) | Kind::SdkStart { reason, .. } => reason,
            Kind::Denied(reason) | Kind::SdkDenied(reason) => Some(reason),
            _ => None,
        }
    }
}

impl Phase {
    pub(super) fn after(self, act: PolicyAct, version: Version) -> Phase {
        match (self, act) {
            (Phase::Unseen, PolicyAct::Shown) => Phase::Shown,
            (_, PolicyAct::Shown) => self,
            (_, PolicyAct::Accepted) => Phase::Accepted(version),
            (_, PolicyAct::Declined) => Phase::Declined,
        }
    }

    /// Whether the user has certainly not accepted the policy.
    pub(super) fn is_unaccepted(self) -> bool {
        matches!(self, Phase::Unseen | Phase::Shown | Phase::Declined)
    }
}

impl Lease {
    pub(super) fn longer(self, other: Lease) -> Lease {
        match (self, other) {
            (Lease::Open, _) | (_, Lease::Open) => Lease::Open,
            (Lease::Ended(one), Lease::Ended(two)) if two.span > one.span => Lease::Ended(two),
            (Lease::None, other) => other,
            (one, _) => one,
        }
    }
}
