//! The snapshot that decisions are made on.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use super::Inner;
use crate::decision::State;
use crate::ledger::{Once, SubjectId};

/// Everything a decision looks at, at one moment. Never changed, only replaced; the budget's
/// counters alone move on in place.
pub(super) struct View {
    pub(super) state: State,
    pub(super) subject: SubjectId,
    /// The scopes whose grant is for one access.
    pub(super) once: HashSet<Once>,
}

impl View {
    /// Denies everything.
    pub(super) fn fault(mut state: State) -> View {
        state.gate_fault = true;
        View { state, subject: SubjectId(0), once: HashSet::new() }
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
        if matches!(changed, Ok(true)) || moved || faulty {
            self.rebuild();
        }
    }

    /// Makes the view anew and ends the leases that no longer stand.
    pub(super) fn rebuild(&self) {
        {
            let _one_at_a_time = self.rebuilding.lock().unwrap_or_else(PoisonError::into_inner);
            self.view.store(Arc::new(self.new_view()));
        }
        self.judge_leases();
    }

    fn new_view(&self) -> View {
        let now = self.now();
        let mut state = State::new(&self.policy);
        state.app = self.presence.effective(now.boot);
        let Ok(book) = self.ledger.book() else { return View::fault(state) };
        if !self.pending.is_empty() {
            return View::fault(state);
        }
        book.apply(&mut state, &self.policy, self.platform, now);
        if let Err(error) = self.budgets.refresh(&self.policy, &state.budget, now) {
            log::error!("the budget file cannot be read: {error}; everything is denied");
            return View::fault(state);
        }
        View { state, subject: book.current, once: book.once(&self.policy) }
    }
}
