//! How close accesses came to each other.

use std::collections::VecDeque;

use menshen::Span;

use crate::audit::{Moment, shortened};

/// The pace of the accesses of a purpose to a resource.
#[derive(Default)]
pub(super) struct Pace {
    /// Those within the declared span up to the newest.
    within: VecDeque<Moment>,
    busiest: usize,
    newest: Option<Moment>,
    closest: Option<Span>,
}

impl Pace {
    /// Takes an access in. Spans are those by which the audit judges.
    pub(super) fn take(&mut self, at: Moment, per: Option<Span>) {
        let since = self.newest.replace(at).map(|newest| at.since(newest));
        self.closest = [self.closest, since].into_iter().flatten().min();
        let Some(per) = per.map(shortened) else { return };
        while self.within.front().is_some_and(|oldest| at.since(*oldest) >= per) {
            self.within.pop_front();
        }
        self.within.push_back(at);
        self.busiest = self.busiest.max(self.within.len());
    }

    /// The most accesses within the declared span; none where none is declared.
    pub(super) fn busiest(&self) -> Option<usize> {
        (self.busiest > 0).then_some(self.busiest)
    }

    /// The shortest time between two accesses.
    pub(super) fn closest(&self) -> Option<Span> {
        self.closest
    }
}
