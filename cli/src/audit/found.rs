//! What a judge says when it has found something.

use menshen::log::{Decision, Place};
use menshen::{Resource, Scopes, Version};

use super::declared::Access;
use super::finding::{Both, Culprit, Finding, Variant};
use super::judges::Seen;
use super::moment::Moment;
use super::world::LeaseId;

/// Something that a judge has found.
pub(super) struct Found {
    pub(super) finding: Finding,
    pub(super) at: Option<Moment>,
    /// Holds only if the log begins with the installation.
    pub(super) assumed: bool,
    /// Does not hold if this lease was ended at once: then nobody got in.
    pub(super) lease: Option<LeaseId>,
}

impl Found {
    pub(super) fn new(variant: &'static Variant, place: Place, at: Option<Moment>) -> Found {
        let time = at.map(|at| at.wall);
        let finding = Finding {
            variant,
            policy: None,
            culprit: Culprit::default(),
            scopes: Scopes::NONE,
            count: 1,
            first: time,
            last: time,
            places: vec![place],
            details: Vec::new(),
            certain: true,
            worst: 0,
        };
        Found { finding, at, assumed: false, lease: None }
    }

    pub(super) fn at(variant: &'static Variant, seen: &Seen<'_>) -> Found {
        Found::new(variant, seen.place, Some(seen.at))
    }

    pub(super) fn by(mut self, caller: &str) -> Found {
        self.finding.culprit.caller = caller.to_owned();
        self
    }

    pub(super) fn purpose(mut self, purpose: &str) -> Found {
        self.finding.culprit.purpose = purpose.to_owned();
        self
    }

    pub(super) fn on(mut self, resource: Option<Resource>, scopes: Scopes) -> Found {
        self.finding.culprit.resource = resource;
        self.finding.scopes = scopes;
        self
    }

    /// What a decision let in.
    pub(super) fn access(self, decision: &Decision<'_>, access: &Access) -> Found {
        let it = self.purpose(&decision.purpose).by(&decision.caller);
        it.on(access.resource, access.scopes)
    }

    pub(super) fn times(mut self, count: u64) -> Found {
        self.finding.count = count;
        self
    }

    pub(super) fn certain(mut self, certain: bool) -> Found {
        self.finding.certain = certain;
        self
    }

    /// One of several details that belong together.
    pub(super) fn detail(mut self, zh: impl Into<String>, en: impl Into<String>) -> Found {
        self.finding.details.push(Both { zh: zh.into(), en: en.into() });
        self
    }

    /// How bad it is: only the detail of the worst is told.
    pub(super) fn worst(mut self, worst: u64) -> Found {
        self.finding.worst = worst;
        self
    }

    /// The policy that it was judged by, when that is not the one of the newest record.
    pub(super) fn under(mut self, policy: Version) -> Found {
        self.finding.policy = Some(policy);
        self
    }

    pub(super) fn assumed(mut self, assumed: bool) -> Found {
        self.assumed = assumed;
        self
    }

    pub(super) fn unless_ended_at_once(mut self, process: u32, lease: u64) -> Found {
        self.lease = (lease != 0).then_some((process, lease));
        self
    }
}
