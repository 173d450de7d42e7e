//! Who is asked is told what for.

use std::collections::HashMap;

use menshen::Span;
use menshen::log::{Event, PromptKind};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::moment::Moment;
use crate::audit::world::World;

pub(in crate::audit) const RULE: &str = "unexplained-prompt";

pub(in crate::audit) static SYSTEM: Variant = Variant {
    rule: RULE,
    id: "system-dialog",
    severity: Violation,
    zh: "弹出系统权限弹窗索取{what}{for}时没有说明目的，共 {times}。",
    en: "The system's dialog asked for {what}{for} {times} without the purpose being told.",
};
pub(in crate::audit) static SHEET: Variant = Variant {
    rule: RULE,
    id: "sheet",
    severity: Violation,
    zh: "就{what}征求同意的弹窗{for}没有说明目的的文字，共 {times}。",
    en: "The user was asked about {what}{for} {times} by a sheet that does not tell the purpose.",
};

/// An explanation counts for the dialog that follows it within this span.
const FRESH: Span = Span::minutes(5);

/// Looks for a text in, or shortly before, every prompt.
#[derive(Default)]
pub(in crate::audit) struct Unexplained {
    /// When each purpose was last explained.
    explained: HashMap<String, Moment>,
}

impl Judge for Unexplained {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Event::Prompt(prompt) = &seen.record.event else { return };
        if prompt.text != 0 {
            self.explained.insert(prompt.purpose.to_string(), seen.at);
            return;
        }
        let before = self.explained.get(prompt.purpose.as_ref());
        let variant = match prompt.kind {
            PromptKind::OsDialog if before.is_none_or(|at| seen.at.since(*at) > FRESH) => &SYSTEM,
            PromptKind::ConsentSheet => &SHEET,
            _ => return,
        };
        let it = Found::at(variant, seen).purpose(&prompt.purpose).certain(world.intact_since(0));
        let (resource, scopes) = prompt.scope.unzip();
        found.add(it.on(resource, scopes.unwrap_or_default()));
    }
}
