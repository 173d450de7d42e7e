//! For each rule a log that breaks it, and logs that nearly do.

mod access;
mod answers;
mod asking;
mod broken;
mod catalogue;
mod holes;
mod leases;
mod near;
mod output;
mod people;
mod script;
mod versions;

use menshen::log::{
    Cause, Consent, Damage, Decision, Event, Item, LeaseEnd, PolicyAct, Prompt, PromptAnswer,
    PromptKind,
};
use menshen::{Action, AppState, OsGrant, Policy, Reason, Resource, Span};

use script::*;

use super::finding::Finding;
use super::{Audit, Judgement, Policies, Signed};

const POLICY: &str = include_str!("../../../policies/netease-cloud-music.json");

fn policy() -> Policy {
    Policy::parse(POLICY).unwrap()
}

impl Script {
    fn judge<'p>(&self, policy: &'p Policy) -> Judgement<'p> {
        self.judge_by(Policies::new(policy, Vec::new()))
    }

    fn judge_by<'p>(&self, policies: Policies<'p>) -> Judgement<'p> {
        let mut audit = Audit::new(policies);
        audit.first_checkpoint = self.later.then_some(2);
        self.entries.iter().for_each(|entry| audit.take(entry));
        let (checkpoint, unsigned) = self.signed();
        audit.end(Some(Signed { checkpoint, unsigned }))
    }

    fn findings(&self) -> Vec<Finding> {
        self.judge(&policy()).findings
    }

    /// The log breaks exactly this rule in this way, by one culprit; returns the finding.
    #[track_caller]
    fn breaks(&self, rule: &str, variant: &str) -> Finding {
        let findings = self.findings();
        let found: Vec<_> = findings.iter().map(|it| (it.variant.rule, it.variant.id)).collect();
        assert_eq!(found, [(rule, variant)]);
        findings.into_iter().next().unwrap()
    }

    #[track_caller]
    fn is_clean(&self) {
        let policy = policy();
        let judgement = self.judge(&policy);
        assert!(judgement.findings.is_empty(), "{}", judgement.as_text(crate::lang::Lang::En));
    }
}
