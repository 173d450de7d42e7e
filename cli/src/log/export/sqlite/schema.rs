//! The tables, indexes and views.

use super::super::cell::Type;
use super::super::columns::{COLUMNS, Column, USE_COLUMNS};

/// The statements that make the tables.
pub(super) fn tables() -> String {
    let records: Vec<String> = COLUMNS.iter().map(column).collect();
    let uses: String = USE_COLUMNS.iter().map(|it| format!("  {} TEXT,\n", it.name)).collect();
    format!(
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;\n\
         CREATE TABLE records (\n{}\n) STRICT;\n\
         CREATE TABLE uses (\n  \
           record INTEGER NOT NULL REFERENCES records (id),\n  \
           nr INTEGER NOT NULL,\n{uses}  \
           PRIMARY KEY (record, nr)\n) STRICT, WITHOUT ROWID;\n",
        records.join(",\n")
    )
}

fn column(column: &Column) -> String {
    let constraint = match (column.name, column.required) {
        ("id", _) => " PRIMARY KEY",
        (_, true) => " NOT NULL",
        (_, false) => "",
    };
    format!("  {} {}{constraint}", column.name, name(column.holds))
}

/// SQLite has neither times nor truth values; its date functions read texts.
fn name(holds: Type) -> &'static str {
    match holds {
        Type::Integer | Type::Boolean => "INTEGER",
        Type::Text | Type::Timestamp => "TEXT",
    }
}

pub(super) fn insert(table: &str, columns: usize) -> String {
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(", "))
}

pub(super) const INDEXES: &str = "\
CREATE INDEX records_by_time ON records (time);
CREATE INDEX records_by_purpose ON records (purpose);
CREATE INDEX uses_by_resource ON uses (resource);
CREATE INDEX uses_by_lease ON uses (lease) WHERE lease IS NOT NULL;
";

/// `accesses` has a row for each resource of each decision, with how the lease ended.
pub(super) const VIEWS: &str = "\
CREATE VIEW accesses AS
  SELECT r.id, r.time, r.process_name, r.subject, r.app, r.policy, r.purpose, u.resource, u.scopes,
    r.caller, r.verdict, r.reason, r.next, r.user_initiated, r.observed, r.count, r.call_site,
    u.os, u.lease, e.time AS ended, e.how, e.held_ms
  FROM records r LEFT JOIN uses u ON u.record = r.id
    LEFT JOIN (uses x JOIN records e ON e.id = x.record AND e.held_ms IS NOT NULL)
      ON x.lease = u.lease
  WHERE r.kind = 'decision';
CREATE VIEW trouble AS
  SELECT id, time, kind, what, missing, tampered, segment, block, file_offset, seq
  FROM records WHERE kind IN ('damage', 'gap', 'unknown');
";
