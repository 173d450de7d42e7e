//! The judges: one small state machine over records for each rule.

pub(super) mod acceptance;
pub(super) mod answers;
pub(super) mod at_once;
pub(super) mod background;
pub(super) mod budget;
pub(super) mod consent;
pub(super) mod gaps;
pub(super) mod guardian;
pub(super) mod interval;
pub(super) mod leases;
pub(super) mod observed;
pub(super) mod prompts;
pub(super) mod sdks;
pub(super) mod separate;
pub(super) mod signing;
pub(super) mod undeclared;
pub(super) mod unexplained;

use menshen::log::{Damage, Decision, Event, Place, Record};

use super::findings::Findings;
use super::moment::Moment;
use super::world::{Used, World};

/// A record, where it stands, and when it was written.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) place: Place,
    pub(super) record: &'a Record<'a>,
    pub(super) at: Moment,
    /// What it lets somebody in on.
    pub(super) used: &'a [Used],
}

/// Something in the log that is no record.
pub(super) enum Trouble {
    Damage(Damage),
    /// A record of a kind that this version does not know.
    Unknown,
}

/// What judges by one rule. The world is as it was before the record.
pub(super) trait Judge {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings);

    fn trouble(&mut self, _: &World<'_>, _: Place, _: &Trouble, _: &mut Findings) {}

    /// The log ends here.
    fn end(&mut self, _: &World<'_>, _: &mut Findings) {}
}

impl<'a> Seen<'a> {
    /// The decision, if it let somebody in: allowed, or let through by observe mode.
    fn let_in(&self) -> Option<&'a Decision<'a>> {
        self.decision().filter(|decision| let_in(decision))
    }

    /// Whether the user had just tapped a feature.
    fn is_tap(&self) -> bool {
        match &self.record.event {
            Event::Decision(decision) => decision.user_initiated,
            Event::Prompt(prompt) => prompt.user_initiated,
            _ => false,
        }
    }

    fn decision(&self) -> Option<&'a Decision<'a>> {
        match &self.record.event {
            Event::Decision(decision) => Some(decision),
            _ => None,
        }
    }
}

pub(super) fn let_in(decision: &Decision<'_>) -> bool {
    decision.reason.is_none() || decision.observed
}
