//! The policy, and what the audit found.

use std::collections::HashMap;

use menshen::Policy;
use menshen::log::Place;
use menshen::policy::Purpose;
use serde_json::{Value, json};

use super::shorten::shorten;
use crate::audit::{Finding, Judgement, RULES, Severity};

/// More findings than this are counted, but not shown.
const MOST: usize = 500;

pub(super) fn policy(policy: &Policy) -> Value {
    let file = policy.file();
    let sdks = file.sdks.iter();
    let sdks = sdks.map(|sdk| json!({ "id": sdk.id, "name": sdk.name, "clause": sdk.clause }));
    json!({
        "id": file.id,
        "version": file.version,
        "title": file.title,
        "controller": file.controller.name,
        "purposes": file.purposes.iter().map(purpose).collect::<Value>(),
        "sdks": sdks.collect::<Value>(),
    })
}

fn purpose(purpose: &Purpose) -> Value {
    let limit = purpose.limit.map(|limit| {
        json!({
            "count": limit.count,
            "per_ms": limit.per.millis(),
            "min_interval_ms": limit.min_interval.map(|it| it.millis()),
            "max_hold_ms": limit.max_hold.map(|it| it.millis()),
        })
    });
    json!({
        "id": purpose.id, "title": purpose.title, "clauses": purpose.clauses, "limit": limit,
    })
}

/// As `menshen log audit --json`, with how many of each severity, and the rows of `records`
/// that each finding rests on.
pub(super) fn audit(judgement: &Judgement<'_>, rows: &HashMap<Place, usize>) -> Value {
    let mut all = judgement.to_json();
    let looked_at = &judgement.looked_at;
    if let Some(members) = all.as_object_mut() {
        members.insert("violations".to_owned(), count(judgement, Severity::Violation).into());
        members.insert("warnings".to_owned(), count(judgement, Severity::Warning).into());
        members.insert("rules".to_owned(), RULES.len().into());
        members.insert("first_ms".to_owned(), json!(looked_at.first.map(|it| it.millis())));
        members.insert("last_ms".to_owned(), json!(looked_at.last.map(|it| it.millis())));
        members.insert(
            "findings_omitted".to_owned(),
            judgement.findings.len().saturating_sub(MOST).into(),
        );
    }
    if let Some(findings) = all.get_mut("findings").and_then(Value::as_array_mut) {
        findings.truncate(MOST);
        for (finding, json) in judgement.findings.iter().zip(findings) {
            complete(finding, json, rows);
        }
    }
    all
}

fn complete(finding: &Finding, json: &mut Value, rows: &HashMap<Place, usize>) {
    shorten(json);
    let records = finding.places.iter().filter_map(|place| rows.get(place));
    let about = RULES.iter().find(|rule| rule.id == finding.variant.rule).map(|rule| &rule.about);
    if let Some(members) = json.as_object_mut() {
        members.insert("records".to_owned(), records.copied().collect());
        members.insert("about".to_owned(), json!(about.map(|it| [it.zh, it.en])));
        members.insert("first_ms".to_owned(), json!(finding.first.map(|it| it.millis())));
        members.insert("last_ms".to_owned(), json!(finding.last.map(|it| it.millis())));
    }
}

fn count(judgement: &Judgement<'_>, severity: Severity) -> usize {
    judgement.findings.iter().filter(|it| it.variant.severity == severity).count()
}
