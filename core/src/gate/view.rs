//! The snapshot that decisions are made on.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use super::Inner;
use crate::decision::State;
use crate::ledger::{Book, Once, SubjectId};

/// Everything a decision looks at, at one moment. Never changed, only replaced; the budget's
/// counters alone move on in place.
pub(super) struct View {
    pub(super) state: State,
    pub(super) subject: SubjectId,
    /// The scopes whose grant is for one access.
    pub(super) once: HashSet<Once>,
    /// The ledger that it was made from.
    book: Option<Arc<Book>>,
}

impl View {
    /// Denies everything. Whose it is, is known as long as the ledger can be read.
    pub(super) fn fault(mut state: State, book: Option<Arc<Book>>) -> View {
        state.gate_fault = true;
        let subject = book.as_ref().map_or(SubjectId(0), |book| book.current);
        View { state, subject, once: HashSet::new(), book }
    }

    /// Whose it is, as long as the ledger can be read.
    pub(super) fn known_subject(&self) -> Option<SubjectId> {
        Some(self.subject).filter(|subject| *subject != SubjectId(0))
    }
}

impl Inner {
    /// Brings the view up to date with what other processes did and where the app is.
    pub(super) fn refresh(&self) {
        let changed = self.ledger.refresh();
        let view = self.view.load();
        if let (Err(error), false) = (&changed, view.state.gate_fault) {
            log::error!("{error}; everything is denied");
        }
        let moved = self.presence.effective(self.seams.clock.boot()) != view.state.app;
        let faulty = (changed.is_err() || !self.pending.is_empty()) != view.state.gate_fault;
        // Another thread may have read it and not yet made its view.
        let book = self.ledger.book().ok();
        let current = book.as_ref().map(Arc::as_ptr) == view.book.as_ref().map(Arc::as_ptr);
        if !current || moved || faulty {
            self.rebuild();
        }
    }

    /// Makes the view anew and ends the leases that no longer stand.
    pub(super) fn rebuild(&self) {
        {
            let _one_at_a_time = self.rebuilding.lock().unwrap_or_else(PoisonError::into_inner);
            self.view.store(Arc::new(self.new_view()));
        }
        self.worker.tell();
        self.judge_leases();
    }

    fn new_view(&self) -> View {
        let now = self.now();
        let mut state = State::new(&self.policy);
        state.app = self.presence.effective(now.boot);
        let Ok(book) = self.ledger.book() else { return View::fault(state, None) };
        if !self.pending.is_empty() {
            return View::fault(state, Some(book));
        }
        book.apply(&mut state, &self.policy, self.platform, now);
        if let Err(error) = self.budgets.refresh(&self.policy, &state.budget, now) {
            log::error!("the budget file cannot be read: {error}; everything is denied");
            return View::fault(state, Some(book));
        }
        let once = book.once(&self.policy);
        View { state, subject: book.current, once, book: Some(book) }
    }
}
