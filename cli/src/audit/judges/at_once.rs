//! The user is asked for one thing at a time.

use menshen::log::{Event, Prompt, PromptKind};
use menshen::{Resource, Scopes, Span};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::moment::Moment;
use crate::audit::world::World;

pub(in crate::audit) const RULE: &str = "prompts-at-once";

pub(in crate::audit) static AT_LAUNCH: Variant = Variant {
    rule: RULE,
    id: "at-launch",
    severity: Violation,
    zh: "应用一启动就索取{what}权限{for}，用户没有点击任何功能，又索取了其他权限，共 {times}：{detail}。",
    en: "Right after the start the user was asked for {what}{for}, and {times} for further \
         permissions without having tapped anything: {detail}.",
};
pub(in crate::audit) static IN_A_ROW: Variant = Variant {
    rule: RULE,
    id: "in-a-row",
    severity: Violation,
    zh: "就{what}征求同意之后{for}，用户没有点击任何功能，紧接着又为其他用途弹窗，共 {times}：{detail}。",
    en: "The user was asked about {what}{for} and then, without having tapped anything, {times} for \
         other purposes right away: {detail}.",
};

/// How long after a start a permission counts as asked for at the start.
const LAUNCH: Span = Span::seconds(30);
/// Prompts are on record when they are answered: who reads the next one needs this long.
const READING: Span = Span::seconds(10);

/// Follows the prompts for which the user has tapped nothing.
#[derive(Default)]
pub(in crate::audit) struct PromptsAtOnce {
    /// The first permission that was asked for since the newest launch.
    at_launch: Option<(u64, Question)>,
    /// The first prompt of a row, and when its newest was answered.
    row: Option<(Question, Moment)>,
}

/// What the user was asked.
#[derive(Clone)]
struct Question {
    purpose: String,
    scope: Option<(Resource, Scopes)>,
}

impl Judge for PromptsAtOnce {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        if seen.is_tap() {
            *self = PromptsAtOnce::default();
            return;
        }
        let Event::Prompt(prompt) = &seen.record.event else { return };
        if prompt.kind == PromptKind::Policy {
            return;
        }
        let question = Question { purpose: prompt.purpose.to_string(), scope: prompt.scope };
        let at_launch = self.at_launch(world, seen, prompt, &question);
        let in_a_row = self.in_a_row(seen, &question);
        found.extend(at_launch.or(in_a_row));
    }
}

impl PromptsAtOnce {
    fn at_launch(
        &mut self,
        world: &World<'_>,
        seen: &Seen<'_>,
        prompt: &Prompt<'_>,
        question: &Question,
    ) -> Option<Found> {
        let (number, begun) = world.launches.begun()?;
        let asks_system = prompt.kind == PromptKind::OsDialog && prompt.scope.is_some();
        if !asks_system || seen.at.since(begun) > LAUNCH {
            return None;
        }
        match &self.at_launch {
            Some((launch, first)) if *launch == number => (first.resource() != question.resource())
                .then(|| first.then(&AT_LAUNCH, seen, question)),
            _ => {
                self.at_launch = Some((number, question.clone()));
                None
            }
        }
    }

    fn in_a_row(&mut self, seen: &Seen<'_>, question: &Question) -> Option<Found> {
        match &mut self.row {
            Some((first, newest)) if seen.at.since(*newest) <= READING => {
                *newest = seen.at;
                let other = first.purpose != question.purpose;
                other.then(|| first.then(&IN_A_ROW, seen, question))
            }
            row => {
                *row = Some((question.clone(), seen.at));
                None
            }
        }
    }
}

impl Question {
    fn resource(&self) -> Option<Resource> {
        self.scope.map(|(resource, _)| resource)
    }

    /// This was asked first, and then the other.
    fn then(&self, variant: &'static Variant, seen: &Seen<'_>, other: &Question) -> Found {
        let (resource, scopes) = self.scope.map_or((None, Scopes::NONE), |(on, of)| (Some(on), of));
        let it = Found::at(variant, seen).purpose(&self.purpose).on(resource, scopes);
        let names = other.scope.map(|(on, of)| format!(" {on}:{}", on.names(of).join(",")));
        let what = format!("{}{}", other.purpose, names.unwrap_or_default());
        it.detail(what.clone(), what)
    }
}
