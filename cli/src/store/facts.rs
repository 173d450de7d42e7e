//! What must be known of the whole log before the first row can be told.

use std::collections::{BTreeMap, HashMap};

use menshen::log::{Entry, Event, GapKind, Item, PolicyAct, Record};
use menshen::{Time, Version};

use super::ends::Ends;
use crate::audit::Moment;

/// The log as a whole.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) records: u64,
    pub(super) first: Option<Time>,
    pub(super) last: Option<Time>,
    /// Processes by name, and how often each started.
    pub(super) processes: BTreeMap<String, u64>,
    /// Versions of the library, and how often a process started with each.
    pub(super) libraries: BTreeMap<String, u64>,
    /// Versions of the policy, and how many records were written under each.
    pub(super) versions: BTreeMap<Version, u64>,
    pub(super) shown: Option<Moment>,
    pub(super) accepted: Option<Moment>,
    pub(super) declined: Option<Moment>,
    /// How often records may be missing.
    pub(super) holes: u64,
    pub(super) ends: Ends,
    begins: Option<Moment>,
    first_checkpoint: Option<u64>,
    runs: HashMap<u32, u64>,
}

/// What the times of the rows are relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zero {
    Accepted,
    Shown,
    LogStart,
}

impl Facts {
    pub(super) fn of(entries: impl Iterator<Item = Entry>) -> Facts {
        let mut facts = Facts::default();
        for entry in entries {
            match entry.item {
                Item::Record(record) => facts.take(&record),
                _ => facts.holes += 1,
            }
        }
        facts
    }

    /// Whether older records were dropped before the log was pulled: checkpoints count from 1.
    pub(super) fn begins_late(&self) -> bool {
        self.first_checkpoint.is_some_and(|number| number > 1)
    }

    /// What times are relative to: the first acceptance; without one, the first showing; without
    /// that, the start of the log.
    pub(super) fn zero(&self) -> (Zero, Option<Moment>) {
        match (self.accepted, self.shown) {
            (Some(at), _) => (Zero::Accepted, Some(at)),
            (None, Some(at)) => (Zero::Shown, Some(at)),
            (None, None) => (Zero::LogStart, self.begins),
        }
    }

    fn take(&mut self, record: &Record<'_>) {
        self.note(record);
        let at = Moment::of(record, self.runs.get(&record.process).copied());
        self.begins.get_or_insert(at);
        match &record.event {
            Event::Policy { act, .. } => {
                self.act(*act).get_or_insert(at);
            }
            Event::Checkpoint { number, .. } => {
                self.first_checkpoint.get_or_insert(*number);
            }
            Event::Gap { what: GapKind::LostRecords, .. } => self.holes += 1,
            event => self.ends.take(record.process, event),
        }
    }

    fn note(&mut self, record: &Record<'_>) {
        self.records += 1;
        self.first = Some(self.first.map_or(record.wall, |first| first.min(record.wall)));
        self.last = self.last.max(Some(record.wall));
        *self.versions.entry(record.policy).or_default() += 1;
        if let Event::ProcessStart { name, boot_number, library, .. } = &record.event {
            self.runs.insert(record.process, *boot_number);
            *self.processes.entry(name.to_string()).or_default() += 1;
            *self.libraries.entry(library.to_string()).or_default() += 1;
        }
    }

    fn act(&mut self, act: PolicyAct) -> &mut Option<Moment> {
        match act {
            PolicyAct::Shown => &mut self.shown,
            PolicyAct::Accepted => &mut self.accepted,
            PolicyAct::Declined => &mut self.declined,
        }
    }
}

/// Milliseconds from `zero` to `at`; negative before it.
pub(super) fn relative(at: Moment, zero: Moment) -> i64 {
    let millis = |later: Moment, earlier: Moment| {
        i64::try_from(later.since(earlier).millis()).unwrap_or(i64::MAX)
    };
    match millis(at, zero) {
        0 => -millis(zero, at),
        after => after,
    }
}
