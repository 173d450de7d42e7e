//! A judgement as JSON, as text, as SARIF and as JUnit's XML.

mod explain;
mod finding;
mod junit;
mod markdown;
mod sarif;
mod sentence;
mod text;

pub(crate) use markdown::rules as rules_as_markdown;
use menshen::Policy;
use menshen::policy::Text;
use serde_json::{Value, json};
pub(crate) use text::counted;

use super::baseline::Accepted;
use super::finding::Finding;
use super::rule::{Cite, Rule, Words};
use super::rules::RULES;
use super::{Baseline, Judgement, LookedAt, Weighed};
use crate::lang::Lang;

impl Judgement<'_> {
    pub(crate) fn to_json(&self) -> Value {
        Weighed::new(self, &Baseline::default()).to_json()
    }
}

impl Weighed<'_, '_> {
    pub(crate) fn to_json(&self) -> Value {
        let Judgement { policy, looked_at, .. } = self.judgement;
        let findings = self.findings().map(|(finding, accepted)| {
            finding_json(finding, self.judgement.policy_of(finding), accepted)
        });
        json!({
            "policy": { "id": policy.file().id, "version": policy.version() },
            "looked_at": self.looked_at(looked_at),
            "findings": findings.collect::<Value>(),
            "stale": self.stale,
        })
    }

    fn looked_at(&self, looked_at: &LookedAt) -> Value {
        let versions = looked_at.versions.iter().map(|(version, records)| {
            let by = self.judgement.policies.of(*version).version();
            json!({ "policy": version, "records": records, "judged_by": by })
        });
        json!({
            "records": looked_at.records,
            "first": looked_at.first,
            "last": looked_at.last,
            "versions": versions.collect::<Value>(),
            "begins_late": looked_at.begins_late,
        })
    }
}

fn finding_json(finding: &Finding, policy: &Policy, accepted: Option<&Accepted>) -> Value {
    let Finding { variant, culprit, .. } = finding;
    let resource = culprit.resource;
    json!({
        "rule": variant.rule,
        "variant": variant.id,
        "severity": variant.severity.name(),
        "title": rule(finding).map(|rule| both(&rule.title)),
        "policy": finding.policy,
        "purpose": some(&culprit.purpose),
        "caller": some(&culprit.caller),
        "resource": resource,
        "scope": resource.map_or(Vec::new(), |resource| resource.names(finding.scopes)),
        "count": finding.count,
        "first": finding.first,
        "last": finding.last,
        "certain": finding.certain,
        "fingerprint": finding.fingerprint(),
        "accepted": accepted.map(|it| json!({ "reason": it.reason, "until": it.until })),
        "places": finding.places.iter().map(|place| place_json(*place)).collect::<Value>(),
        "cites": cites(finding, policy),
        "sentence": {
            "zh-CN": finding.sentence(policy, Lang::Zh),
            "en": finding.sentence(policy, Lang::En),
        },
    })
}

/// A place in the log, as every JSON output has it.
pub(crate) fn place_json(place: menshen::log::Place) -> Value {
    json!({
        "segment": place.segment, "block": place.block, "offset": place.offset, "seq": place.seq,
    })
}

/// The clauses of the policy, then those of the law.
fn cites(finding: &Finding, policy: &Policy) -> Value {
    let own = clauses(finding, policy).into_iter();
    let own = own.map(|clause| json!({ "source": policy.file().id, "clause": clause }));
    let law = rule(finding).map_or(&[][..], |rule| rule.cites).iter();
    own.chain(law.map(cite_json)).collect()
}

/// The clauses of the policy that declare the purpose, or name the SDK.
fn clauses<'p>(finding: &Finding, policy: &'p Policy) -> Vec<&'p str> {
    let declared = policy.purpose(&finding.culprit.purpose);
    let declared = declared.map_or(&[][..], |purpose| &purpose.clauses);
    let sdk = policy.file().sdks.iter().find(|sdk| sdk.id == finding.culprit.caller);
    let mut all: Vec<&str> = declared.iter().map(String::as_str).collect();
    all.extend(
        sdk.map(|sdk| sdk.clause.as_str()).filter(|clause| !declared.iter().any(|it| it == clause)),
    );
    all
}

fn rule(finding: &Finding) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == finding.variant.rule)
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn both(words: &Words) -> Text {
    Text { zh: words.zh.to_owned(), en: words.en.to_owned() }
}

impl Rule {
    pub(crate) fn to_json(&self) -> Value {
        let variants = self.variants.iter();
        let variants = variants.map(|it| json!({ "id": it.id, "severity": it.severity.name() }));
        json!({
            "id": self.id,
            "severity": self.severity.name(),
            "title": both(&self.title),
            "about": both(&self.about),
            "thresholds": both(&self.thresholds),
            "advice": both(&self.advice),
            "variants": variants.collect::<Value>(),
            "cites": self.cites.iter().map(cite_json).collect::<Value>(),
        })
    }
}

fn cite_json(cite: &Cite) -> Value {
    json!({ "source": cite.source(), "clause": some(cite.clause()) })
}
