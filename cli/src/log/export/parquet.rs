//! A Parquet file: one row a record, with the list of its uses.

mod chunk;
mod schema;

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::columns::{COLUMNS, USE_COLUMNS};
use super::row::Row;
use super::source::{Source, Tally};
use chunk::Chunk;

/// As much is in memory at a time.
const ROWS_OF_A_GROUP: usize = 65_536;

/// Numbers that hardly ever come twice but differ little from row to row: half of the file when
/// they go through a dictionary.
const GROWING: [&str; 5] = ["id", "time", "boot_ms", "file_offset", "seq"];

pub(super) fn write(source: Source<'_>, file: &File) -> io::Result<Tally> {
    let mut group = Group::new();
    let mut writer = open(file).map_err(as_io)?;
    let tally = source.each(|row| {
        group.push(row);
        match group.rows == ROWS_OF_A_GROUP {
            true => group.write(&mut writer).map_err(as_io),
            false => Ok(()),
        }
    })?;
    group.write(&mut writer).map_err(as_io)?;
    close(writer, &tally).map_err(as_io)?;
    Ok(tally)
}

fn open(file: &File) -> Result<SerializedFileWriter<&File>> {
    let schema = parse_message_type(&schema::message())?;
    SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties()))
}

fn properties() -> WriterProperties {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("menshen ", env!("CARGO_PKG_VERSION")).to_owned());
    let properties = GROWING.iter().fold(properties, |properties, name| {
        let column = ColumnPath::from(*name);
        properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_encoding(column, Encoding::DELTA_BINARY_PACKED)
    });
    properties.build()
}

fn close(mut writer: SerializedFileWriter<&File>, tally: &Tally) -> Result<()> {
    for (key, value) in tally.facts() {
        writer.append_key_value_metadata(KeyValue::new(format!("menshen.{key}"), value));
    }
    writer.close().map(drop)
}

/// The rows of a row group, column by column.
struct Group {
    rows: usize,
    records: Vec<Chunk>,
    uses: Vec<Chunk>,
}

impl Group {
    fn new() -> Group {
        Group {
            rows: 0,
            records: COLUMNS.iter().map(Chunk::of).collect(),
            uses: USE_COLUMNS.iter().map(|_| Chunk::of_use()).collect(),
        }
    }

    fn push(&mut self, row: &Row<'_>) {
        self.rows += 1;
        for (chunk, column) in self.records.iter_mut().zip(COLUMNS) {
            chunk.push((column.of)(row));
        }
        for (chunk, column) in self.uses.iter_mut().zip(USE_COLUMNS) {
            chunk.push_list(row.uses.iter().map(|used| (column.of)(used)));
        }
    }

    fn write(&mut self, writer: &mut SerializedFileWriter<&File>) -> Result<()> {
        if std::mem::take(&mut self.rows) == 0 {
            return Ok(());
        }
        let mut group = writer.next_row_group()?;
        for chunk in self.records.iter_mut().chain(&mut self.uses) {
            let Some(mut column) = group.next_column()? else { break };
            chunk.write(&mut column)?;
            column.close()?;
        }
        group.close().map(drop)
    }
}

fn as_io(error: parquet::errors::ParquetError) -> io::Error {
    io::Error::other(error)
}
