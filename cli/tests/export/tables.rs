//! Reads exports back, each with its own reader, as rows of texts.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use rusqlite::Connection;
use rusqlite::types::Value;

/// A row by the names of its columns, without the nulls.
pub(crate) type Cells = BTreeMap<String, String>;

/// The columns of an export, as the documentation writes them: name, type.
pub(crate) type Columns = Vec<(String, String)>;

/// The names in the first line, and the rows.
pub(crate) fn csv(path: &Path) -> (Vec<String>, Vec<Cells>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let cells =
            names.iter().cloned().zip(row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    });
    let rows = rows.collect();
    (names, rows)
}

pub(crate) fn sqlite(path: &Path) -> Vec<Cells> {
    let db = Connection::open(path).unwrap();
    let mut rows = query(&db, "SELECT * FROM records ORDER BY id");
    for used in query(&db, "SELECT * FROM uses ORDER BY record, nr") {
        let row = &mut rows[used["record"].parse::<usize>().unwrap() - 1];
        join(row, used.into_iter().filter(|(name, _)| name != "record" && name != "nr"));
    }
    rows
}

/// Puts the cells of one more use into a row as CSV does; here every use has all of them or none.
fn join(row: &mut Cells, used: impl IntoIterator<Item = (String, String)>) {
    for (name, cell) in used {
        row.entry(name).and_modify(|cells| *cells = format!("{cells};{cell}")).or_insert(cell);
    }
}

pub(crate) fn query(db: &Connection, sql: &str) -> Vec<Cells> {
    let mut statement = db.prepare(sql).unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map([], |row| {
        let cell = |(at, name): (usize, &String)| match row.get_unwrap(at) {
            Value::Null => None,
            Value::Integer(number) => Some((name.clone(), number.to_string())),
            Value::Text(text) => Some((name.clone(), text)),
            other => panic!("{name}: {other:?}"),
        };
        Ok(names.iter().enumerate().filter_map(cell).collect())
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// The columns of a table, in SQLite's own types.
pub(crate) fn sqlite_columns(path: &Path, table: &str) -> Columns {
    let db = Connection::open(path).unwrap();
    let columns = query(&db, &format!("SELECT name, type FROM pragma_table_info('{table}')"));
    columns.into_iter().map(|it| (it["name"].clone(), it["type"].clone())).collect()
}

pub(crate) fn parquet(path: &Path) -> Vec<Cells> {
    let file = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    file.get_row_iter(None).unwrap().map(|row| parquet_cells(&row.unwrap())).collect()
}

fn parquet_cells(row: &Row) -> Cells {
    let mut cells = Cells::new();
    for (name, field) in row.get_column_iter() {
        match field {
            Field::ListInternal(uses) => uses.elements().iter().for_each(|used| match used {
                Field::Group(used) => join(&mut cells, parquet_cells(used)),
                other => panic!("{other:?}"),
            }),
            Field::Null => {}
            field => _ = cells.insert(name.clone(), plain(field)),
        }
    }
    cells
}

fn plain(field: &Field) -> String {
    match field {
        Field::Str(text) => text.clone(),
        Field::Long(number) => number.to_string(),
        Field::Bool(flag) => flag.to_string(),
        Field::TimestampMillis(millis) => menshen::Time::from_millis(*millis).to_string(),
        other => panic!("{other:?}"),
    }
}

/// The leaves of the schema, in Parquet's own types.
pub(crate) fn parquet_columns(path: &Path) -> Columns {
    let file = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let columns = schema.columns().iter().map(|column| {
        let logical = column.logical_type_ref().map(|it| format!(" {it:?}")).unwrap_or_default();
        (column.name().to_owned(), format!("{}{logical}", column.physical_type()))
    });
    columns.collect()
}

/// The key-value metadata.
pub(crate) fn parquet_facts(path: &Path) -> Cells {
    let file = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let facts = file.metadata().file_metadata().key_value_metadata().unwrap().clone();
    facts.into_iter().map(|fact| (fact.key, fact.value.unwrap_or_default())).collect()
}
