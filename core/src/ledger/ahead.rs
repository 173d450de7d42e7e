//! Times that were written down while the clock was ahead.
//!
//! A time in the future counts as now. If it went on doing so, a wait would never be over and a grant
//! for a time would never end; so once it is seen, it becomes now.

use super::anchor::{Anchor, Moment};
use super::book::{AnswerEntry, Book, OsBook};
use crate::words::OsGrant;

impl Book {
    /// Whether anything that a wait or a term counts from lies in the future.
    pub(crate) fn is_ahead(&self, now: Moment) -> bool {
        let mut answers = self.subjects.values().flat_map(|subject| &subject.answers);
        answers.any(|entry| entry.until.is_some() && entry.at.is_ahead(now))
            || self.refusals.iter().any(|entry| entry.last.is_ahead(now))
            || self.os.iter().any(|entry| entry.waits() && entry.at.is_ahead(now))
    }

    /// What lies in the future becomes now; a term keeps its length.
    pub(crate) fn catch_up(&mut self, now: Moment) {
        let answers = self.subjects.values_mut().flat_map(|subject| &mut subject.answers);
        answers.for_each(|entry| entry.catch_up(now));
        let refusals = self.refusals.iter_mut().map(|entry| &mut entry.last);
        let denials = self.os.iter_mut().filter(|entry| entry.waits()).map(|entry| &mut entry.at);
        for at in refusals.chain(denials).filter(|at| at.is_ahead(now)) {
            *at = Anchor::at(now);
        }
    }
}

impl AnswerEntry {
    fn catch_up(&mut self, now: Moment) {
        if let Some(until) = self.until.filter(|_| self.at.is_ahead(now)) {
            self.until = Some(Anchor::until(now, until.end(&self.at, now)));
            self.at = Anchor::at(now);
        }
    }
}

impl OsBook {
    /// Whether there is a wait before the system's dialog may be shown again.
    fn waits(&self) -> bool {
        self.grant == OsGrant::Denied
    }
}
