//! Many segments as one log.
//!
//! The next entry is the one that wins against the heads of all segments, looked at from the oldest
//! to the newest. Since the order among heads is no total one (within a run of the device its own
//! clock counts, else the wall clock, and that may step), a heap would not do. But most segments do
//! not overlap in time: heads that are later by every clock than all the near ones win against none
//! of them, so only the near ones are looked at.

use std::cmp::Ordering;
use std::path::Path;
use std::sync::Arc;

use super::Entry;
use super::clocks::Clocks;
use super::stream::{Boots, Moment, Stream};
use crate::log::layout::SegmentId;
use crate::seams::Disk;

/// More near streams than this are gathered anew: one that is far ahead of the others, after a step
/// of the wall clock, would keep them all near.
const MANY: usize = 16;

/// The segments of a log, each at its next entry.
#[derive(Default)]
pub(super) struct Merge {
    /// By age.
    streams: Vec<Stream>,
    /// Those among which the next entry is; by age, too.
    near: Vec<usize>,
    /// The earliest times of the heads that are far.
    fence: Clocks,
    boots: Boots,
    turn: u64,
}

impl Merge {
    /// Goes on with what was written since, in old segments and new ones.
    pub(super) fn refresh(&mut self, disk: &Arc<dyn Disk>, folder: &Path, ids: &[SegmentId]) {
        let known: Vec<SegmentId> = self.streams.iter().map(|stream| stream.id).collect();
        let new = ids.iter().filter(|id| known.binary_search(id).is_err());
        self.streams.extend(new.map(|id| Stream::new(*id)));
        self.streams.sort_by_key(|stream| stream.id);
        for stream in &mut self.streams {
            stream.wake(disk, folder);
            self.boots.extend(stream.start());
        }
        self.date_all();
    }

    pub(super) fn next(&mut self) -> Option<Entry> {
        let at = self.first()?;
        self.turn += 1;
        let stream = self.streams.get_mut(at)?;
        stream.turn = self.turn;
        let entry = stream.take();
        match stream.start() {
            Some((process, run)) if self.boots.insert(process, run) != Some(run) => self.date_all(),
            _ => self.date(at),
        }
        entry
    }

    /// The near stream that goes on.
    fn first(&self) -> Option<usize> {
        let mut best: Option<(usize, &Moment, u64)> = None;
        for at in &self.near {
            let stream = self.streams.get(*at)?;
            let Some(moment) = &stream.moment else {
                // It has no time of its own: it belongs after what came before it in its segment.
                return Some(*at);
            };
            let better = best.is_none_or(|(_, best, turn)| match moment.order(best) {
                // A full segment is read to its end before the one that its writer went on in.
                Ordering::Equal => stream.turn > turn,
                order => order.is_lt(),
            });
            if better {
                best = Some((*at, moment, stream.turn));
            }
        }
        best.map(|(at, ..)| at)
    }

    /// A process was found to belong to another run of the device than was known.
    fn date_all(&mut self) {
        self.streams.iter_mut().for_each(|stream| stream.date(&self.boots));
        self.near.clear();
        self.gather();
    }

    /// A stream went on.
    fn date(&mut self, at: usize) {
        let Some(stream) = self.streams.get_mut(at) else { return };
        stream.date(&self.boots);
        if !stream.has_head() {
            self.near.retain(|near| *near != at);
        }
        let passed = |moment: &Moment| self.fence.any(moment, Ordering::is_ge);
        if self.near.is_empty() || stream.moment.as_ref().is_some_and(passed) {
            self.gather();
        }
    }

    /// Tells the near heads from the far ones: by every clock, each far one is later than all near.
    fn gather(&mut self) {
        if self.near.len() > MANY {
            self.near.clear();
        }
        let mut reach = Clocks::default();
        self.near.iter().filter_map(|at| self.moment(*at)).for_each(|it| reach.extend(&it));
        if self.near.is_empty()
            && let Some(first) = self.earliest()
        {
            reach.extend(&first);
        }
        // A head that is taken in may reach further than those before it.
        while self.take_in(&mut reach) {}
        self.near.sort_unstable();
        self.fence = Clocks::default();
        let far = (0..self.streams.len()).filter(|at| !self.near.contains(at));
        let far: Vec<Moment> = far.filter_map(|at| self.moment(at)).collect();
        far.iter().for_each(|it| self.fence.begin(it));
    }

    /// Takes in what `reach` covers, and heads without a time; says whether there was any.
    fn take_in(&mut self, reach: &mut Clocks) -> bool {
        let before = self.near.len();
        for (at, stream) in self.streams.iter().enumerate() {
            let covered = |it: &Moment| reach.any(it, Ordering::is_le);
            let new = stream.has_head() && !self.near.contains(&at);
            if new && stream.moment.as_ref().is_none_or(covered) {
                stream.moment.iter().for_each(|it| reach.extend(it));
                self.near.push(at);
            }
        }
        self.near.len() > before
    }

    /// The earliest head by the wall clock; any would do to begin with.
    fn earliest(&self) -> Option<Moment> {
        let moments = self.streams.iter().filter_map(|stream| stream.moment);
        moments.min_by_key(|moment| moment.wall)
    }

    fn moment(&self, at: usize) -> Option<Moment> {
        self.streams.get(at)?.moment
    }
}
