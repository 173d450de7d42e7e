//! A SQLite database: strict tables, indexes, and views for the frequent questions.

mod schema;

use std::io;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement, ToSql, Transaction, params};

use super::cell::Cell;
use super::columns::{COLUMNS, SCHEMA, USE_COLUMNS};
use super::row::Row;
use super::source::{Source, Tally};

/// Fills the empty file at `path`.
pub(super) fn write(source: Source<'_>, path: &Path) -> io::Result<Tally> {
    let mut connection = open(path).map_err(io::Error::other)?;
    let transaction = connection.transaction().map_err(io::Error::other)?;
    transaction.execute_batch(&schema::tables()).map_err(io::Error::other)?;
    let tally = insert_all(source, &transaction)?;
    finish(transaction, &tally).map_err(io::Error::other)?;
    connection.close().map_err(|(_, error)| io::Error::other(error))?;
    Ok(tally)
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    // Without the flag that would take a name such as `file:x` for a URI.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Nobody sees the file before it is whole, so there is nothing to roll back to.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "user_version", SCHEMA)?;
    Ok(connection)
}

fn insert_all(source: Source<'_>, transaction: &Transaction<'_>) -> io::Result<Tally> {
    let prepare = |sql: String| transaction.prepare(&sql).map_err(io::Error::other);
    let mut record = prepare(schema::insert("records", COLUMNS.len()))?;
    let mut use_ = prepare(schema::insert("uses", USE_COLUMNS.len() + 2))?;
    source.each(|row| insert(row, &mut record, &mut use_).map_err(io::Error::other))
}

fn insert(
    row: &Row<'_>,
    record: &mut Statement<'_>,
    use_: &mut Statement<'_>,
) -> rusqlite::Result<()> {
    for (at, column) in COLUMNS.iter().enumerate() {
        record.raw_bind_parameter(at + 1, (column.of)(row))?;
    }
    record.raw_execute()?;
    for (number, used) in (1_i64..).zip(&row.uses) {
        use_.raw_bind_parameter(1, row.id)?;
        use_.raw_bind_parameter(2, number)?;
        for (at, column) in USE_COLUMNS.iter().enumerate() {
            use_.raw_bind_parameter(at + 3, (column.of)(used))?;
        }
        use_.raw_execute()?;
    }
    Ok(())
}

fn finish(transaction: Transaction<'_>, tally: &Tally) -> rusqlite::Result<()> {
    let mut meta = transaction.prepare("INSERT INTO meta VALUES (?, ?)")?;
    for (key, value) in tally.facts() {
        meta.execute(params![key, value])?;
    }
    drop(meta);
    transaction.execute_batch(schema::INDEXES)?;
    transaction.execute_batch(schema::VIEWS)?;
    transaction.commit()
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Boolean(flag) => ToSqlOutput::Owned(Value::Integer(i64::from(*flag))),
            Cell::Word(word) => ToSqlOutput::Borrowed(ValueRef::Text(word.as_bytes())),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            time @ Cell::Time(_) => {
                ToSqlOutput::Owned(Value::Text(time.clone().into_text().into()))
            }
        })
    }
}
