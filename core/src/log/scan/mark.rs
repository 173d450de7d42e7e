//! How far a scan has come.

use super::link::Link;
use crate::log::layout::{Chain, SegmentId};

/// A place from which a scan can go on later.
#[derive(Debug, Clone)]
pub(in crate::log) struct Mark {
    /// The block being read.
    pub(super) block: u32,
    /// Where in it the next frame begins: 0 before it was looked at, a whole block when it is done.
    pub(super) at: usize,
    /// Where in the file the last sound frame or header ends.
    pub(in crate::log) end: u64,
    pub(super) link: Link,
    /// Whether the seal has been read.
    pub(in crate::log) sealed: bool,
    /// How many blocks have been begun, up to the last that is not all zero.
    pub(in crate::log) used: u32,
    /// How often frames may be missing between two that were read.
    pub(in crate::log) breaks: u32,
}

impl Mark {
    /// The front of a segment.
    pub(in crate::log) fn start(id: SegmentId) -> Mark {
        let link = Link::new(Chain::start(id));
        Mark { block: 0, at: 0, end: 0, link, sealed: false, used: 0, breaks: 0 }
    }

    /// Where the chain has come to.
    pub(in crate::log) fn chain(&self) -> Chain {
        self.link.expected
    }

    /// Where a new writer goes on: past every number that a lost frame at the end can have had.
    pub(in crate::log) fn chain_past_damage(&self) -> Chain {
        self.link.past_damage()
    }

    /// Whether the last block is damaged, so that frames may be missing at the end.
    pub(in crate::log) fn ends_damaged(&self) -> bool {
        self.link.damaged > 0
    }
}
