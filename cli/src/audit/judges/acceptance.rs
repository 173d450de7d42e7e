//! Nothing is touched before the policy is accepted, or while it is declined.

use menshen::log::Event;
use menshen::{Resource, Scopes};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{Accepted, Used, World};

pub(in crate::audit) const RULE: &str = "before-acceptance";

pub(in crate::audit) static UNDECIDED: Variant = Variant {
    rule: RULE,
    id: "undecided",
    severity: Violation,
    zh: "{who}在用户同意隐私政策之前使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} before the user accepted the policy.",
};
pub(in crate::audit) static DECLINED: Variant = Variant {
    rule: RULE,
    id: "declined",
    severity: Violation,
    zh: "用户没有同意隐私政策（基本模式），{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} although the user had declined the policy (basic mode).",
};
pub(in crate::audit) static OUTDATED: Variant = Variant {
    rule: RULE,
    id: "outdated",
    severity: Violation,
    zh: "隐私政策有重大变更，用户尚未同意新版本，{who}已使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} after a material change of the policy, before the user \
         accepted the new version.",
};

/// Holds every access, and every use that the system reports, against the user's decision.
pub(in crate::audit) struct BeforeAcceptance;

impl Judge for BeforeAcceptance {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        if let Some(decision) = seen.let_in() {
            let Some(variant) = missing(world, seen, Some(&decision.purpose)) else { return };
            for Used { access, .. } in seen.used {
                let it = finding(variant, world, seen, (access.resource, access.scopes));
                let it = it.access(decision, access);
                found.add(it.unless_ended_at_once(seen.record.process, access.lease));
            }
        } else if let Event::OsObserved { resource, scopes, attribution, .. } = &seen.record.event {
            let Some(variant) = missing(world, seen, None) else { return };
            let it = finding(variant, world, seen, (Some(*resource), *scopes));
            found.add(it.by(attribution));
        }
    }
}

/// What is missing for a use now, if anything.
fn missing(world: &World<'_>, seen: &Seen<'_>, purpose: Option<&str>) -> Option<&'static Variant> {
    let accepted = match world.acceptance.state {
        Accepted::Undecided => return Some(&UNDECIDED),
        Accepted::Declined => return Some(&DECLINED),
        Accepted::Version(version) => version,
    };
    let changed = world.declared.changed(purpose?, seen.record.policy)?;
    (changed > accepted).then_some(&OUTDATED)
}

fn finding(
    variant: &'static Variant,
    world: &World<'_>,
    seen: &Seen<'_>,
    (resource, scopes): (Option<Resource>, Scopes),
) -> Found {
    let undecided = world.acceptance.state == Accepted::Undecided;
    let it = Found::at(variant, seen).on(resource, scopes);
    it.assumed(undecided).certain(world.acceptance_is_certain())
}
