//! Where the basis is consent there is one, and it still holds.

use menshen::{Action, ConsentKind, Span};

use super::undeclared::is_declared;
use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{Accepted, Answer, Used, World};

pub(in crate::audit) const WITHOUT: &str = "without-consent";
pub(in crate::audit) const EXPIRY: &str = "after-expiry";

pub(in crate::audit) static NEVER_GIVEN: Variant = Variant {
    rule: WITHOUT,
    id: "never-given",
    severity: Violation,
    zh: "{who}使用了{what}{for}，共 {times}，但用户从未对此表示同意。",
    en: "{who} used {what}{for} {times}, to which the user never consented.",
};
pub(in crate::audit) static EXPIRED: Variant = Variant {
    rule: EXPIRY,
    id: "expired",
    severity: Violation,
    zh: "同意的期限已过，{who}仍使用了{what}{for}，共 {times}（{detail}）。",
    en: "{who} used {what}{for} {times} after the time of the consent was over ({detail}).",
};
pub(in crate::audit) static USED_UP: Variant = Variant {
    rule: EXPIRY,
    id: "used-up",
    severity: Violation,
    zh: "用户只同意了一次，{who}用过之后又使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} more, although the user had consented to one access \
         only.",
};

/// A grant's time is over by the gate's clock; the record of an access may be this much later.
const LATENESS: Span = Span::seconds(1);

/// Looks for a consent behind every access that needs one.
pub(in crate::audit) struct WithoutConsent;

impl Judge for WithoutConsent {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        // Before the policy is accepted, that is what is missing.
        if !matches!(world.acceptance.state, Accepted::Version(_)) {
            return;
        }
        for Used { access, standings } in seen.used {
            let missing =
                standings.iter().any(|it| it.kind != ConsentKind::Policy && it.answer.is_none());
            if missing && is_declared(world, decision, access) {
                let it = Found::at(&NEVER_GIVEN, seen).access(decision, access);
                let it = it.assumed(true).certain(world.intact_since(0));
                found.add(it.unless_ended_at_once(seen.record.process, access.lease));
            }
        }
    }
}

/// Holds every access against the end of the consent that it rests on.
pub(in crate::audit) struct AfterExpiry;

impl Judge for AfterExpiry {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        for Used { access, standings } in seen.used {
            let asked = standings.iter().filter(|it| it.kind != ConsentKind::Policy);
            let mut answers = asked.filter_map(|standing| standing.answer);
            let over = answers.find_map(|answer| Some((over(seen, &answer)?, answer.troubles)));
            if let Some((it, troubles)) = over {
                let it = it.access(decision, access).certain(world.intact_since(troubles));
                found.add(it.unless_ended_at_once(seen.record.process, access.lease));
            }
        }
    }
}

fn over(seen: &Seen<'_>, answer: &Answer) -> Option<Found> {
    if answer.action != Action::Grant {
        return None;
    }
    if answer.once == Some(false) {
        return Some(Found::at(&USED_UP, seen));
    }
    let (term, passed) = (answer.term?, seen.at.since(answer.at));
    let late = Span::from_millis(passed.millis().saturating_sub(term.millis()));
    let seconds = Span::seconds(late.millis() / 1_000);
    let (zh, en) = (format!("最久过期 {seconds}"), format!("by up to {seconds}"));
    (late > LATENESS).then(|| Found::at(&EXPIRED, seen).detail(zh, en).worst(late.millis()))
}
