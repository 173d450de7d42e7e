//! What is sensitive is asked for in a dialog of its own.

use menshen::{Action, ConsentKind};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{Answer, Asked, Standing, Used, World};

pub(in crate::audit) const RULE: &str = "separate-consent";

pub(in crate::audit) static BUNDLED: Variant = Variant {
    rule: RULE,
    id: "bundled",
    severity: Violation,
    zh: "{who}使用了{what}{for}，共 {times}；应当取得单独同意，但同意是与其他用途一并取得的。",
    en: "{who} used {what}{for} {times}. That needs separate consent, but the user was asked for \
         it together with another purpose.",
};
pub(in crate::audit) static BY_SYSTEM: Variant = Variant {
    rule: RULE,
    id: "system-dialog",
    severity: Violation,
    zh: "{who}使用了{what}{for}，共 {times}；应当取得单独同意，但只有系统权限弹窗的授权。",
    en: "{who} used {what}{for} {times}. That needs separate consent, but only the system's \
         dialog was answered.",
};
pub(in crate::audit) static NO_SHEET: Variant = Variant {
    rule: RULE,
    id: "no-sheet",
    severity: Violation,
    zh: "{who}使用了{what}{for}，共 {times}；应当取得单独同意，日志中却没有征求它的弹窗。",
    en: "{who} used {what}{for} {times}. That needs separate consent, but no dialog that asked for \
         it is on record.",
};

/// Looks at how the user was asked for what an access rests on.
pub(in crate::audit) struct SeparateConsent;

impl Judge for SeparateConsent {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        for Used { access, standings } in seen.used {
            let Some((variant, answer)) = standings.iter().find_map(not_separate) else { continue };
            let it = Found::at(variant, seen).access(decision, access);
            // The sheet may have stood where the log does not reach.
            let it = it.assumed(answer.asked == Asked::Nothing);
            let it = it.certain(answer.asked != Asked::Nothing || world.intact_since(0));
            found.add(it.unless_ended_at_once(seen.record.process, access.lease));
        }
    }
}

fn not_separate(standing: &Standing) -> Option<(&'static Variant, Answer)> {
    let needed = standing.kind == ConsentKind::Separate;
    let answer = standing.answer.filter(|it| needed && it.action == Action::Grant)?;
    let variant = match answer.asked {
        Asked::OwnSheet => return None,
        Asked::OtherSheet => &BUNDLED,
        Asked::SystemDialog => &BY_SYSTEM,
        Asked::Nothing => &NO_SHEET,
    };
    Some((variant, answer))
}
