//! Repeats within a second as one row.

use std::collections::VecDeque;

use menshen::Span;

use super::row::Row;

/// Rows that may still be repeated, from the oldest to the newest.
#[derive(Default)]
pub(super) struct Collapse(VecDeque<Row>);

const WITHIN: Span = Span::seconds(1);
/// More different rows than this within a second are not held back.
const MOST: usize = 256;

impl Collapse {
    /// Takes the next row in, and gives those that nothing can repeat any more.
    pub(super) fn push(&mut self, row: Row, mut done: impl FnMut(Row)) {
        let over = |earlier: &Row| row.first.since(earlier.first) >= WITHIN;
        while self.0.front().is_some_and(over) {
            self.0.pop_front().into_iter().for_each(&mut done);
        }
        if let Some(same) = self.0.iter_mut().find(|earlier| earlier.act == row.act) {
            return same.join(row);
        }
        self.0.push_back(row);
        if self.0.len() > MOST {
            self.0.pop_front().into_iter().for_each(done);
        }
    }

    /// There are no more rows.
    pub(super) fn end(&mut self, done: impl FnMut(Row)) {
        self.0.drain(..).for_each(done);
    }
}
