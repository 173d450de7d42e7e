//! A no is a no, and a yes taken back is one too.

use std::collections::HashMap;

use menshen::log::{Cause, Consent, Decision, Event};
use menshen::{Action, Basis, ConsentKind, Resource, Scopes};

use super::{Judge, Seen};
use crate::audit::declared::{Access, bit_rule};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::World;

pub(in crate::audit) const REFUSAL: &str = "after-refusal";
pub(in crate::audit) const WITHDRAWAL: &str = "after-withdrawal";

static REFUSED: Variant = Variant {
    rule: REFUSAL,
    id: "refused",
    severity: Violation,
    zh: "用户已拒绝，{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} after the user had refused.",
};
static WITHDRAWN: Variant = Variant {
    rule: WITHDRAWAL,
    id: "withdrawn",
    severity: Violation,
    zh: "用户已撤回同意，{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} after the user had withdrawn the consent.",
};
static SWITCHED_OFF: Variant = Variant {
    rule: WITHDRAWAL,
    id: "permission-switched-off",
    severity: Violation,
    zh: "用户已在系统中关闭权限（即取消授权），{who}未重新征得同意就使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} without asking again, after the user had switched the \
         permission off in the system, which withdraws the consent.",
};
static ENDED: Variant = Variant {
    rule: WITHDRAWAL,
    id: "ended",
    severity: Violation,
    zh: "同意已经终止（{detail}），{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} after the consent had ended ({detail}).",
};

/// Keeps the latest answer for every scope, and holds every access against it.
pub(in crate::audit) struct AfterAnswer {
    /// The answer after which nothing may be used.
    no: Action,
    latest: HashMap<Subject, HashMap<Key, Answer>>,
}

/// The pseudonym of a subject.
type Subject = u64;

#[derive(PartialEq, Eq, Hash)]
struct Key {
    purpose: String,
    resource: Option<Resource>,
    bit: u8,
    /// The independent SDK that the answer names; empty for all others.
    caller: String,
}

#[derive(Clone, Copy)]
struct Answer {
    action: Action,
    cause: Cause,
    troubles: u64,
}

impl AfterAnswer {
    pub(in crate::audit) fn new(no: Action) -> AfterAnswer {
        AfterAnswer { no, latest: HashMap::new() }
    }

    fn answered(&mut self, world: &World<'_>, subject: Subject, consent: &Consent<'_>) {
        let Consent { action, cause, .. } = *consent;
        let answer = Answer { action, cause, troubles: world.troubles };
        let latest = self.latest.entry(subject).or_default();
        for (resource, scopes) in world.declared.covered(&consent.purpose, consent.scope) {
            for bit in touched(resource, scopes, action, cause).iter() {
                let (purpose, caller) = (consent.purpose.to_string(), consent.caller.to_string());
                latest.insert(Key { purpose, resource, bit, caller }, answer);
            }
        }
    }

    /// The no that stands against an access, if one does.
    fn standing(
        &self,
        world: &World<'_>,
        subject: Subject,
        decision: &Decision<'_>,
        access: &Access,
    ) -> Option<Answer> {
        let latest = self.latest.get(&subject)?;
        let purpose = world.declared.purpose(&decision.purpose)?;
        let caller = world.declared.named(&decision.caller);
        let mut answers = access.scopes.iter().filter_map(|bit| {
            let rule = bit_rule(purpose, access.resource, bit);
            let (purpose, caller) = (purpose.id.clone(), caller.to_owned());
            let answer = latest.get(&Key { purpose, resource: access.resource, bit, caller })?;
            // Accepting the policy suffices for such a need, so only a no of the user's ends it.
            let carried = rule.consent == ConsentKind::Policy && !is_users(answer.cause);
            (rule.basis == Basis::Consent && !carried).then_some(*answer)
        });
        answers.find(|answer| answer.action == self.no)
    }
}

impl Judge for AfterAnswer {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let subject = seen.record.subject;
        match &seen.record.event {
            Event::Consent(consent) => return self.answered(world, subject, consent),
            Event::Erased => return drop(self.latest.remove(&subject)),
            _ => {}
        }
        let Some(decision) = seen.let_in() else { return };
        for access in world.declared.accesses(decision) {
            if let Some(answer) = self.standing(world, subject, decision, &access) {
                let it = finding(answer, seen).on(access.resource, access.scopes);
                let it = it.purpose(&decision.purpose).by(&decision.caller);
                let it = it.certain(world.intact_since(answer.troubles));
                found.add(it.unless_ended_at_once(seen.record.process, access.lease));
            }
        }
    }
}

/// The scopes that an answer is about. What the user says closes along the lattice; what the
/// ledger ends by itself is named scope by scope.
fn touched(resource: Option<Resource>, scopes: Scopes, action: Action, cause: Cause) -> Scopes {
    match resource {
        None => scopes,
        Some(resource) if action == Action::Grant => scopes.closed_down(resource),
        Some(resource) if matches!(cause, Cause::User | Cause::OsDialog) => {
            scopes.closed_up(resource)
        }
        Some(_) => scopes,
    }
}

fn is_users(cause: Cause) -> bool {
    matches!(cause, Cause::User | Cause::OsDialog | Cause::OsChange)
}

fn finding(answer: Answer, seen: &Seen<'_>) -> Found {
    match (answer.action, answer.cause) {
        (Action::Refuse, _) => Found::at(&REFUSED, seen),
        (_, Cause::OsChange) => Found::at(&SWITCHED_OFF, seen),
        (_, Cause::Expiry) => Found::at(&ENDED, seen).detail("已到期", "it had expired"),
        (_, Cause::Policy) => {
            Found::at(&ENDED, seen).detail("隐私政策有重大变更", "the policy changed materially")
        }
        (_, Cause::Erasure) => Found::at(&ENDED, seen).detail("用户已删除", "it was erased"),
        _ => Found::at(&WITHDRAWN, seen),
    }
}
