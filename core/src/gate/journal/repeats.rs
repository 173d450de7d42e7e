//! Denials that repeat: the first is written at once, the others within a second as a count.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::PoisonError;

use super::Journal;
use crate::gate::view::View;
use crate::ledger::SubjectId;
use crate::log::{Decision, Event, Room};
use crate::time::Span;
use crate::words::{AppState, Reason, Resource, Scopes};

/// Repeats of a denial within this span are counted instead of written one by one.
const COALESCE: Span = Span::seconds(1);
/// More different denials than this at once are not held back.
const MOST_PENDING: usize = 256;

/// Denials that are alike in all of this are counted together.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Denial {
    subject: SubjectId,
    app: AppState,
    purpose: String,
    uses: Vec<(Resource, Scopes)>,
    caller: String,
    reason: Option<Reason>,
    user_initiated: bool,
    call_site: String,
}

pub(super) struct Repeats {
    first: Span,
    count: u32,
    decision: Decision<'static>,
    subject: u64,
    app: AppState,
}

impl Journal {
    /// Writes a denial: the first of its kind at once, its repeats within a second as a count.
    pub(in crate::gate) fn deny(&self, view: &View, decision: Decision<'_>) {
        let now = self.seams.clock.boot();
        let key = Denial::of(view, &decision);
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = |repeats: &&mut Repeats| now.since(repeats.first) < COALESCE;
        if let Some(repeats) = pending.get_mut(&key).filter(recent) {
            repeats.count = repeats.count.saturating_add(1);
            return;
        }
        if pending.len() >= MOST_PENDING {
            self.flush(&mut pending, |_| true);
        }
        self.flush_one(pending.remove(&key));
        let held = Repeats {
            first: now,
            count: 0,
            decision: owned(&decision),
            subject: view.subject.0,
            app: view.state.app,
        };
        pending.insert(key, held);
        drop(pending);
        self.note(view, Event::Decision(decision));
    }

    /// Writes the counts of repeats whose second is over.
    pub(super) fn flush_old(&self) {
        let now = self.seams.clock.boot();
        let old = |repeats: &Repeats| now.since(repeats.first) >= COALESCE;
        self.flush(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner), old);
    }

    pub(in crate::gate) fn flush_all(&self) {
        self.flush(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner), |_| true);
    }

    fn flush(&self, pending: &mut HashMap<Denial, Repeats>, due: impl Fn(&Repeats) -> bool) {
        for (_, repeats) in pending.extract_if(|_, repeats| due(repeats)) {
            self.flush_one(Some(repeats));
        }
    }

    fn flush_one(&self, repeats: Option<Repeats>) {
        let Some(repeats) = repeats.filter(|repeats| repeats.count > 0) else { return };
        let decision = Decision { count: repeats.count, ..repeats.decision };
        let event = Event::Decision(decision);
        if let Err(error) = self.append(repeats.subject, repeats.app, event, Room::Reserve) {
            log::error!("a count of denials could not be written: {error}");
        }
    }

    /// Whether repeats are waiting to be written.
    pub(in crate::gate) fn is_pending(&self) -> bool {
        !self.pending.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

impl Denial {
    fn of(view: &View, decision: &Decision<'_>) -> Denial {
        Denial {
            subject: view.subject,
            app: view.state.app,
            purpose: decision.purpose.to_string(),
            uses: decision.uses.iter().map(|it| (it.resource, it.scopes)).collect(),
            caller: decision.caller.to_string(),
            reason: decision.reason,
            user_initiated: decision.user_initiated,
            call_site: decision.call_site.to_string(),
        }
    }
}

fn owned(decision: &Decision<'_>) -> Decision<'static> {
    let text = |text: &Cow<'_, str>| Cow::Owned(text.to_string());
    Decision {
        purpose: text(&decision.purpose),
        uses: Cow::Owned(decision.uses.to_vec()),
        caller: text(&decision.caller),
        reason: decision.reason,
        step: decision.step,
        basis: decision.basis,
        user_initiated: decision.user_initiated,
        observed: decision.observed,
        count: decision.count,
        call_site: text(&decision.call_site),
    }
}
