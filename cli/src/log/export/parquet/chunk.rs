//! The cells of one column in one row group, as Parquet takes them: values and levels.

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedColumnWriter;

use super::super::cell::{Cell, Type};
use super::super::columns::Column;

pub(super) struct Chunk {
    values: Values,
    /// How much of each cell is there; empty for a column that is never null.
    definitions: Vec<i16>,
    /// Whether each cell goes on with its row's list; empty outside the list.
    repetitions: Vec<i16>,
    required: bool,
}

enum Values {
    Numbers(Vec<i64>),
    Flags(Vec<bool>),
    Texts(Vec<ByteArray>),
}

/// The levels of a cell in the list of uses.
const EMPTY_LIST: i16 = 0;
const NULL_IN_LIST: i16 = 1;
const IN_LIST: i16 = 2;

impl Chunk {
    pub(super) fn of(column: &Column) -> Chunk {
        let values = match column.holds {
            Type::Integer | Type::Timestamp => Values::Numbers(Vec::new()),
            Type::Boolean => Values::Flags(Vec::new()),
            Type::Text => Values::Texts(Vec::new()),
        };
        Chunk::new(values, column.required)
    }

    pub(super) fn of_use() -> Chunk {
        Chunk::new(Values::Texts(Vec::new()), false)
    }

    fn new(values: Values, required: bool) -> Chunk {
        Chunk { values, definitions: Vec::new(), repetitions: Vec::new(), required }
    }

    pub(super) fn push(&mut self, cell: Option<Cell<'_>>) {
        if !self.required {
            self.definitions.push(i16::from(cell.is_some()));
        }
        self.values.push(cell);
    }

    pub(super) fn push_list<'c>(&mut self, cells: impl Iterator<Item = Option<Cell<'c>>>) {
        let before = self.definitions.len();
        for cell in cells {
            self.repetitions.push(i16::from(self.definitions.len() > before));
            self.definitions.push(if cell.is_some() { IN_LIST } else { NULL_IN_LIST });
            self.values.push(cell);
        }
        if self.definitions.len() == before {
            self.repetitions.push(0);
            self.definitions.push(EMPTY_LIST);
        }
    }

    /// Writes what was pushed, and is empty again.
    pub(super) fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let (definitions, repetitions) = (some(&self.definitions), some(&self.repetitions));
        match &self.values {
            Values::Numbers(values) => {
                column.typed::<Int64Type>().write_batch(values, definitions, repetitions)?
            }
            Values::Flags(values) => {
                column.typed::<BoolType>().write_batch(values, definitions, repetitions)?
            }
            Values::Texts(values) => {
                column.typed::<ByteArrayType>().write_batch(values, definitions, repetitions)?
            }
        };
        self.clear();
        Ok(())
    }

    fn clear(&mut self) {
        self.definitions.clear();
        self.repetitions.clear();
        match &mut self.values {
            Values::Numbers(values) => values.clear(),
            Values::Flags(values) => values.clear(),
            Values::Texts(values) => values.clear(),
        }
    }
}

fn some(levels: &[i16]) -> Option<&[i16]> {
    (!levels.is_empty()).then_some(levels)
}

impl Values {
    fn push(&mut self, cell: Option<Cell<'_>>) {
        match (self, cell) {
            (Values::Numbers(values), Some(Cell::Integer(number))) => values.push(number),
            (Values::Numbers(values), Some(Cell::Time(at))) => values.push(at.millis()),
            (Values::Flags(values), Some(Cell::Boolean(flag))) => values.push(flag),
            (Values::Texts(values), Some(cell)) => {
                values.push(cell.into_text().into_owned().into_bytes().into());
            }
            // A null; and a cell of another type than its column has would fail when written.
            _ => {}
        }
    }
}
