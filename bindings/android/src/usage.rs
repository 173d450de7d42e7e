//! How often each purpose used what, for the privacy centre.

use std::collections::BTreeMap;

use menshen::log::{Decision, Event};
use menshen::{Resource, Span};

use crate::error::MenshenError;
use crate::gate::NativeGate;

/// How often a purpose used a resource.
#[derive(uniffi::Record)]
pub struct Usage {
    /// The purpose.
    pub purpose: String,
    /// The resource; `None` for a purpose without one.
    pub resource: Option<Resource>,
    /// Accesses let in.
    pub allowed: u64,
    /// Accesses denied.
    pub denied: u64,
    /// The latest of them, in milliseconds since 1970.
    pub last: i64,
}

type Counts = BTreeMap<(String, Option<Resource>), (u64, u64, i64)>;

#[uniffi::export]
impl NativeGate {
    /// How often each purpose used what, for the current subject, in the last `days` days.
    pub fn usage(&self, days: u32) -> Result<Vec<Usage>, MenshenError> {
        let gate = self.gate();
        let (subject, since) = (gate.subject(), gate.now() - Span::hours(24 * u64::from(days)));
        let mut counts = Counts::new();
        gate.each_record(|record| {
            if let (true, Event::Decision(decision)) =
                (record.subject == subject && record.wall >= since, &record.event)
            {
                count(&mut counts, decision, record.wall.millis());
            }
        })?;
        let usage = |((purpose, resource), (allowed, denied, last))| Usage {
            purpose,
            resource,
            allowed,
            denied,
            last,
        };
        Ok(counts.into_iter().map(usage).collect())
    }
}

fn count(counts: &mut Counts, decision: &Decision<'_>, at: i64) {
    let uses = decision.uses.iter().map(|it| Some(it.resource));
    let whole = decision.uses.is_empty().then_some(None);
    for resource in uses.chain(whole) {
        let count = counts.entry((decision.purpose.to_string(), resource)).or_default();
        match decision.reason.is_none() || decision.observed {
            true => count.0 += u64::from(decision.count),
            false => count.1 += u64::from(decision.count),
        }
        count.2 = count.2.max(at);
    }
}
