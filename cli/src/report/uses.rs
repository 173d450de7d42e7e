//! What each purpose used: how often, how long, and how near it came to what the policy declares.

mod pace;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use menshen::log::{Decision, Event, Record};
use menshen::{Policy, Resource, Span, Time};
use serde_json::{Value, json};

use super::shorten::short;
use super::timeline::Counts;
use crate::audit::Moment;
use pace::Pace;

pub(super) struct Uses<'p> {
    policy: &'p Policy,
    all: BTreeMap<Key, Usage>,
    /// The leases that have not ended, by process and number.
    leases: HashMap<(u32, u64), Key>,
    /// The run of the device that each process belongs to.
    runs: HashMap<u32, u64>,
    /// How often each reason denied.
    reasons: BTreeMap<&'static str, u64>,
}

/// A purpose, and what it used; none for its own data.
type Key = (String, Option<Resource>);

/// More than this are not told apart: nobody declares so many, but code may invent names.
const MOST: usize = 500;
/// The purpose that stands for those that are not told apart.
const OTHERS: &str = "";

#[derive(Default)]
struct Usage {
    counts: Counts,
    held: u64,
    longest: u64,
    ended: u64,
    /// Leases without an end in the log.
    open: u64,
    first: Option<Time>,
    last: Option<Time>,
    pace: Pace,
}

impl<'p> Uses<'p> {
    pub(super) fn new(policy: &'p Policy) -> Uses<'p> {
        let (leases, runs) = (HashMap::new(), HashMap::new());
        Uses { policy, all: BTreeMap::new(), leases, runs, reasons: BTreeMap::new() }
    }

    pub(super) fn take(&mut self, record: &Record<'_>) {
        match &record.event {
            Event::ProcessStart { boot_number, .. } => {
                self.runs.insert(record.process, *boot_number);
            }
            Event::Decision(decision) => self.decided(record, decision),
            Event::LeaseEnd { lease, held, .. } => self.ended(record.process, *lease, *held),
            _ => {}
        }
    }

    fn decided(&mut self, record: &Record<'_>, decision: &Decision<'_>) {
        let at = Moment::of(record, self.runs.get(&record.process).copied());
        let limit = self.policy.purpose(&decision.purpose).and_then(|purpose| purpose.limit);
        for resource in resources(decision) {
            let usage = self.all.entry(self.key(&decision.purpose, resource)).or_default();
            usage.note(record.wall, decision);
            if decision.reason.is_none() || decision.observed {
                usage.pace.take(at, limit.map(|limit| limit.per));
            }
        }
        if let Some(reason) = decision.reason {
            *self.reasons.entry(reason.name()).or_default() += u64::from(decision.count.max(1));
        }
        for it in decision.uses.iter().filter(|it| it.lease != 0) {
            let key = self.key(&decision.purpose, Some(it.resource));
            if let Some(usage) = self.all.get_mut(&key) {
                usage.open += 1;
            }
            self.leases.insert((record.process, it.lease), key);
        }
    }

    fn ended(&mut self, process: u32, lease: u64, held: Span) {
        let usage = self.leases.remove(&(process, lease)).and_then(|key| self.all.get_mut(&key));
        if let Some(usage) = usage {
            usage.open -= 1;
            usage.ended += 1;
            usage.held = usage.held.saturating_add(held.millis());
            usage.longest = usage.longest.max(held.millis());
        }
    }

    fn key(&self, purpose: &str, resource: Option<Resource>) -> Key {
        let key = (purpose.to_owned(), resource);
        let room = self.all.len() < MOST || self.all.contains_key(&key);
        if room { key } else { (OTHERS.to_owned(), resource) }
    }

    pub(super) fn reasons(&self) -> Value {
        json!(self.reasons)
    }

    /// One object for each purpose and resource; a purpose without a name stands for the rest.
    pub(super) fn to_json(&self) -> Value {
        self.all
            .iter()
            .map(|((purpose, resource), usage)| usage.to_json(purpose, *resource))
            .collect()
    }
}

impl Usage {
    fn note(&mut self, wall: Time, decision: &Decision<'_>) {
        self.counts.add(Counts::of(decision));
        self.first = Some(self.first.map_or(wall, |first| first.min(wall)));
        self.last = self.last.max(Some(wall));
    }

    fn to_json(&self, purpose: &str, resource: Option<Resource>) -> Value {
        let [allowed, denied, let_through] = self.counts.numbers();
        json!({
            "purpose": short(purpose),
            "resource": resource,
            "allowed": allowed,
            "denied": denied,
            "let_through": let_through,
            "held_ms": self.held,
            "longest_ms": self.longest,
            "ended": self.ended,
            "open": self.open,
            "first_ms": self.first.map(Time::millis),
            "last_ms": self.last.map(Time::millis),
            "busiest": self.pace.busiest(),
            "closest_ms": self.pace.closest().map(Span::millis),
        })
    }
}

/// The resources of a decision, each once; none for a purpose without one.
fn resources(decision: &Decision<'_>) -> BTreeSet<Option<Resource>> {
    let used: BTreeSet<_> = decision.uses.iter().map(|it| Some(it.resource)).collect();
    if used.is_empty() { [None].into() } else { used }
}
