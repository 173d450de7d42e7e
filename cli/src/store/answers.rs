//! The answers, as the rows come.

use std::collections::BTreeSet;

use menshen::Time;

use super::question::Question;
use super::row::{Phase, Row};
use super::weigh::Weight;
use crate::audit::Moment;

/// The answers to all questions.
pub(super) struct Answers {
    pub(super) all: Vec<Answer>,
    /// The purposes that rows name.
    pub(super) purposes: BTreeSet<String>,
    pub(super) totals: Totals,
}

/// What the table comes to.
#[derive(Default)]
pub(super) struct Totals {
    pub(super) rows: u64,
    pub(super) uses: u64,
    pub(super) denied: u64,
    pub(super) prompts: u64,
    /// Let through by observe mode.
    pub(super) observed: u64,
}

/// The answer to a question.
pub(super) struct Answer {
    pub(super) question: Question,
    pub(super) broken: u64,
    pub(super) as_declared: u64,
    pub(super) denied: u64,
    pub(super) unclear: u64,
    /// How much there was to look at.
    pub(super) looked_at: u64,
    /// The first of it: its row, and when.
    pub(super) earliest: Option<(u64, Moment)>,
    /// How often it was broken before the policy was even shown.
    pub(super) unseen: u64,
    /// How often it was broken after a material change, before the new version was accepted.
    pub(super) outdated: u64,
    /// When the first and the last of what was asked for happened.
    pub(super) span: Option<(Time, Time)>,
    /// The first rows of each weight but denials.
    broken_rows: Vec<Row>,
    other_rows: Vec<Row>,
}

/// Yes, no, or not to be told from this log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Yes,
    No,
    Unclear,
}

/// An answer names as many rows as this.
pub(super) const MOST: usize = 10;

impl Answers {
    pub(super) fn new() -> Answers {
        let all = Question::ALL.map(Answer::new).into();
        Answers { all, purposes: BTreeSet::new(), totals: Totals::default() }
    }

    pub(super) fn take(&mut self, row: &Row) {
        self.totals.take(row);
        if !row.act.purpose.is_empty() && !self.purposes.contains(&row.act.purpose) {
            self.purposes.insert(row.act.purpose.clone());
        }
        self.all.iter_mut().for_each(|answer| answer.take(row));
    }

    /// Whether a promise to the user is broken.
    pub(super) fn is_broken(&self) -> bool {
        self.all.iter().any(|answer| answer.broken > 0)
    }
}

impl Totals {
    fn take(&mut self, row: &Row) {
        use super::row::Kind::{Access, Prompt};
        self.rows += 1;
        match row.act.kind {
            Prompt { .. } => self.prompts += row.times,
            _ if row.is_denied() => self.denied += row.times,
            _ if row.is_use() => self.uses += row.times,
            _ => {}
        }
        if matches!(row.act.kind, Access(Some(_))) {
            self.observed += row.times;
        }
    }
}

impl Answer {
    fn new(question: Question) -> Answer {
        Answer {
            question,
            broken: 0,
            as_declared: 0,
            denied: 0,
            unclear: 0,
            looked_at: 0,
            earliest: None,
            unseen: 0,
            outdated: 0,
            span: None,
            broken_rows: Vec::new(),
            other_rows: Vec::new(),
        }
    }

    /// How often what was asked for happened.
    pub(super) fn times(&self) -> u64 {
        self.broken + self.as_declared
    }

    pub(super) fn verdict(&self) -> Verdict {
        match self.question {
            _ if self.broken > 0 => Verdict::Yes,
            Question::PastTheGate if self.looked_at == 0 => Verdict::Unclear,
            Question::PastTheGate => Verdict::No,
            _ if self.as_declared > 0 => Verdict::Yes,
            _ if self.unclear > 0 => Verdict::Unclear,
            _ => Verdict::No,
        }
    }

    /// The rows that show it, broken promises first.
    pub(super) fn evidence(&self) -> impl Iterator<Item = &Row> {
        self.broken_rows.iter().chain(&self.other_rows).take(MOST)
    }

    fn take(&mut self, row: &Row) {
        if self.question.is_about(row) {
            self.looked_at += row.times;
            self.earliest.get_or_insert((row.number, row.first));
        }
        match self.question.weigh(row) {
            Some(Weight::Broken) => {
                self.broken += row.times;
                match row.act.phase {
                    Phase::Unseen => self.unseen += row.times,
                    Phase::Accepted(_) => self.outdated += row.times,
                    _ => {}
                }
                keep(&mut self.broken_rows, row);
                self.reach(row);
            }
            Some(Weight::AsDeclared) => {
                self.as_declared += row.times;
                keep(&mut self.other_rows, row);
                self.reach(row);
            }
            Some(Weight::Unclear) => {
                self.unclear += row.times;
                keep(&mut self.other_rows, row);
            }
            Some(Weight::Denied) => self.denied += row.times,
            None => {}
        }
    }

    fn reach(&mut self, row: &Row) {
        let (first, last) = (row.first.wall, row.last.wall);
        self.span = Some(self.span.map_or((first, last), |span| (span.0, last)));
    }
}

fn keep(rows: &mut Vec<Row>, row: &Row) {
    if rows.len() < MOST {
        rows.push(row.clone());
    }
}
