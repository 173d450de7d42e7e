//! How long records are kept.

use super::checkpoint::{CheckpointError, Standing, Taking};
use super::handle::Log;
use super::signer::Signer;
use crate::seams::Open;
use crate::time::{Span, Time};

/// How long records are kept, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// A segment whose newest record is older than this is dropped.
    pub age: Span,
    /// The oldest segments are dropped while the log takes more bytes than this.
    pub bytes: u64,
    /// Keep everything: for QA builds.
    pub keep_all: bool,
}

impl Default for Retention {
    /// 30 days and 8 MiB.
    fn default() -> Retention {
        Retention { age: Span::days(30), bytes: 8 << 20, keep_all: false }
    }
}

impl Log {
    /// Drops the oldest segments that `keep` does not keep; returns how many.
    ///
    /// Only full ones go, that the last checkpoint covers and agrees with. A new checkpoint says
    /// which they are before the files are removed, so that nobody else can remove one unnoticed.
    ///
    /// # Errors
    /// As for [`checkpoint`](Log::checkpoint). What was dropped but not removed yet is removed
    /// when the next checkpoint is taken.
    pub fn retain(&self, keep: &Retention, signer: &dyn Signer) -> Result<usize, CheckpointError> {
        if keep.keep_all {
            return Ok(0);
        }
        let mut taking = Taking::begin(self, signer)?;
        let mut standings = taking.look()?;
        let mut dropped = taking.dropped();
        for standing in self.too_old(keep, &taking, &standings) {
            dropped.add(&standing.head);
        }
        let count = dropped.removing.len();
        if count > 0 {
            standings.retain(|standing| !dropped.removing.contains(&standing.head.id));
            taking.sign(&standings, dropped)?;
            taking.remove_dropped()?;
        }
        Ok(count)
    }

    fn too_old<'s>(
        &self,
        keep: &Retention,
        taking: &Taking<'_>,
        standings: &'s [Standing],
    ) -> Vec<&'s Standing> {
        let now = self.seams.clock.wall();
        let mut bytes: u64 = standings.iter().map(|standing| standing.bytes).sum();
        let may_go = standings.iter().filter(|standing| self.may_go(taking, standing));
        let mut oldest: Vec<_> = may_go.collect();
        // A segment that was adopted is older than its records: they may end leases of later ones.
        oldest.sort_by_key(|standing| standing.newest);
        let mut dropped = Vec::new();
        for standing in oldest {
            if bytes > keep.bytes || is_past(now, standing.newest, keep.age) {
                bytes -= standing.bytes;
                dropped.push(standing);
            }
        }
        dropped
    }

    fn may_go(&self, taking: &Taking<'_>, standing: &Standing) -> bool {
        let covered = taking.last().is_some_and(|last| last.segments.contains(&standing.head));
        let done = standing.sealed || (standing.full && !self.is_held(standing));
        covered && standing.agrees && done
    }

    /// Whether a process holds the segment, as one does that could not seal it.
    fn is_held(&self, standing: &Standing) -> bool {
        let path = self.folder.join(standing.head.id.file_name());
        let file = self.seams.disk.open(&path, Open::Read);
        !file.and_then(|file| file.try_lock()).unwrap_or(false)
    }
}

fn is_past(now: Time, newest: Time, age: Span) -> bool {
    now.since(newest) > age
}
