//! Changes that take something away and could not be kept, such as on a full disk.
//!
//! The user has said no, and the disk does not take it: then everything is denied until it does.

use std::sync::{Mutex, PoisonError};

use super::{GateError, Inner};
use crate::ledger::{Book, Change, LedgerError};
use crate::log::Cause;
use crate::policy::Policy;

/// A change that takes something away.
pub(super) type Ending = Box<dyn Fn(&mut Book, &Policy) -> Vec<Change> + Send>;

/// The changes that wait to be kept, and why each was made.
#[derive(Default)]
pub(super) struct Pending(Mutex<Vec<(Ending, Cause)>>);

impl Pending {
    pub(super) fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

impl Inner {
    /// Keeps a change that takes something away. If it cannot be kept now, it is tried again in
    /// the background, and until then the gate denies everything and all leases end.
    pub(super) fn end_consents(&self, cause: Cause, ending: Ending) -> Result<(), GateError> {
        let kept = self.ledger.change(self.now(), |book| ending(book, &self.policy));
        match kept {
            Ok(ended) => {
                self.rebuild();
                ended.into_iter().for_each(|change| self.consent_ended(change, cause));
                Ok(())
            }
            Err(error) => {
                log::error!("{error}; everything is denied until the change is kept");
                let pending = &self.pending.0;
                pending.lock().unwrap_or_else(PoisonError::into_inner).push((ending, cause));
                self.rebuild();
                Err(error.into())
            }
        }
    }

    /// Tries again to keep what could not be kept, in the order in which it happened.
    pub(super) fn retry_pending(&self) {
        if self.pending.is_empty() {
            return;
        }
        let mut waiting = self.pending.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept: Result<Vec<(Vec<Change>, Cause)>, LedgerError> =
            self.ledger.change(self.now(), |book| {
                waiting.iter().map(|(ending, cause)| (ending(book, &self.policy), *cause)).collect()
            });
        let Ok(kept) = kept else { return };
        waiting.clear();
        drop(waiting);
        self.rebuild();
        for (ended, cause) in kept {
            ended.into_iter().for_each(|change| self.consent_ended(change, cause));
        }
    }
}
