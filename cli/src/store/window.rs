//! How often something happens within a span that slides along.

use std::collections::{BTreeMap, VecDeque};

use menshen::{Span, Time};

use super::names::Name;
use crate::audit::Moment;

/// The uses within a span, and the most that there ever were.
pub(super) struct Window {
    span: Span,
    seen: VecDeque<(Moment, Name, u64)>,
    total: u64,
    by: BTreeMap<Name, u64>,
    peak: Option<Peak>,
}

/// The most uses within a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Peak {
    pub(super) count: u64,
    pub(super) first: Time,
    pub(super) last: Time,
    /// By whom, and how often.
    pub(super) by: BTreeMap<Name, u64>,
}

impl Window {
    pub(super) fn new(span: Span) -> Window {
        let (seen, by) = (VecDeque::new(), BTreeMap::new());
        Window { span, seen, total: 0, by, peak: None }
    }

    /// Takes a use in; how many there are now within the span. One exactly as old as the span is
    /// out of it.
    pub(super) fn add(&mut self, at: Moment, by: Name, times: u64) -> u64 {
        while let Some((earlier, by, times)) = self.seen.front().copied()
            && at.since(earlier) >= self.span
        {
            self.seen.pop_front();
            self.leave(by, times);
        }
        self.seen.push_back((at, by, times));
        *self.by.entry(by).or_default() += times;
        self.total += times;
        self.total
    }

    /// Keeps what there is now, if it is the most so far.
    pub(super) fn mark(&mut self) {
        let ends = self.seen.front().zip(self.seen.back());
        let higher = self.peak.as_ref().is_none_or(|peak| peak.count < self.total);
        if let Some(((first, ..), (last, ..))) = ends.filter(|_| higher) {
            let (first, last, by) = (first.wall, last.wall, self.by.clone());
            self.peak = Some(Peak { count: self.total, first, last, by });
        }
    }

    pub(super) fn peak(&self) -> Option<&Peak> {
        self.peak.as_ref()
    }

    fn leave(&mut self, by: Name, times: u64) {
        self.total -= times;
        if let Some(left) = self.by.get_mut(&by) {
            *left -= times;
        }
        self.by.retain(|_, left| *left > 0);
    }
}
