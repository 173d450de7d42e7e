//! How every access of a log ended: eight bytes each, so that a row can say it at once.

use std::collections::HashMap;

use menshen::Span;
use menshen::log::{Event, LeaseEnd};

use crate::audit::taken_back_at_once;

/// The ends of all leases, in the order in which the leases were given.
#[derive(Default)]
pub(super) struct Ends {
    all: Vec<Option<(LeaseEnd, u32)>>,
    open: HashMap<(u32, u64), usize>,
}

/// How an access ended, and how long it was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) how: LeaseEnd,
    pub(super) span: Span,
}

impl Ends {
    pub(super) fn take(&mut self, process: u32, event: &Event<'_>) {
        match event {
            Event::Decision(decision) => {
                for it in decision.uses.iter().filter(|it| it.lease != 0) {
                    self.open.insert((process, it.lease), self.all.len());
                    self.all.push(None);
                }
            }
            Event::LeaseEnd { lease, how, held } => {
                let end = self.open.remove(&(process, *lease));
                if let Some(end) = end.and_then(|number| self.all.get_mut(number)) {
                    *end = Some((*how, u32::try_from(held.millis()).unwrap_or(u32::MAX)));
                }
            }
            _ => {}
        }
    }

    /// How the lease with this number, counted from 0, ended; `None` if the log does not say.
    pub(super) fn of(&self, number: usize) -> Option<Held> {
        let (how, millis) = (*self.all.get(number)?)?;
        Some(Held { how, span: Span::from_millis(millis.into()) })
    }
}

impl Held {
    /// Whether the access was taken back so soon that nobody got in.
    pub(super) fn at_once(self) -> bool {
        taken_back_at_once(self.how, self.span)
    }
}
