//! What the subject has answered.

use super::answers::Last;
use super::denied::every_bit;
use super::{Caller, Case, Denied, Target, Verdict};
use crate::policy::{BitRule, Slot, SlotId};
use crate::words::{Age, Basis, ConsentKind, Reason, Scopes, Step};

/// Checks the consent for each of `scopes`.
pub(super) fn check(case: &Case<'_>, id: SlotId, slot: &Slot, scopes: Scopes) -> Verdict {
    let answers = case.state.answers(case.policy, id, case.request.caller);
    let check = |bit: u8| match slot.bits.get(usize::from(bit)) {
        Some(_) if answers.bit(bit).last == Last::Expired && used_up(case, bit) => Ok(()),
        Some(rule) => bit_check(case, rule, answers.bit(bit)),
        None => Err(Denied::of(Reason::UndeclaredScope)),
    };
    every_bit(scopes, check, Reason::ConsentNotAsked, Reason::ConsentScope)
}

fn bit_check(case: &Case<'_>, rule: &BitRule, answer: super::BitAnswer) -> Verdict {
    if rule.basis != Basis::Consent {
        return Ok(());
    }
    let by_policy = kind(case, rule) == ConsentKind::Policy;
    let ask = |reason| answer.refusals.throttled(case, reason, Step::AskConsent);
    Err(match answer.last {
        Last::Refused => ask(Reason::ConsentRefused),
        Last::Withdrawn if case.request.user_initiated => {
            Denied::next(Reason::ConsentWithdrawn, Step::AskConsent)
        }
        Last::Withdrawn => Denied::next(Reason::ConsentWithdrawn, Step::WaitForUser),
        _ if by_policy => return Ok(()),
        Last::Granted(until) if until.is_none_or(|until| *case.now < until) => return Ok(()),
        Last::Granted(_) | Last::Expired => Denied::next(Reason::ConsentExpired, Step::AskConsent),
        Last::None => ask(Reason::ConsentNotAsked),
    })
}

/// Whether a live lease used up its consent for one access itself.
fn used_up(case: &Case<'_>, bit: u8) -> bool {
    matches!(case.request.target, Target::Held(_, _, once) if once.has(bit))
}

/// The kind of consent that this subject and caller need: a child's and an independent SDK's is
/// always separate (PIPL 31, 23).
fn kind(case: &Case<'_>, rule: &BitRule) -> ConsentKind {
    let child = case.policy.counted_age(case.state.subject.age) == Age::Child;
    let independent = match case.request.caller {
        Caller::Sdk(sdk) => case.policy.is_independent(sdk),
        Caller::App | Caller::Unknown => false,
    };
    if child || independent { ConsentKind::Separate } else { rule.consent }
}
