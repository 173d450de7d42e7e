//! Which records are shown one by one, when a log has more than a page can bear: those behind the
//! findings, what the user was asked and answered, denials, and then the newest of all.

use std::collections::{HashMap, HashSet, VecDeque};

use menshen::Time;
use menshen::log::{Entry, Event, Item, Place, Record};
use serde_json::{Value, json};

use super::row::{self, Tables};
use crate::audit::Judgement;

/// How many records a page has at most.
const MOST: usize = 20_000;
/// How many of them may be of what the user was asked and answered, and how many denials.
const MOST_OF_A_KIND: usize = 5_000;
/// How many bytes they take at most, for records with absurdly long names.
const MOST_BYTES: usize = 3_500_000;

pub(super) struct Picks {
    total: u64,
    wanted: HashSet<Place>,
    /// The leases of wanted records, whose ends are wanted too.
    leases: HashSet<(u32, u64)>,
    found: Newest,
    history: Newest,
    denials: Newest,
    others: Newest,
    tables: Tables,
    /// The newest record that is left out: its number, and when it was written.
    left_out: Option<(u64, Option<Time>)>,
}

/// The newest entries of a kind, each with its number in the log.
struct Newest {
    most: usize,
    entries: VecDeque<(u64, Entry)>,
}

/// The picked records.
pub(super) struct Picked {
    pub(super) json: Value,
    /// The row of each record that a finding names.
    pub(super) by_place: HashMap<Place, usize>,
}

impl Picks {
    pub(super) fn new(judgement: &Judgement<'_>) -> Picks {
        let findings = &judgement.findings;
        Picks {
            total: 0,
            wanted: findings.iter().flat_map(|it| it.places.iter().copied()).collect(),
            leases: HashSet::new(),
            found: Newest::new(MOST),
            history: Newest::new(MOST_OF_A_KIND),
            denials: Newest::new(MOST_OF_A_KIND),
            others: Newest::new(MOST),
            tables: Tables::new(judgement.policy.version()),
            left_out: None,
        }
    }

    pub(super) fn take(&mut self, entry: Entry) {
        self.total += 1;
        if let Item::Record(Record { process, event: Event::ProcessStart { name, .. }, .. }) =
            &entry.item
        {
            self.tables.name(*process, name);
        }
        let number = self.total;
        let pushed_out = self.kind(&entry).push(number, entry);
        self.leave_out(pushed_out);
    }

    fn leave_out(&mut self, entry: Option<(u64, Entry)>) {
        let Some((number, entry)) = entry else { return };
        if self.left_out.is_none_or(|(newest, _)| newest < number) {
            let wall = match entry.item {
                Item::Record(record) => Some(record.wall),
                _ => None,
            };
            self.left_out = Some((number, wall));
        }
    }

    fn kind(&mut self, entry: &Entry) -> &mut Newest {
        if self.is_wanted(entry) {
            return &mut self.found;
        }
        let Item::Record(record) = &entry.item else { return &mut self.history };
        match &record.event {
            Event::Decision(decision) if decision.reason.is_some() => &mut self.denials,
            Event::Decision(_)
            | Event::LeaseEnd { .. }
            | Event::AppState { .. }
            | Event::Checkpoint { .. } => &mut self.others,
            _ => &mut self.history,
        }
    }

    fn is_wanted(&mut self, entry: &Entry) -> bool {
        let wanted = self.wanted.contains(&entry.place);
        let Item::Record(record) = &entry.item else { return wanted };
        match &record.event {
            Event::Decision(decision) if wanted => {
                let leases = decision.uses.iter().map(|it| (record.process, it.lease));
                self.leases.extend(leases.filter(|(_, lease)| *lease != 0));
                true
            }
            Event::LeaseEnd { lease, .. } => {
                self.leases.remove(&(record.process, *lease)) || wanted
            }
            _ => wanted,
        }
    }

    /// The records in the order of the log.
    pub(super) fn end(mut self) -> Picked {
        let empty = || Newest::new(0);
        let by_worth = [&mut self.found, &mut self.history, &mut self.denials, &mut self.others]
            .map(|kind| std::mem::replace(kind, empty()));
        let mut rows: Vec<(u64, Place, Value)> = Vec::new();
        let mut room = MOST_BYTES;
        // The newest of each kind first.
        for (number, entry) in by_worth.into_iter().flat_map(|kind| kind.entries.into_iter().rev())
        {
            let row = row::row(&entry, &mut self.tables);
            match room.checked_sub(row.to_string().len()) {
                Some(rest) if rows.len() < MOST => {
                    room = rest;
                    rows.push((number, entry.place, row));
                }
                _ => self.leave_out(Some((number, entry))),
            }
        }
        rows.sort_unstable_by_key(|(number, ..)| *number);
        self.picked(rows)
    }

    fn picked(self, rows: Vec<(u64, Place, Value)>) -> Picked {
        let by_place = rows.iter().enumerate().map(|(at, (_, place, _))| (*place, at));
        let by_place = by_place.filter(|(place, _)| self.wanted.contains(place)).collect();
        let rows: Value = rows.into_iter().map(|(_, _, row)| row).collect();
        let mut json = json!({
            "total": self.total,
            "whole_after_ms": self.left_out.and_then(|(_, wall)| wall).map(Time::millis),
            "columns": row::COLUMNS,
            "rows": rows,
        });
        if let Some(members) = json.as_object_mut() {
            members.append(&mut self.tables.to_json());
        }
        Picked { json, by_place }
    }
}

impl Newest {
    fn new(most: usize) -> Newest {
        Newest { most, entries: VecDeque::new() }
    }

    /// Takes an entry, and gives the oldest back when there are too many.
    fn push(&mut self, number: u64, entry: Entry) -> Option<(u64, Entry)> {
        self.entries.push_back((number, entry));
        if self.entries.len() > self.most { self.entries.pop_front() } else { None }
    }
}
