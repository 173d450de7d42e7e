//! A no is a no, and a yes taken back is one too.

use menshen::Action;
use menshen::log::Cause;

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::moment::Moment;
use crate::audit::world::{Answer, Standing, Used, World};

pub(in crate::audit) const REFUSAL: &str = "after-refusal";
pub(in crate::audit) const WITHDRAWAL: &str = "after-withdrawal";

pub(in crate::audit) static REFUSED: Variant = Variant {
    rule: REFUSAL,
    id: "refused",
    severity: Violation,
    zh: "用户已拒绝，{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} after the user had refused.",
};
pub(in crate::audit) static WITHDRAWN: Variant = Variant {
    rule: WITHDRAWAL,
    id: "withdrawn",
    severity: Violation,
    zh: "用户已撤回同意，{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} after the user had withdrawn the consent.",
};
pub(in crate::audit) static SWITCHED_OFF: Variant = Variant {
    rule: WITHDRAWAL,
    id: "permission-switched-off",
    severity: Violation,
    zh: "用户已在系统中关闭权限（即取消授权），{who}未重新征得同意就使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} without asking again, after the user had switched the \
         permission off in the system, which withdraws the consent.",
};
pub(in crate::audit) static ENDED: Variant = Variant {
    rule: WITHDRAWAL,
    id: "ended",
    severity: Violation,
    zh: "同意已经终止（{detail}），{who}仍使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} after the consent had ended ({detail}).",
};

/// Holds every access against the latest answer.
pub(in crate::audit) struct AfterAnswer {
    /// The answer after which nothing may be used.
    no: Action,
}

impl AfterAnswer {
    pub(in crate::audit) fn new(no: Action) -> AfterAnswer {
        AfterAnswer { no }
    }

    /// The no that stands against a scope, if one does.
    fn no(&self, standing: &Standing, now: Moment) -> Option<Answer> {
        let answer = standing.answer.filter(|answer| answer.action == self.no)?;
        let counts = !standing.is_carried_by_the_policy() && !answer.is_the_one_access(now);
        counts.then_some(answer)
    }
}

impl Judge for AfterAnswer {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        for Used { access, standings } in seen.used {
            let no = standings.iter().find_map(|standing| self.no(standing, seen.at));
            if let Some(answer) = no {
                let it = finding(answer, seen).access(decision, access);
                let it = it.certain(world.intact_since(answer.troubles));
                found.add(it.unless_ended_at_once(seen.record.process, access.lease));
            }
        }
    }
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
