//! Accesses counted by one thing: by resource, by hour, by caller.

use std::collections::{BTreeMap, HashMap};

use menshen::Reason;

use super::held::Held;

/// What accesses are counted by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(super) enum By {
    /// The resource; an access to several counts for each
    Resource,
    Purpose,
    /// The hour of the day
    Hour,
    Day,
    Caller,
    /// Why it was denied
    Reason,
    /// Where in the code it was asked, when the build keeps that
    CallSite,
    /// The process, by its name
    Process,
}

impl By {
    pub(super) const ALL: [By; 8] = [
        By::Resource,
        By::Purpose,
        By::Hour,
        By::Day,
        By::Caller,
        By::Reason,
        By::CallSite,
        By::Process,
    ];

    /// Its name in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            By::Resource => "resource",
            By::Purpose => "purpose",
            By::Hour => "hour",
            By::Day => "day",
            By::Caller => "caller",
            By::Reason => "reason",
            By::CallSite => "call_site",
            By::Process => "process",
        }
    }

    /// Whether its rows have an order of their own, and none is left out.
    pub(super) fn is_time(self) -> bool {
        matches!(self, By::Hour | By::Day)
    }
}

/// Different names that a table keeps apart; a log with more call sites than that is no app's.
const MOST: u16 = 10_000;
const OTHERS: &str = "…";

/// Rows by name.
#[derive(Default)]
pub(super) struct Table {
    places: HashMap<String, u16>,
    rows: Vec<Row>,
}

/// What is counted under one name.
#[derive(Default)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) allowed: u64,
    pub(super) reasons: BTreeMap<&'static str, u64>,
    /// Denied in name, and let through in fact.
    pub(super) let_through: u64,
    pub(super) held: Held,
    /// Leases without an end.
    pub(super) open: u64,
}

impl Row {
    pub(super) fn denied(&self) -> u64 {
        self.reasons.values().sum()
    }

    pub(super) fn accesses(&self) -> u64 {
        self.allowed + self.denied()
    }

    /// Why it was denied most often.
    pub(super) fn main_reason(&self) -> Option<(&'static str, u64)> {
        let reasons = self.reasons.iter().map(|(reason, count)| (*reason, *count));
        reasons.rev().max_by_key(|(_, count)| *count)
    }

    /// Counts an access that was asked for `count` times.
    pub(super) fn access(&mut self, reason: Option<Reason>, observed: bool, count: u64) {
        match reason {
            None => self.allowed += count,
            Some(reason) => *self.reasons.entry(reason.name()).or_default() += count,
        }
        self.let_through += if observed { count } else { 0 };
    }
}

impl Table {
    /// The place of the row with this name, made if need be.
    pub(super) fn place(&mut self, name: &str) -> u16 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.rows.len() as u16;
        if place >= MOST && name != OTHERS {
            return self.place(OTHERS);
        }
        self.places.insert(name.to_owned(), place);
        self.rows.push(Row { name: name.to_owned(), ..Row::default() });
        place
    }

    pub(super) fn row(&mut self, place: u16) -> Option<&mut Row> {
        self.rows.get_mut(usize::from(place))
    }

    /// Puts durations in order, and rows: by name, or the most frequent first.
    pub(super) fn sort(&mut self, by_name: bool) {
        self.rows.iter_mut().for_each(|row| row.held.sort());
        self.rows.sort_by(|a, b| match by_name {
            true => a.name.cmp(&b.name),
            false => b.accesses().cmp(&a.accesses()).then_with(|| a.name.cmp(&b.name)),
        });
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }
}
