//! The answers given for one resource of one purpose, folded to what still stands per scope.

use super::denied::Refusals;
use crate::time::Time;
use crate::words::{Action, Resource, Scopes};

/// What stands per scope bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers([BitAnswer; Scopes::MAX]);

/// What stands for one scope bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BitAnswer {
    /// The latest answer.
    pub last: Last,
    pub(crate) refusals: Refusals,
}

/// The latest answer for one scope bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Last {
    /// Nobody was asked.
    #[default]
    None,
    /// Yes, until this time, or until withdrawn.
    Granted(Option<Time>),
    /// No.
    Refused,
    /// A yes, taken back.
    Withdrawn,
    /// A yes whose time was seen to be over: it stays so even if the clock goes back.
    Expired,
}

impl Answers {
    pub(super) const NONE: Answers = Answers(
        [BitAnswer {
            last: Last::None,
            refusals: Refusals { times: 0, last: Time::from_millis(0) },
        }; Scopes::MAX],
    );

    /// What stands for a bit.
    pub fn bit(&self, bit: u8) -> BitAnswer {
        self.0.get(usize::from(bit)).copied().unwrap_or_default()
    }

    /// Takes an answer in, the latest one. A grant closes downward along the lattice, a refusal
    /// and a withdrawal upward.
    pub(crate) fn take(
        &mut self,
        resource: Option<Resource>,
        named: Scopes,
        action: Action,
        at: Time,
        until: Option<Time>,
    ) {
        let touched = match (resource, action) {
            (None, _) => named,
            (Some(resource), Action::Grant) => named.closed_down(resource),
            (Some(resource), _) => named.closed_up(resource),
        };
        for (answer, bit) in self.0.iter_mut().zip(0..).filter(|(_, bit)| touched.has(*bit)) {
            match action {
                Action::Grant => answer.grant(until, named.has(bit)),
                Action::Refuse => answer.refuse(at),
                Action::Withdraw => answer.last = Last::Withdrawn,
            }
        }
    }

    pub(crate) fn set(&mut self, bit: u8, answer: BitAnswer) {
        if let Some(place) = self.0.get_mut(usize::from(bit)) {
            *place = answer;
        }
    }
}

impl BitAnswer {
    /// A grant never shortens the longer grant of a bit that it only implies.
    fn grant(&mut self, until: Option<Time>, named: bool) {
        let until = match self.last {
            Last::Granted(earlier) if !named => {
                earlier.and_then(|earlier| Some(earlier.max(until?)))
            }
            _ => until,
        };
        self.last = Last::Granted(until);
        self.refusals = Refusals::default();
    }

    fn refuse(&mut self, at: Time) {
        self.last = Last::Refused;
        self.refusals = Refusals { times: self.refusals.times.saturating_add(1), last: at };
    }
}
