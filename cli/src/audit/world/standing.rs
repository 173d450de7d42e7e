//! What stands for or against an access, scope by scope.

use menshen::log::{Cause, Decision, Event, Record};
use menshen::{Age, Basis, ConsentKind};

use super::World;
use super::answers::{Answer, Key};
use crate::audit::declared::{Access, bit_rule};
use crate::audit::judges::let_in;

/// What stands for or against the use of one scope that needs consent.
pub(in crate::audit) struct Standing {
    /// The kind of consent that this subject and caller need.
    pub(in crate::audit) kind: ConsentKind,
    /// The latest answer, if the log knows of one.
    pub(in crate::audit) answer: Option<Answer>,
}

/// One resource that somebody was let in on.
pub(in crate::audit) struct Used {
    pub(in crate::audit) access: Access,
    /// What stands for or against it: an entry for each scope whose basis is consent.
    pub(in crate::audit) standings: Vec<Standing>,
}

impl World<'_> {
    /// What a record lets somebody in on.
    pub(in crate::audit) fn used(&self, record: &Record<'_>) -> Vec<Used> {
        let Event::Decision(decision) = &record.event else { return Vec::new() };
        if !let_in(decision) {
            return Vec::new();
        }
        let accesses = self.declared.accesses(decision).into_iter();
        let used = |access| Used { standings: self.standings(record, decision, &access), access };
        accesses.map(used).collect()
    }

    fn standings(
        &self,
        record: &Record<'_>,
        decision: &Decision<'_>,
        access: &Access,
    ) -> Vec<Standing> {
        let Some(purpose) = self.declared.purpose(&decision.purpose) else { return Vec::new() };
        let (resource, caller) = (access.resource, self.declared.named(&decision.caller));
        let standing = |bit: u8| {
            let rule = bit_rule(purpose, resource, bit);
            let (purpose, caller) = (purpose.id.clone(), caller.to_owned());
            let key = Key { purpose, resource, bit, caller };
            let answer = self.answers.of(record.subject, &key).copied();
            let kind = self.kind(record.subject, &key.caller, rule.consent);
            (rule.basis == Basis::Consent).then_some(Standing { kind, answer })
        };
        access.scopes.iter().filter_map(standing).collect()
    }

    /// A child's consent is always separate, and so is one for an independent SDK.
    fn kind(&self, subject: u64, named: &str, declared: ConsentKind) -> ConsentKind {
        let age = self.people.get(subject).age;
        let child = self.declared.policy().counted_age(age) == Age::Child;
        if child || !named.is_empty() { ConsentKind::Separate } else { declared }
    }
}

impl Standing {
    /// Whether accepting the policy carries it on, though the ledger ended an earlier consent:
    /// then only a no of the user's own ends it.
    pub(in crate::audit) fn is_carried_by_the_policy(&self) -> bool {
        let by_user = |answer: Answer| {
            matches!(answer.cause, Cause::User | Cause::OsDialog | Cause::OsChange)
        };
        self.kind == ConsentKind::Policy && !self.answer.is_some_and(by_user)
    }
}
