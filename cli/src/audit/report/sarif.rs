//! A judgement as SARIF 2.1.0, which code-scanning services read.

use menshen::log::Place;
use menshen::{Policy, log::State};
use serde_json::{Value, json};

use super::{cite_json, cites};
use crate::audit::baseline::Accepted;
use crate::audit::finding::{Finding, Severity};
use crate::audit::rule::Rule;
use crate::audit::{RULES, Weighed};
use crate::lang::Lang;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

impl Weighed<'_, '_> {
    /// The log of one run; texts are in one language.
    pub(crate) fn to_sarif(&self, state: State, lang: Lang) -> Value {
        let results = self.findings().map(|(finding, accepted)| {
            result(finding, self.judgement.policy_of(finding), accepted, lang)
        });
        let looked_at = &self.judgement.looked_at;
        json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "menshen",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": RULES.iter().map(|rule| descriptor(rule, lang)).collect::<Value>(),
                }},
                "language": lang.pick("zh-CN", "en"),
                "results": results.collect::<Value>(),
                "properties": {
                    "log": state.name(),
                    "records": looked_at.records,
                    "policy": self.judgement.policy.version(),
                },
            }],
        })
    }
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title.in_language(lang) },
        "fullDescription": { "text": rule.about.in_language(lang) },
        "help": { "text": rule.advice.in_language(lang) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "cites": rule.cites.iter().map(cite_json).collect::<Value>() },
    })
}

fn result(finding: &Finding, policy: &Policy, accepted: Option<&Accepted>, lang: Lang) -> Value {
    let Finding { variant, .. } = finding;
    let index = RULES.iter().position(|rule| rule.id == variant.rule);
    let mut result = json!({
        "ruleId": variant.rule,
        "ruleIndex": index,
        "level": level(variant.severity),
        "message": { "text": finding.sentence(policy, lang) },
        "locations": locations(finding),
        "occurrenceCount": finding.count.max(1),
        "partialFingerprints": { "menshen/v1": finding.fingerprint() },
        "properties": {
            "variant": variant.id,
            "certain": finding.certain,
            "first": finding.first,
            "last": finding.last,
            "cites": cites(finding, policy),
        },
    });
    if let (Some(accepted), Some(members)) = (accepted, result.as_object_mut()) {
        let reason = accepted.reason.as_deref().unwrap_or_default();
        let suppression = json!({ "kind": "external", "justification": reason });
        members.insert("suppressions".to_owned(), json!([suppression]));
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Violation => "error",
        Severity::Warning => "warning",
    }
}

/// Where the first records stand; at least what it is about.
fn locations(finding: &Finding) -> Value {
    let about = logical(finding);
    let location = |place: &Place| {
        let file = format!("log/{}", place.segment.file_name());
        json!({
            "physicalLocation": {
                "artifactLocation": { "uri": file },
                "region": { "byteOffset": place.offset },
            },
            "logicalLocations": about,
        })
    };
    finding.places.iter().map(location).collect()
}

/// The purpose, and the resource in it.
fn logical(finding: &Finding) -> Value {
    let name = finding.about();
    if name.is_empty() {
        return json!([]);
    }
    let purpose = finding.culprit.purpose.as_str();
    json!([{ "name": if purpose.is_empty() { &name } else { purpose }, "fullyQualifiedName": name }])
}
