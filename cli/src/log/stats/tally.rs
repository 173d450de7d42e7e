//! Counting, from the oldest record to the newest.

use std::collections::{BTreeMap, HashMap, HashSet};

use menshen::Time;
use menshen::log::{Decision, Entry, Event, Item, Record};

use super::table::{By, Row, Table};
use crate::zone::Zone;

/// Everything that is counted.
pub(super) struct Tally<'z> {
    zone: &'z Zone,
    pub(super) records: u64,
    /// Places where something is wrong with the log.
    pub(super) trouble: u64,
    pub(super) first: Option<Time>,
    pub(super) last: Option<Time>,
    pub(super) subjects: HashSet<u64>,
    pub(super) processes: HashSet<u32>,
    names: HashMap<u32, String>,
    pub(super) prompts: BTreeMap<(&'static str, &'static str), u64>,
    /// All accesses.
    pub(super) all: Row,
    tables: BTreeMap<By, Table>,
    open: HashMap<(u32, u64), Places>,
}

/// The row of an access or a lease in each table of [`By::ALL`] that it counts in.
type Places = [Option<u16>; By::ALL.len()];

impl<'z> Tally<'z> {
    pub(super) fn new(zone: &'z Zone) -> Tally<'z> {
        Tally {
            zone,
            records: 0,
            trouble: 0,
            first: None,
            last: None,
            subjects: HashSet::new(),
            processes: HashSet::new(),
            names: HashMap::new(),
            prompts: BTreeMap::new(),
            all: Row::default(),
            tables: BTreeMap::new(),
            open: HashMap::new(),
        }
    }

    /// Counts an entry if it is wanted. The end of a lease says nothing of what it was for, so it
    /// counts when its beginning did.
    pub(super) fn take(&mut self, entry: &Entry, wanted: bool) {
        let Item::Record(record) = &entry.item else {
            self.trouble += 1;
            return;
        };
        if let Event::ProcessStart { name, .. } = &record.event {
            self.names.insert(record.process, name.clone().into_owned());
        }
        if let Event::LeaseEnd { lease, held, .. } = record.event
            && let Some(places) = self.open.remove(&(record.process, lease))
        {
            self.each(&places, |row| row.held.add(held));
        }
        if wanted {
            self.record(record);
        }
    }

    fn record(&mut self, record: &Record<'_>) {
        self.records += 1;
        self.first = Some(self.first.map_or(record.wall, |first| first.min(record.wall)));
        self.last = Some(self.last.map_or(record.wall, |last| last.max(record.wall)));
        self.subjects.insert(record.subject);
        self.processes.insert(record.process);
        match &record.event {
            Event::Decision(decision) => self.decision(record, decision),
            Event::Prompt(prompt) => {
                let key = (prompt.kind.name(), prompt.answer.name());
                *self.prompts.entry(key).or_default() += 1;
            }
            Event::Gap { .. } => self.trouble += 1,
            _ => {}
        }
    }

    fn decision(&mut self, record: &Record<'_>, decision: &Decision<'_>) {
        let places = self.places(record, decision);
        let count = u64::from(decision.count);
        self.each(&places, |row| row.access(decision.reason, decision.observed, count));
        let mut seen = HashSet::new();
        for access in decision.uses.iter() {
            let table = self.table_mut(By::Resource);
            let place = table.place(access.resource.name());
            if seen.insert(place)
                && let Some(row) = table.row(place)
            {
                row.access(decision.reason, decision.observed, count);
            }
            if access.lease != 0 {
                let mut places = places;
                set(&mut places, By::Resource, place);
                self.open.insert((record.process, access.lease), places);
            }
        }
    }

    /// Where an access counts, but for its resources.
    fn places(&mut self, record: &Record<'_>, decision: &Decision<'_>) -> Places {
        let civil = self.zone.civil(record.wall);
        let hour = civil.map_or_else(String::new, |it| format!("{:02}", it.hour()));
        let day = civil.map_or_else(String::new, |it| it.date().to_string());
        let process = self.names.get(&record.process).cloned();
        let process = process.unwrap_or_else(|| format!("{:08x}", record.process));
        let names = [
            (By::Purpose, decision.purpose.as_ref()),
            (By::Hour, &hour),
            (By::Day, &day),
            (By::Caller, &decision.caller),
            (By::Reason, decision.reason.map_or("", |reason| reason.name())),
            (By::CallSite, &decision.call_site),
            (By::Process, &process),
        ];
        let mut places = Places::default();
        for (by, name) in names.into_iter().filter(|(_, name)| !name.is_empty()) {
            let place = self.table_mut(by).place(name);
            set(&mut places, by, place);
        }
        places
    }

    /// Does the same to the row of all accesses and to those in the tables.
    fn each(&mut self, places: &Places, mut act: impl FnMut(&mut Row)) {
        act(&mut self.all);
        for (by, place) in By::ALL.iter().zip(places) {
            let row =
                self.tables.get_mut(by).zip(*place).and_then(|(table, place)| table.row(place));
            row.into_iter().for_each(&mut act);
        }
    }

    /// The log has been read.
    pub(super) fn end(&mut self) {
        for places in std::mem::take(&mut self.open).into_values() {
            self.each(&places, |row| row.open += 1);
        }
        self.all.held.sort();
        self.tables.iter_mut().for_each(|(by, table)| table.sort(by.is_time()));
    }

    pub(super) fn table(&self, by: By) -> &[Row] {
        self.tables.get(&by).map_or(&[], Table::rows)
    }

    fn table_mut(&mut self, by: By) -> &mut Table {
        self.tables.entry(by).or_default()
    }
}

fn set(places: &mut Places, by: By, place: u16) {
    if let Some(slot) = places.get_mut(by as usize) {
        *slot = Some(place);
    }
}
