//! The counts as JSON.

use serde_json::{Value, json};

use super::table::{By, Row};
use super::{Args, Tally};
use crate::log::{Pulled, with};

pub(super) fn json(tally: &Tally<'_>, args: &Args, log: &Pulled) -> Value {
    let tables = By::ALL.into_iter().filter(|by| args.by.is_none_or(|only| only == *by));
    tables.fold(summary(tally, args, log), |all, by| {
        let most = if by.is_time() { None } else { args.top };
        let rows = tally.table(by).iter().take(most.unwrap_or(usize::MAX));
        with(all, by.name(), rows.map(|row| with(counts(row), "name", json!(row.name))).collect())
    })
}

fn summary(tally: &Tally<'_>, args: &Args, log: &Pulled) -> Value {
    let prompts = tally.prompts.iter().map(
        |((prompt, answer), count)| json!({ "prompt": prompt, "answer": answer, "count": count }),
    );
    json!({
        "records": tally.records,
        "damage_and_gaps": tally.trouble,
        "partial": log.partial(),
        "first": tally.first,
        "last": tally.last,
        "time_zone": args.output.zone.to_string(),
        "processes": tally.processes.len(),
        "subjects": tally.subjects.len(),
        "all": counts(&tally.all),
        "prompts": prompts.collect::<Value>(),
    })
}

fn counts(row: &Row) -> Value {
    json!({
        "allowed": row.allowed,
        "denied": row.denied(),
        "reasons": row.reasons,
        "let_through": row.let_through,
        "leases": {
            "ended": row.held.count(),
            "open": row.open,
            "total_ms": row.held.total(),
            "median_ms": row.held.median(),
            "longest_ms": row.held.longest(),
        },
    })
}
