//! Changes that take something away and could not be kept, such as on a full disk.
//!
//! The user has said no, and the disk does not take it: then everything is denied until it does.
//! Whatever is kept next keeps these first, in the order in which they happened.

use std::mem;
use std::sync::PoisonError;

use super::{GateError, Inner};
use crate::ledger::{Book, Change, LedgerError, SubjectId};
use crate::log::{Cause, Event};
use crate::policy::Policy;
use crate::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

type Apply = Box<dyn Fn(&mut Book, &Policy) -> Vec<Change> + Send>;

/// A change that takes something away, and what the log says of it once it is kept.
pub(super) struct Ending {
    cause: Cause,
    apply: Apply,
    /// Each for a subject, or for whoever is the current one then.
    notes: Vec<(Option<SubjectId>, Event<'static>)>,
}

impl Ending {
    pub(super) fn new(
        cause: Cause,
        apply: impl Fn(&mut Book, &Policy) -> Vec<Change> + Send + 'static,
    ) -> Ending {
        Ending { cause, apply: Box::new(apply), notes: Vec::new() }
    }

    /// One that ends no consents of its own accord.
    pub(super) fn plain(apply: impl Fn(&mut Book, &Policy) + Send + 'static) -> Ending {
        Ending::new(Cause::User, move |book, policy| {
            apply(book, policy);
            Vec::new()
        })
    }

    /// Says this in the log once the change is kept.
    pub(super) fn noting(mut self, subject: Option<SubjectId>, event: Event<'static>) -> Ending {
        self.notes.push((subject, event));
        self
    }
}

/// The changes that wait to be kept.
#[derive(Default)]
pub(super) struct Pending {
    waiting: Mutex<Vec<Ending>>,
    /// How many, for those who must not wait.
    count: AtomicUsize,
}

impl Pending {
    pub(super) fn is_empty(&self) -> bool {
        self.count.load(Ordering::SeqCst) == 0
    }
}

impl Inner {
    /// Keeps a change that takes something away. If it cannot be kept now, it is tried again in
    /// the background, and until then the gate denies everything and all leases end.
    pub(super) fn end_consents(&self, ending: Ending) -> Result<(), GateError> {
        match self.keep(|book| (ending.apply)(book, &self.policy)) {
            Ok(ended) => {
                self.log_ending(ending, ended);
                Ok(())
            }
            Err(error) => {
                log::error!("{error}; everything is denied until the change is kept");
                let mut waiting =
                    self.pending.waiting.lock().unwrap_or_else(PoisonError::into_inner);
                waiting.push(ending);
                self.pending.count.store(waiting.len(), Ordering::SeqCst);
                drop(waiting);
                self.rebuild();
                self.worker.wake();
                Err(error.into())
            }
        }
    }

    /// Changes the ledger: first what waits, then this, in one commit.
    pub(super) fn keep<T>(&self, apply: impl FnOnce(&mut Book) -> T) -> Result<T, LedgerError> {
        let mut waiting = self.pending.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut ended = Vec::new();
        let result = self.ledger.change(self.now(), |book| {
            ended.extend(waiting.iter().map(|ending| (ending.apply)(book, &self.policy)));
            apply(book)
        })?;
        let kept = mem::take(&mut *waiting);
        self.pending.count.store(0, Ordering::SeqCst);
        drop(waiting);
        self.rebuild();
        kept.into_iter().zip(ended).for_each(|(ending, ended)| self.log_ending(ending, ended));
        Ok(result)
    }

    /// Changes the ledger for a subject, unless another has taken over meanwhile.
    pub(super) fn keep_for(
        &self,
        subject: SubjectId,
        apply: impl FnOnce(&mut Book),
    ) -> Result<(), GateError> {
        let kept = self.keep(|book| {
            let same = book.current == subject;
            if same {
                apply(book);
            }
            same
        })?;
        if kept { Ok(()) } else { Err(GateError::SubjectChanged) }
    }

    /// Tries again to keep what could not be kept.
    pub(super) fn retry_pending(&self) {
        if !self.pending.is_empty()
            && let Err(error) = self.keep(|_| ())
        {
            log::warn!("{error}; a change still waits to be kept");
        }
    }

    fn log_ending(&self, ending: Ending, ended: Vec<Change>) {
        let view = self.view.load();
        for (subject, event) in ending.notes {
            self.journal.note_as(subject.unwrap_or(view.subject), view.state.app, event);
        }
        ended.into_iter().for_each(|change| self.consent_ended(change, ending.cause));
    }
}
