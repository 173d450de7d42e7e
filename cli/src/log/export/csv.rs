//! Comma-separated values (RFC 4180), in UTF-8.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{ErrorKind, Terminator, Writer, WriterBuilder};

use super::cell::Cell;
use super::columns::{COLUMNS, USE_COLUMNS, UseColumn};
use super::row::Row;
use super::source::{Source, Tally};

/// Parts the uses of one record.
const SEPARATOR: &str = ";";

pub(super) fn write(source: Source<'_>, out: impl Write) -> io::Result<Tally> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(names()).map_err(as_io)?;
    let tally = source.each(|row| write_row(&mut csv, row))?;
    csv.flush()?;
    Ok(tally)
}

fn names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|it| it.name).chain(USE_COLUMNS.iter().map(|it| it.name))
}

fn write_row<W: Write>(csv: &mut Writer<W>, row: &Row<'_>) -> io::Result<()> {
    for column in COLUMNS {
        let cell = (column.of)(row).map_or(Cow::Borrowed(""), as_text);
        csv.write_field(cell.as_bytes()).map_err(as_io)?;
    }
    for column in USE_COLUMNS {
        csv.write_field(all(column, row)).map_err(as_io)?;
    }
    csv.write_record(None::<&[u8]>).map_err(as_io)
}

fn as_text(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => harmless(text),
        cell => cell.into_text(),
    }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe in front.
///
/// Purposes, callers and call sites come from the app and from what runs inside it.
fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}").into(),
        false => text,
    }
}

/// The cells of all uses of a record, in their order; nothing when none of them has one.
fn all(column: &UseColumn, row: &Row<'_>) -> String {
    let cells = row.uses.iter().map(|used| (column.of)(used));
    let cells: Vec<_> = cells.map(|cell| cell.map_or("".into(), Cell::into_text)).collect();
    match cells.iter().all(|cell| cell.is_empty()) {
        true => String::new(),
        false => cells.join(SEPARATOR),
    }
}

/// The error of the disk or the pipe itself, where it is one.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(formula.into()), format!("'{formula}"));
        }
        for fine in ["qr-scan", "a=1", "扫码", "'=1", " =1"] {
            assert_eq!(harmless(fine.into()), fine);
        }
    }
}
