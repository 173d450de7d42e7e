//! A third-party SDK runs only when it is listed and the user has agreed.

use menshen::log::Event;

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{Accepted, World};

pub(in crate::audit) const RULE: &str = "sdk-start";

pub(in crate::audit) static UNLISTED: Variant = Variant {
    rule: RULE,
    id: "unlisted",
    severity: Violation,
    zh: "隐私政策没有列出{who}，它却在运行，共见到 {times}。",
    en: "{who} ran (seen {times}), but the policy does not list it.",
};
pub(in crate::audit) static UNACCEPTED: Variant = Variant {
    rule: RULE,
    id: "before-acceptance",
    severity: Violation,
    zh: "用户同意隐私政策之前{who}就已运行，共见到 {times}。",
    en: "{who} ran before the user accepted the policy (seen {times}).",
};
pub(in crate::audit) static DENIED: Variant = Variant {
    rule: RULE,
    id: "denied",
    severity: Violation,
    zh: "门神不允许{who}启动（{detail}），它却在运行，共见到 {times}。",
    en: "{who} ran (seen {times}) although the gate did not let it start ({detail}).",
};

/// Looks at every SDK that runs, or was let start.
pub(in crate::audit) struct SdkStart;

impl Judge for SdkStart {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Event::Sdk { sdk, reason, running } = &seen.record.event else { return };
        if !running && reason.is_some() {
            return;
        }
        let state = world.acceptance.state;
        let accepted = matches!(state, Accepted::Version(_));
        let it = match reason {
            _ if world.declared.sdk(sdk).is_none() => Found::at(&UNLISTED, seen),
            _ if !accepted => Found::at(&UNACCEPTED, seen)
                .assumed(state == Accepted::Undecided)
                .certain(world.acceptance_is_certain()),
            Some(reason) => Found::at(&DENIED, seen).detail(reason.name(), reason.name()),
            None => return,
        };
        found.add(it.by(sdk));
    }
}
