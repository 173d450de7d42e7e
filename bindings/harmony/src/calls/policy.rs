//! The policy as a user interface shows it.

use menshen::{Acceptance, policy as file};
use serde_json::{Value, json};

use crate::js::Call;
use crate::refusal::Answer;

pub(crate) fn policy(call: &mut Call<'_>) -> Answer<Value> {
    let gate = call.gate()?;
    let policy = gate.gate.policy();
    let file = policy.file();
    Ok(json!({
        "id": file.id,
        "version": file.version.to_string(),
        "effective": file.effective.to_string(),
        "title": text(&file.title),
        "controller": file.controller.name,
        "contact": file.controller.contact,
        "fingerprint": policy.fingerprint(),
        "guardianAge": file.guardian_age,
        "purposes": file.purposes.iter().map(purpose).collect::<Value>(),
        "sdks": file.sdks.iter().map(sdk).collect::<Value>(),
    }))
}

pub(crate) fn state(call: &mut Call<'_>) -> Answer<Value> {
    Ok(match call.gate()?.gate.acceptance() {
        Acceptance::Undecided => json!({ "state": "undecided" }),
        Acceptance::Declined => json!({ "state": "declined" }),
        Acceptance::Accepted(version) => {
            json!({ "state": "accepted", "version": version.to_string() })
        }
    })
}

fn text(text: &file::Text) -> Value {
    json!({ "zh": text.zh, "en": text.en })
}

fn texts(list: &[file::Text]) -> Value {
    list.iter().map(text).collect()
}

fn purpose(it: &file::Purpose) -> Value {
    let needs = (0_u32..).zip(&it.needs).flat_map(|(number, item)| needs(number, item, it));
    json!({
        "id": it.id,
        "clauses": it.clauses,
        "title": text(&it.title),
        "prompt": text(&it.prompt),
        "ifRefused": text(&it.if_refused),
        "basis": it.basis,
        "consent": it.consent,
        "sensitive": it.sensitive,
        "guests": it.guests,
        "context": it.context,
        "retention": it.retention.map(|span| span.to_string()),
        "callers": it.callers,
        "data": texts(&it.data),
        "needs": needs.collect::<Value>(),
    })
}

fn needs(number: u32, item: &file::Item, purpose: &file::Purpose) -> Vec<Value> {
    let alternative = (item.needs().len() > 1).then_some(number);
    let need = |need: &file::Need| {
        json!({
            "resource": need.resource.number(),
            "scopes": need.named().bits(),
            "scopeNames": need.scope,
            "optional": need.optional,
            "alternative": alternative,
            "consent": need.consent(purpose),
            "sensitive": need.sensitive(purpose),
            "basis": need.basis(purpose),
        })
    };
    item.needs().iter().map(need).collect()
}

fn sdk(it: &file::Sdk) -> Value {
    json!({
        "id": it.id,
        "name": it.name,
        "company": it.company,
        "clause": it.clause,
        "role": it.role,
        "data": texts(&it.data),
        "purposes": it.purposes,
        "privacyUrl": it.privacy_url,
    })
}
