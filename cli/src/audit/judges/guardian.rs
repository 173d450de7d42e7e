//! A minor's data waits for the guardian.

use menshen::Action;

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{Accepted, Used, World};

pub(in crate::audit) const RULE: &str = "guardian";

pub(in crate::audit) static MISSING: Variant = Variant {
    rule: RULE,
    id: "missing",
    severity: Violation,
    zh: "用户是未成年人，监护人尚未同意，{who}已使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} for a minor whose guardian had not consented.",
};
pub(in crate::audit) static WITHDRAWN: Variant = Variant {
    rule: RULE,
    id: "withdrawn",
    severity: Violation,
    zh: "用户是未成年人，监护人已撤回同意，{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} for a minor after the guardian had withdrawn the consent.",
};

/// Looks for a guardian's consent behind every access of a subject that needs one.
pub(in crate::audit) struct Guardian;

impl Judge for Guardian {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        let person = world.people.get(seen.record.subject);
        let accepted = matches!(world.acceptance.state, Accepted::Version(_));
        if !accepted || !world.declared.policy().needs_guardian(person.age) {
            return;
        }
        let variant = match person.guardian {
            Some(Action::Grant) => return,
            Some(_) => &WITHDRAWN,
            None => &MISSING,
        };
        for Used { access, .. } in seen.used {
            let it = Found::at(variant, seen).access(decision, access);
            let it = it.assumed(person.guardian.is_none());
            let it = it.certain(world.intact_since(person.troubles));
            found.add(it.unless_ended_at_once(seen.record.process, access.lease));
        }
    }
}
