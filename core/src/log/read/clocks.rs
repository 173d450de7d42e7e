//! The bounds of a set of moments, by the wall clock and by the clock of each run of the device.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::stream::Moment;
use crate::time::{Span, Time};

/// The latest, or the earliest, times of some moments.
#[derive(Default)]
pub(super) struct Clocks {
    wall: Option<Time>,
    runs: HashMap<u64, Span>,
}

impl Clocks {
    /// Extends the latest times to a moment.
    pub(super) fn extend(&mut self, moment: &Moment) {
        self.bound(moment, Time::max, Span::max);
    }

    /// Lets the earliest times begin at a moment.
    pub(super) fn begin(&mut self, moment: &Moment) {
        self.bound(moment, Time::min, Span::min);
    }

    fn bound(
        &mut self,
        moment: &Moment,
        wall: impl Fn(Time, Time) -> Time,
        boot: impl Fn(Span, Span) -> Span,
    ) {
        self.wall = Some(self.wall.map_or(moment.wall, |bound| wall(bound, moment.wall)));
        if let Some(run) = moment.run {
            let bound = self.runs.entry(run).or_insert(moment.boot);
            *bound = boot(*bound, moment.boot);
        }
    }

    /// Whether a moment stands so to any of the times that it can be compared to.
    pub(super) fn any(&self, moment: &Moment, stands: impl Fn(Ordering) -> bool) -> bool {
        let run = moment.run.and_then(|run| self.runs.get(&run));
        self.wall.is_some_and(|wall| stands(moment.wall.cmp(&wall)))
            || run.is_some_and(|boot| stands(moment.boot.cmp(boot)))
    }
}
