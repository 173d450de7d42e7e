//! What stands in a column of a row, and the types that there are.

use std::borrow::Cow;

use menshen::Time;

use crate::table;

/// The type of a column; every format has one for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// A whole number of 64 bits.
    Integer,
    /// UTF-8.
    Text,
    /// True or false.
    Boolean,
    /// A point in time, in UTC, to the millisecond.
    Timestamp,
}

/// What stands there; a null is no cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Integer(i64),
    Boolean(bool),
    Time(Time),
    /// One of a closed set.
    Word(&'static str),
    /// Whatever the app or the log wrote.
    Text(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    /// The cell where text is all there is: CSV, and times and words in SQLite.
    pub(super) fn into_text(self) -> Cow<'a, str> {
        match self {
            Cell::Integer(number) => number.to_string().into(),
            Cell::Boolean(flag) => if flag { "true" } else { "false" }.into(),
            Cell::Time(at) => table::time(at).into(),
            Cell::Word(word) => word.into(),
            Cell::Text(text) => text,
        }
    }
}

/// A number; null when it has more than 63 bits, which no honest log has.
pub(super) fn int<'a>(number: impl TryInto<i64>) -> Option<Cell<'a>> {
    number.try_into().ok().map(Cell::Integer)
}

pub(super) fn flag<'a>(flag: bool) -> Option<Cell<'a>> {
    Some(Cell::Boolean(flag))
}

pub(super) fn word<'a>(word: &'static str) -> Option<Cell<'a>> {
    Some(Cell::Word(word))
}

/// A text; null when there is nothing in it.
pub(super) fn text<'a>(text: impl Into<Cow<'a, str>>) -> Option<Cell<'a>> {
    let text = text.into();
    (!text.is_empty()).then_some(Cell::Text(text))
}

/// 16 digits.
pub(super) fn hex<'a>(number: u64) -> Option<Cell<'a>> {
    Some(Cell::Text(format!("{number:016x}").into()))
}

/// 16 digits; null for 0, which stands for none.
pub(super) fn hex_or_none<'a>(number: u64) -> Option<Cell<'a>> {
    hex(number).filter(|_| number != 0)
}

/// A time; null outside the years 1 to 9998, where no reader has dates.
pub(super) fn time<'a>(at: Time) -> Option<Cell<'a>> {
    const FIRST: i64 = -62_135_596_800_000;
    const LAST: i64 = 253_370_764_799_999;
    (FIRST..=LAST).contains(&at.millis()).then_some(Cell::Time(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_can_hold_is_null() {
        assert_eq!(int(i64::MAX as u64), Some(Cell::Integer(i64::MAX)));
        assert_eq!(int(i64::MAX as u64 + 1), None);
        let shown = |millis| time(Time::from_millis(millis)).map(Cell::into_text);
        assert_eq!(shown(-62_135_596_800_000).unwrap(), "0001-01-01T00:00:00.000Z");
        assert_eq!(shown(253_370_764_799_999).unwrap(), "9998-12-31T23:59:59.999Z");
        assert_eq!(shown(-62_135_596_800_001), None);
        assert_eq!(shown(253_370_764_800_000), None);
    }

    #[test]
    fn nothing_is_null() {
        assert_eq!((text(""), hex_or_none(0)), (None, None));
        assert_eq!(hex_or_none(255).map(Cell::into_text).unwrap(), "00000000000000ff");
    }
}
