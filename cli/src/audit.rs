//! The audit: did the app keep what its policy promises?
//!
//! It reads records from the oldest to the newest and believes none of the gate's verdicts: what
//! was accepted, answered, spent and held is worked out again from the policy and the records.
//! Each rule of [`RULES`] has a judge of its own.

mod baseline;
mod declared;
mod finding;
mod findings;
mod found;
mod judges;
mod moment;
mod policies;
mod report;
mod rule;
mod rules;
#[cfg(test)]
mod tests;
mod watch;
mod world;

use std::collections::BTreeMap;

use menshen::log::{Entry, Event, Item, Place, Record};
use menshen::{Policy, Time, Version};

pub(crate) use baseline::{Baseline, Weighed};
pub(crate) use finding::{Finding, Severity};
use findings::Findings;
pub(crate) use findings::taken_back_at_once;
pub(crate) use judges::budget::shortened;
use judges::{Judge, Seen, Trouble};
pub(crate) use moment::Moment;
pub(crate) use policies::Policies;
pub(crate) use report::{counted, place_json, rules_as_markdown};
pub(crate) use rule::{Rule, Words};
pub(crate) use rules::RULES;
pub(crate) use watch::{Breach, Watch};
pub(crate) use world::Signed;
use world::World;

/// An audit that is going on.
pub(crate) struct Audit<'p> {
    world: World<'p>,
    judges: Vec<Box<dyn Judge>>,
    findings: Findings,
    looked_at: LookedAt,
    first_checkpoint: Option<u64>,
}

/// What an audit has read.
#[derive(Debug, Default)]
pub(crate) struct LookedAt {
    pub(crate) records: u64,
    pub(crate) first: Option<Time>,
    pub(crate) last: Option<Time>,
    /// How many records were written under each version of the policy.
    pub(crate) versions: BTreeMap<Version, u64>,
    /// Whether older records were dropped before the log was pulled.
    pub(crate) begins_late: bool,
}

/// What an audit came to.
pub(crate) struct Judgement<'p> {
    /// The newest of the policies.
    pub(crate) policy: &'p Policy,
    /// Each record was held against the one that it was written under.
    pub(crate) policies: Policies<'p>,
    pub(crate) looked_at: LookedAt,
    /// In the order of the rules, and then of time.
    pub(crate) findings: Vec<Finding>,
}

impl<'p> Audit<'p> {
    pub(crate) fn new(policies: Policies<'p>) -> Audit<'p> {
        Audit {
            world: World::new(policies),
            judges: RULES.iter().map(|rule| (rule.judge)()).collect(),
            findings: Findings::default(),
            looked_at: LookedAt::default(),
            first_checkpoint: None,
        }
    }

    /// Takes the next entry of the log in.
    pub(crate) fn take(&mut self, entry: &Entry) {
        match &entry.item {
            Item::Record(record) => self.record(entry.place, record),
            Item::Damage(damage) => self.trouble(entry.place, &Trouble::Damage(*damage)),
            _ => self.trouble(entry.place, &Trouble::Unknown),
        }
    }

    fn record(&mut self, place: Place, record: &Record<'_>) {
        let at = self.world.moment(record);
        let used = self.world.used(record);
        let seen = Seen { place, record, at, used: &used };
        self.looked_at.note(record);
        if let Event::Checkpoint { number, .. } = record.event {
            self.first_checkpoint.get_or_insert(number);
        }
        self.findings.go_by(self.world.declared.policy().version());
        self.findings.settle(&seen);
        for judge in &mut self.judges {
            judge.record(&self.world, &seen, &mut self.findings);
        }
        self.world.take(&seen);
    }

    fn trouble(&mut self, place: Place, trouble: &Trouble) {
        for judge in &mut self.judges {
            judge.trouble(&self.world, place, trouble, &mut self.findings);
        }
        self.world.trouble();
    }

    /// The log has been read; `signed` says how it is signed, where that is known.
    pub(crate) fn end(mut self, signed: Option<Signed>) -> Judgement<'p> {
        self.world.signed = signed;
        for judge in &mut self.judges {
            judge.end(&self.world, &mut self.findings);
        }
        // Checkpoints are counted from 1, so a log whose first is a later one has lost its start.
        self.looked_at.begins_late = self.first_checkpoint.is_some_and(|number| number > 1);
        let findings = self.findings.end(!self.looked_at.begins_late);
        let (policy, policies) = (self.world.policies.newest(), self.world.policies);
        Judgement { policy, policies, looked_at: self.looked_at, findings }
    }
}

impl<'p> Judgement<'p> {
    /// The policy that a finding was judged by.
    pub(crate) fn policy_of(&self, finding: &Finding) -> &'p Policy {
        self.policies.exact(finding.policy)
    }
}

impl LookedAt {
    fn note(&mut self, record: &Record<'_>) {
        self.records += 1;
        self.first = Some(self.first.map_or(record.wall, |first| first.min(record.wall)));
        self.last = Some(self.last.map_or(record.wall, |last| last.max(record.wall)));
        *self.versions.entry(record.policy).or_default() += 1;
    }
}
