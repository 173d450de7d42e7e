//! How often each purpose used what, as the log tells.

use std::collections::BTreeMap;

use super::{Gate, GateError, Inner};
use crate::log::{Decision, Event};
use crate::time::Time;
use crate::words::{Resource, Scopes};

/// How often a purpose used a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The purpose.
    pub purpose: String,
    /// The resource; `None` for a purpose without one.
    pub resource: Option<Resource>,
    /// Accesses let in.
    pub allowed: u64,
    /// Accesses denied.
    pub denied: u64,
    /// The latest of them.
    pub last: Time,
}

impl Gate {
    /// How often each purpose used what, for the current subject, since a time.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn usage(&self, since: Time) -> Result<Vec<Usage>, GateError> {
        let inner = &self.inner;
        let purpose_and_resource = |purpose: &str, (resource, _)| (purpose.to_owned(), resource);
        let counts = inner.counts(self.subject(), Some(since), purpose_and_resource)?;
        let usage = |((purpose, resource), Count { allowed, denied, last })| Usage {
            purpose,
            resource,
            allowed,
            denied,
            last,
        };
        Ok(counts.into_iter().map(usage).collect())
    }
}

/// How often something was used, and when last.
pub(super) struct Count {
    pub(super) allowed: u64,
    pub(super) denied: u64,
    pub(super) last: Time,
}

/// What was used: nothing, for a purpose without a resource.
pub(super) type Used = (Option<Resource>, Scopes);

impl Inner {
    /// Counts a subject's accesses by what `key` makes of purpose and use. The log is read once, a
    /// block at a time.
    pub(super) fn counts<K: Ord>(
        &self,
        subject: u64,
        since: Option<Time>,
        key: impl Fn(&str, Used) -> K,
    ) -> Result<BTreeMap<K, Count>, GateError> {
        let mut counts = BTreeMap::new();
        self.each_record(|record| {
            let counts_in = record.subject == subject && Some(record.wall) >= since;
            if let (true, Event::Decision(decision)) = (counts_in, &record.event) {
                count(&mut counts, decision, record.wall, &key);
            }
        })?;
        Ok(counts)
    }
}

fn count<K: Ord>(
    counts: &mut BTreeMap<K, Count>,
    decision: &Decision<'_>,
    at: Time,
    key: impl Fn(&str, Used) -> K,
) {
    let uses = decision.uses.iter().map(|it| (Some(it.resource), it.scopes));
    let whole = decision.uses.is_empty().then_some((None, Scopes::NONE));
    for used in uses.chain(whole) {
        let none = Count { allowed: 0, denied: 0, last: at };
        let count = counts.entry(key(&decision.purpose, used)).or_insert(none);
        match decision.reason.is_none() || decision.observed {
            true => count.allowed += u64::from(decision.count),
            false => count.denied += u64::from(decision.count),
        }
        count.last = count.last.max(at);
    }
}
