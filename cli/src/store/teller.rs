//! From records to rows.

use menshen::Policy;
use menshen::log::{Entry, Event, Item, Place, Record};

use super::Period;
use super::collapse::Collapse;
use super::draft::Scene;
use super::facts::Facts;
use super::row::{Act, Kind, Lease, Phase, Row};
use super::rule;
use super::usage::{Usage, Use};
use crate::audit::{Breach, Moment, Policies, Watch};

/// Tells what happened, row by row.
pub(super) struct Teller<'a> {
    facts: &'a Facts,
    period: Period,
    watch: Watch<'a>,
    pub(super) usage: Usage<'a>,
    phase: Phase,
    /// How many leases were given so far.
    leases: usize,
    latest: Option<Moment>,
    collapse: Collapse,
    /// How many rows were told so far.
    rows: u64,
}

impl<'a> Teller<'a> {
    pub(super) fn new(policy: &'a Policy, facts: &'a Facts, period: Period) -> Teller<'a> {
        Teller {
            facts,
            period,
            watch: Watch::new(Policies::new(policy, Vec::new())),
            usage: Usage::new(policy),
            phase: if facts.begins_late() { Phase::Unknown } else { Phase::Unseen },
            leases: 0,
            latest: None,
            collapse: Collapse::default(),
            rows: 0,
        }
    }

    /// Takes the next entry of the log in, and tells the rows that are complete by then.
    pub(super) fn take(&mut self, entry: &Entry, told: &mut impl FnMut(&Row)) {
        match &entry.item {
            Item::Record(record) => self.record(entry.place, record, told),
            _ => {
                self.watch.trouble();
                self.hole(entry.place, told);
            }
        }
    }

    /// The log has been read.
    pub(super) fn end(&mut self, told: &mut impl FnMut(&Row)) {
        let Teller { collapse, rows, .. } = self;
        collapse.end(|row| told(&numbered(row, rows)));
    }

    fn record(&mut self, place: Place, record: &Record<'_>, told: &mut impl FnMut(&Row)) {
        let (at, breaches) = self.watch.record(place, record);
        self.latest = Some(at);
        if let Event::Policy { act, version } = record.event {
            self.phase = self.phase.after(act, version);
        }
        self.held_too_long(at, &breaches);
        let mut given = 0;
        for (row, leases) in (Scene { record, place, at, phase: self.phase }).drafts() {
            given += leases.len();
            self.row(row, &leases, &breaches, told);
        }
        self.leases += given;
    }

    fn row(
        &mut self,
        mut row: Row,
        leases: &[usize],
        breaches: &[Breach],
        told: &mut impl FnMut(&Row),
    ) {
        row.lease = self.lease(leases);
        row.act.breaks = self.broken(&row, breaches);
        if let Kind::Observed { covered } = &mut row.act.kind {
            // A gate knows the leases of its own process; the log knows those of all.
            *covered = !row.act.breaks.contains(&rule::BYPASS);
        }
        if row.is_use() {
            row.counts = self.count(&row);
        }
        self.tell(row, told);
    }

    /// Something here cannot be read. It has no time of its own: it stands after what was read
    /// before it.
    fn hole(&mut self, place: Place, told: &mut impl FnMut(&Row)) {
        if let Some(at) = self.latest {
            self.tell(Row::new(place, at, Act::new(Kind::Hole, self.phase)), told);
        }
    }

    fn tell(&mut self, row: Row, told: &mut impl FnMut(&Row)) {
        if self.period.has(row.first.wall) {
            let Teller { collapse, rows, .. } = self;
            collapse.push(row, |row| told(&numbered(row, rows)));
        }
    }

    /// How the record's leases with these numbers ended; the longest counts.
    fn lease(&self, leases: &[usize]) -> Lease {
        let ends = leases.iter().map(|number| self.facts.ends.of(self.leases + number));
        ends.map(|end| end.map_or(Lease::Open, Lease::Ended)).fold(Lease::None, Lease::longer)
    }

    /// The rules that a row breaks.
    fn broken(&self, row: &Row, breaches: &[Breach]) -> Vec<&'static str> {
        let late = self.facts.begins_late();
        let nobody_got_in = matches!(row.lease, Lease::Ended(held) if held.at_once());
        let resource = row.act.resource();
        let mine = breaches.iter().filter(|it| {
            let about = it.finding.culprit.resource;
            (about.is_none() || resource.is_none() || about == resource)
                && !(it.assumed && late)
                && !(it.doubtful && nobody_got_in)
        });
        let mut rules: Vec<&str> = mine.map(|it| it.finding.variant.rule).collect();
        rules.dedup();
        rules
    }

    fn count(&mut self, row: &Row) -> Option<[u64; 3]> {
        let Act { purpose, caller, .. } = &row.act;
        let resource = row.act.resource();
        let held = match row.lease {
            Lease::Ended(held) => Some(held.span),
            _ => None,
        };
        let told = self.period.has(row.first.wall);
        let (at, times) = (row.first, row.times);
        let counts = self.usage.add(&Use { at, caller, purpose, resource, times, held, told });
        if told && row.breaks(rule::OVER_BUDGET) {
            self.usage.broken(purpose, resource);
        }
        counts
    }

    /// That something was held too long is known only when it ends.
    fn held_too_long(&mut self, at: Moment, breaches: &[Breach]) {
        let variants = breaches.iter().map(|it| &it.finding);
        for it in variants.filter(|it| it.variant.id == rule::HELD_TOO_LONG) {
            if self.period.has(at.wall) {
                self.usage.broken(&it.culprit.purpose, it.culprit.resource);
            }
        }
    }
}

fn numbered(row: Row, rows: &mut u64) -> Row {
    *rows += 1;
    Row { number: *rows, ..row }
}
