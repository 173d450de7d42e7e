//! The rows of a log, one after the other.

use std::io;

use menshen::log::{Entry, Event, Item};

use super::super::filter::Selection;
use super::columns::SCHEMA;
use super::row::{Memory, Row};

/// What is to be exported.
pub(super) struct Source<'a> {
    pub(super) entries: Box<dyn Iterator<Item = Entry> + 'a>,
    pub(super) selection: Selection<'a>,
}

/// What was exported.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    /// Sound records, gaps among them.
    pub(super) records: u64,
    /// Records of what is missing.
    pub(super) gaps: u64,
    /// Places where something is wrong.
    pub(super) damage: u64,
    /// Sound records that this version cannot read.
    pub(super) unknown: u64,
    /// Whether records were left out because somebody asked for some only.
    pub(super) filtered: bool,
}

impl Source<'_> {
    /// Hands over every row, up to the first failure.
    pub(super) fn each(
        mut self,
        mut take: impl FnMut(&Row<'_>) -> io::Result<()>,
    ) -> io::Result<Tally> {
        let filtered = !self.selection.is_everything();
        let mut tally = Tally { filtered, ..Tally::default() };
        let mut memory = Memory::default();
        for entry in self.entries {
            memory.note(&entry);
            if self.selection.wants(&entry) {
                take(&memory.row(&entry))?;
                tally.count(&entry);
            }
        }
        Ok(tally)
    }
}

impl Tally {
    fn count(&mut self, entry: &Entry) {
        match &entry.item {
            Item::Record(record) => {
                self.records += 1;
                self.gaps += u64::from(matches!(record.event, Event::Gap { .. }));
            }
            Item::Damage(_) => self.damage += 1,
            _ => self.unknown += 1,
        }
    }

    /// Whether nothing is missing of what was asked for.
    pub(super) fn is_whole(&self) -> bool {
        (self.gaps, self.damage, self.unknown) == (0, 0, 0)
    }

    /// What a reader of the file should know about it as a whole: names and values.
    pub(super) fn facts(&self) -> [(&'static str, String); 6] {
        [
            ("schema", SCHEMA.to_string()),
            ("records", self.records.to_string()),
            ("damage", self.damage.to_string()),
            ("gaps", self.gaps.to_string()),
            ("unknown", self.unknown.to_string()),
            ("filtered", self.filtered.to_string()),
        ]
    }
}
