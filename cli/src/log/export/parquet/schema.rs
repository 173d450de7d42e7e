//! The schema, in Parquet's own notation.

use super::super::cell::Type;
use super::super::columns::{COLUMNS, Column, USE_COLUMNS};

pub(super) fn message() -> String {
    let records: String = COLUMNS.iter().map(column).collect();
    let uses: String =
        USE_COLUMNS.iter().map(|it| format!("optional binary {} (STRING);\n", it.name)).collect();
    format!(
        "message records {{\n{records}required group uses (LIST) {{\n\
         repeated group list {{\nrequired group element {{\n{uses}}}\n}}\n}}\n}}"
    )
}

fn column(column: &Column) -> String {
    let presence = if column.required { "required" } else { "optional" };
    let (physical, logical) = match column.holds {
        Type::Integer => ("int64", ""),
        Type::Text => ("binary", " (STRING)"),
        Type::Boolean => ("boolean", ""),
        Type::Timestamp => ("int64", " (TIMESTAMP(MILLIS,true))"),
    };
    format!("{presence} {physical} {}{logical};\n", column.name)
}
