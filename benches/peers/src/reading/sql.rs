//! The same questions in SQL, over what `menshen log export` made of the log.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::Problem;

/// Every denial, a line each.
pub(crate) const DENIALS: &str = "every denial";
/// Counts and durations.
pub(crate) const STATISTICS: &str = "statistics";
/// Three of the audit's rules.
pub(crate) const AUDIT: &str = "audit";

const STATISTICS_SQL: [&str; 5] = [
    "SELECT resource, count(*), sum(count), sum(verdict = 'deny'), sum(held_ms), max(held_ms)
     FROM accesses GROUP BY resource",
    "SELECT purpose, reason, sum(count), sum(held_ms) FROM accesses GROUP BY purpose, reason",
    "SELECT substr(time, 12, 2) AS hour, sum(count), sum(verdict = 'deny')
     FROM accesses GROUP BY hour",
    "SELECT caller, call_site, sum(count) AS times FROM accesses
     GROUP BY caller, call_site ORDER BY times DESC LIMIT 10",
    "SELECT prompt, answer, count(*) FROM records WHERE prompt IS NOT NULL GROUP BY prompt, answer",
];

/// Accesses before the policy was accepted, accesses after a refusal, the most in any hour.
const AUDIT_SQL: [&str; 3] = [
    "SELECT * FROM records WHERE kind = 'decision' AND verdict = 'allow' AND id <
       (SELECT min(id) FROM records WHERE kind = 'policy_accepted')",
    "SELECT d.* FROM
       (SELECT id, kind, verdict, max(CASE WHEN kind = 'consent' THEN id END)
          OVER (PARTITION BY subject, purpose ORDER BY id) AS latest
        FROM records WHERE kind IN ('decision', 'consent')) d
     JOIN records c ON c.id = d.latest
     WHERE d.kind = 'decision' AND d.verdict = 'allow' AND c.action = 'refuse'",
    "SELECT purpose, resource, max(times) FROM
       (SELECT purpose, resource, count(*) OVER (PARTITION BY purpose, resource ORDER BY at
          RANGE BETWEEN 3600 PRECEDING AND CURRENT ROW) AS times
        FROM (SELECT purpose, resource, unixepoch(time, 'subsec') AS at
              FROM records JOIN uses ON record = id WHERE verdict = 'allow'))
     GROUP BY purpose, resource",
];

/// The answer to a question, as JSON lines.
pub(crate) fn answer(question: &str, database: &Path) -> Result<String, Problem> {
    let connection = Connection::open(database)?;
    let queries: &[&str] = match question {
        DENIALS => &["SELECT * FROM records WHERE verdict = 'deny' ORDER BY id"],
        STATISTICS => &STATISTICS_SQL,
        AUDIT => &AUDIT_SQL,
        _ => return Err(format!("there is no question `{question}`").into()),
    };
    let mut lines = String::new();
    for query in queries {
        rows(&connection, query, &mut lines)?;
    }
    Ok(lines)
}

/// How many records the database has.
pub(crate) fn records(database: &Path) -> Result<u64, Problem> {
    let count = "SELECT count(*) FROM records";
    let count: i64 = Connection::open(database)?.query_row(count, [], |row| row.get(0))?;
    Ok(u64::try_from(count)?)
}

fn rows(connection: &Connection, query: &str, lines: &mut String) -> Result<(), Problem> {
    let mut statement = connection.prepare(query)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cells = (0..columns).map(|at| Ok(json(row.get_ref(at)?)));
        let cells = cells.collect::<Result<Vec<serde_json::Value>, rusqlite::Error>>()?;
        lines.push_str(&serde_json::to_string(&cells)?);
        lines.push('\n');
    }
    Ok(())
}

fn json(value: ValueRef<'_>) -> serde_json::Value {
    match value {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Null | ValueRef::Blob(_) => serde_json::Value::Null,
    }
}
