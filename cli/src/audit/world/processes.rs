//! The processes that wrote the log, and what became of them.

use std::collections::{HashMap, HashSet};

use menshen::log::{Event, Record};

use crate::audit::judges::Seen;
use crate::audit::moment::Moment;

/// Every process whose start is in the log.
#[derive(Default)]
pub(in crate::audit) struct Processes {
    records: u64,
    known: HashMap<u32, Process>,
    died: HashSet<u32>,
}

struct Process {
    /// The run of the device that it belongs to.
    run: u64,
    /// The number of the record of its start, and of its newest.
    started: u64,
    last_record: u64,
    last: Option<Moment>,
}

impl Processes {
    /// The run of the device in which a record was written, where it is known.
    pub(super) fn run_of(&mut self, record: &Record<'_>) -> Option<u64> {
        self.records += 1;
        let number = self.records;
        if let Event::ProcessStart { boot_number: run, .. } = record.event {
            let new = Process { run, started: number, last_record: number, last: None };
            self.known.entry(record.process).or_insert(new);
        }
        self.known.get(&record.process).map(|process| process.run)
    }

    pub(super) fn heard_of(&mut self, seen: &Seen<'_>) {
        if let Some(process) = self.known.get_mut(&seen.record.process) {
            (process.last_record, process.last) = (self.records, Some(seen.at));
        }
    }

    pub(super) fn died(&mut self, process: u32) {
        self.died.insert(process);
    }

    /// Whether a process is sure to have ended: its death is on record, or the device was
    /// restarted and nothing was heard of it since.
    pub(in crate::audit) fn is_gone(&self, process: u32) -> bool {
        let died = self.died.contains(&process);
        let Some(known) = self.known.get(&process) else { return died };
        let restarted =
            |other: &Process| other.started > known.last_record && other.run != known.run;
        died || self.known.values().any(restarted)
    }

    /// When a process was last heard of.
    pub(in crate::audit) fn last_of(&self, process: u32) -> Option<Moment> {
        self.known.get(&process)?.last
    }
}
