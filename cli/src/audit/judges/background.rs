//! A feature of the foreground stays there.

use menshen::AppState;

use super::{Judge, Seen};
use crate::audit::declared::bit_rule;
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{Used, World};

pub(in crate::audit) const RULE: &str = "background";

pub(in crate::audit) static TOO_FAR_BACK: Variant = Variant {
    rule: RULE,
    id: "too-far-back",
    severity: Violation,
    zh: "{who}在{detail}使用了{what}{for}，共 {times}。",
    en: "{who} used {what}{for} {times} while the app was {detail}.",
};

/// Holds the app's state against the furthest that the need may go.
pub(in crate::audit) struct Background;

impl Judge for Background {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        let Some(purpose) = world.declared.purpose(&decision.purpose) else { return };
        for Used { access, .. } in seen.used {
            let contexts =
                access.scopes.iter().map(|bit| bit_rule(purpose, access.resource, bit).context);
            let Some(most) = contexts.min().filter(|most| !most.covers(seen.record.app)) else {
                continue;
            };
            let it = Found::at(&TOO_FAR_BACK, seen).access(decision, access);
            let it = it.detail(zh(seen.record.app, most), en(seen.record.app, most));
            found.add(it.unless_ended_at_once(seen.record.process, access.lease));
        }
    }
}

fn zh(now: AppState, most: AppState) -> String {
    let name = |state| match state {
        AppState::Foreground => "前台",
        AppState::Perceptible => "用户可感知的后台",
        AppState::Background => "后台",
    };
    format!("{}（隐私政策至多允许在{}）", name(now), name(most))
}

fn en(now: AppState, most: AppState) -> String {
    let name = |state| match state {
        AppState::Foreground => "in the foreground",
        AppState::Perceptible => "perceptible to the user",
        AppState::Background => "in the background",
    };
    format!("{} (the policy allows at most {most})", name(now))
}
