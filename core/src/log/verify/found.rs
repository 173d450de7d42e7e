//! What was found in some of a log's segments, in their order.

use super::report::Report;
use crate::log::layout::SegmentId;

#[derive(Default)]
pub(super) struct Found {
    pub(super) report: Report,
    /// The segments that are there.
    pub(super) there: Vec<SegmentId>,
    /// The highest number of a checkpoint that a record mentions.
    pub(super) mentioned: u64,
}

impl Found {
    /// Adds what was found in the segments that follow.
    pub(super) fn add(&mut self, later: Found) {
        self.report.add_all(later.report);
        self.there.extend(later.there);
        self.mentioned = self.mentioned.max(later.mentioned);
    }
}
