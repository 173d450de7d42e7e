//! The live leases of this process, and what ends them.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, PoisonError};

use super::lease::Cell;
use super::view::View;
use super::{Inner, worker};
use crate::decision::decide;
use crate::ledger::Moment;
use crate::log::{Event, LeaseEnd};
use crate::sync::{
    Mutex,
    atomic::{AtomicU32, Ordering},
};
use crate::time::Span;
use crate::words::{Reason, Resource, Scopes};

/// What the system reports later than this is held against live leases only, and so is what came
/// before this many others had ended.
const LATEST: Span = Span::seconds(10);
const MOST_ENDED: usize = 64;

/// The live leases, and those that ended just now.
pub(super) struct Registry {
    process: u32,
    next: AtomicU32,
    live: Mutex<HashMap<u64, Arc<Cell>>>,
    /// When each ended, and what it covered.
    ended: Mutex<VecDeque<(Span, Resource, Scopes)>>,
}

impl Registry {
    pub(super) fn new(process: u32) -> Registry {
        Registry {
            process,
            next: AtomicU32::new(1),
            live: Mutex::default(),
            ended: Mutex::default(),
        }
    }

    /// A number that no other lease has: the process and a count. Never 0.
    pub(super) fn number(&self) -> u64 {
        u64::from(self.process) << 32 | u64::from(self.next.fetch_add(1, Ordering::Relaxed))
    }

    pub(super) fn insert(&self, cell: Arc<Cell>) {
        self.live.lock().unwrap_or_else(PoisonError::into_inner).insert(cell.id, cell);
    }

    pub(super) fn remove(&self, id: u64) {
        self.live.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// Takes a lease off the live ones, at this boot time.
    fn retire(&self, cell: &Cell, boot: Span) {
        self.remove(cell.id);
        let Some(resource) = cell.resource else { return };
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if ended.len() >= MOST_ENDED {
            ended.pop_front();
        }
        ended.push_back((boot, resource, cell.scopes));
    }

    /// Whether a lease covers a use, or did until it ended, which was not before the use.
    pub(super) fn covers(&self, used: (Resource, Scopes), now: Span, ago: Span) -> bool {
        let covers = |it: Resource, scopes: Scopes| it == used.0 && scopes.contains(used.1);
        let live = |cell: &Arc<Cell>| {
            cell.ended().is_none() && cell.resource.is_some_and(|it| covers(it, cell.scopes))
        };
        if self.all().iter().any(live) {
            return true;
        }
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let ago = ago.min(LATEST);
        ended.iter().any(|(end, it, scopes)| now.since(*end) < ago && covers(*it, *scopes))
    }

    pub(super) fn all(&self) -> Vec<Arc<Cell>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.live.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

impl Inner {
    /// Ends a lease once: logs it, and lets its holder know unless it gave the lease back itself.
    pub(super) fn end(&self, cell: &Arc<Cell>, how: LeaseEnd) {
        if !cell.end(how) {
            return;
        }
        self.registry.retire(cell, self.seams.clock.boot());
        self.log_end(cell);
        if how != LeaseEnd::Released {
            self.run_callbacks(cell, how);
        }
    }

    /// The log has the lease: from now on its end may be logged, and is if it came before.
    pub(super) fn announce(&self, cell: &Cell) {
        cell.announce();
        self.log_end(cell);
    }

    fn log_end(&self, cell: &Cell) {
        let (Some(how), Some(_)) = (cell.end_to_log(), cell.resource) else { return };
        let (lease, held) = (cell.id, self.seams.clock.boot().since(cell.since));
        let app = self.view.load().state.app;
        self.journal.note_as(cell.subject, app, Event::LeaseEnd { lease, how, held });
    }

    /// Hands a lease's callbacks to the background thread.
    pub(super) fn run_callbacks(&self, cell: &Cell, how: LeaseEnd) {
        // Sent while they are locked: whoever asks meanwhile hears after them.
        let mut callbacks = cell.callbacks();
        let due = std::mem::take(&mut *callbacks);
        if how != LeaseEnd::Released && !due.is_empty() {
            self.worker.send(worker::Job::Callbacks(due, how));
        }
    }

    /// Judges every live lease by the same decision that gave it, and ends those that no longer
    /// stand. The required leases of a group end together.
    pub(super) fn judge_leases(&self) {
        let view = self.view.load_full();
        let now = self.now();
        let cells = self.registry.all();
        for cell in &cells {
            let Some(how) = self.fate(cell, &view, now) else { continue };
            let together = |other: &&Arc<Cell>| !cell.optional && other.group == cell.group;
            self.end(cell, how);
            cells.iter().filter(together).for_each(|other| self.end(other, how));
        }
    }

    fn fate(&self, cell: &Cell, view: &View, now: Moment) -> Option<LeaseEnd> {
        if cell.subject != view.subject && !view.state.gate_fault {
            return Some(LeaseEnd::SubjectChanged);
        }
        if cell.observed {
            return None;
        }
        if cell.max_hold.is_some_and(|most| now.boot.since(cell.since) > most) {
            return Some(LeaseEnd::HeldTooLong);
        }
        let denied = decide(&self.policy, &view.state, &cell.request, now.wall).err()?;
        Some(end_for(denied.reason))
    }
}

/// How a lease ends when the decision would now deny it.
fn end_for(reason: Reason) -> LeaseEnd {
    match reason {
        Reason::PolicyNotAccepted | Reason::PolicyOutdated => LeaseEnd::PolicyChanged,
        Reason::SignInRequired => LeaseEnd::SubjectChanged,
        Reason::GuardianRequired
        | Reason::ConsentRefused
        | Reason::ConsentWithdrawn
        | Reason::ConsentNotAsked
        | Reason::ConsentScope => LeaseEnd::Withdrawn,
        Reason::ConsentExpired => LeaseEnd::Expired,
        Reason::NotForeground => LeaseEnd::Background,
        Reason::OsSwitchedOff
        | Reason::OsRestricted
        | Reason::OsPermanentlyDenied
        | Reason::OsDenied
        | Reason::OsNotAsked
        | Reason::OsScope => LeaseEnd::OsChanged,
        _ => LeaseEnd::GateFault,
    }
}
