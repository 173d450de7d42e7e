//! Findings as JSON.

use menshen::Policy;
use serde_json::{Value, json};

use super::Judged;
use crate::manifest::Finding;
use crate::manifest::app::{App, Place};

pub(crate) fn as_json(policy: &Policy, judged: &[Judged<'_>]) -> Value {
    let apps = judged.iter().map(|(app, _)| {
        json!({
            "platform": app.system,
            "api": { "min": app.levels.start(), "max": app.levels.end() },
            "files": app.files,
            "permissions": app.asked.iter().map(|it| &it.name).collect::<Vec<_>>(),
        })
    });
    let findings = judged
        .iter()
        .flat_map(|(app, found)| found.iter().map(|finding| finding_json(policy, app, finding)));
    json!({
        "policy": { "id": policy.file().id, "version": policy.version() },
        "apps": apps.collect::<Value>(),
        "findings": findings.collect::<Value>(),
    })
}

fn finding_json(policy: &Policy, app: &App, finding: &Finding) -> Value {
    let place = |place: &Place| json!({ "file": app.files.get(place.file), "line": place.line });
    let clauses = finding.purposes.iter().filter_map(|id| policy.purpose(id));
    let mut clauses: Vec<&String> = clauses.flat_map(|purpose| &purpose.clauses).collect();
    clauses.sort();
    clauses.dedup();
    json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "platform": app.system,
        "file": app.files.get(finding.place.file),
        "line": finding.place.line,
        "also": finding.also.iter().map(place).collect::<Value>(),
        "permission": finding.permission,
        "purposes": finding.purposes,
        "clauses": clauses,
        "message": finding.message,
        "fix": finding.fix,
    })
}
