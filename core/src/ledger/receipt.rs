//! Consent receipts after ISO/IEC TS 27560:2023, derived from the ledger.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::anchor::Moment;
use super::book::{AnswerEntry, Book, Standing};
use crate::hex::hex;
use crate::policy::{Item, Policy, Purpose};

/// One receipt for each purpose that the subject has answered.
pub(crate) fn receipts(book: &Book, policy: &Policy, now: Moment) -> Vec<Value> {
    let Some(subject) = book.subject() else { return Vec::new() };
    let answered =
        |purpose: &&Purpose| subject.answers.iter().any(|it| it.key.purpose == purpose.id);
    let purposes = policy.file().purposes.iter().filter(answered);
    purposes
        .map(|purpose| {
            let entries = subject.answers.iter().filter(|it| it.key.purpose == purpose.id);
            let events: Vec<Value> = entries.map(|entry| event(entry, book, now)).collect();
            receipt(book, policy, purpose, events, now)
        })
        .collect()
}

fn receipt(
    book: &Book,
    policy: &Policy,
    purpose: &Purpose,
    events: Vec<Value>,
    now: Moment,
) -> Value {
    let file = policy.file();
    let record_id = digest(&[&book.current.to_string(), &file.id, &purpose.id]);
    let recipients = file.sdks.iter().filter(|sdk| sdk.purposes.contains(&purpose.id));
    json!({
        "schema_version": "ISO/IEC TS 27560:2023",
        "receipt_id": digest(&[&record_id, &book.generation.to_string(), &now.wall.to_string()]),
        "record_id": record_id,
        "pii_principal_id": book.current,
        "pii_processing": {
            "privacy_notice": format!("{} {} ({})", file.title.en, file.version, file.source.sha256),
            "language": ["zh-CN", "en"],
            "purposes": [{
                "purpose": purpose.title,
                "purpose_id": purpose.id,
                "notice_clauses": purpose.clauses,
                "lawful_basis": purpose.basis,
                "pii_information": information(purpose),
                "pii_controllers": [{ "name": file.controller.name, "contact": file.controller.contact }],
                "storage_locations": "as stated in the privacy notice",
                "retention_period": purpose.retention.map_or_else(
                    || "as stated in the privacy notice".to_owned(), |span| span.to_string()),
                "jurisdiction": "CN",
                "recipient_third_parties": recipients.map(|sdk| &sdk.name).collect::<Vec<_>>(),
                "withdrawal_method": "in the app's privacy centre, at any time",
            }],
        },
        "events": events,
    })
}

fn information(purpose: &Purpose) -> Vec<Value> {
    let data = purpose.data.iter().map(|data| {
        json!({ "pii_type": data, "pii_optional": false, "sensitive_pii_category": purpose.sensitive })
    });
    let needs = purpose.needs.iter().flat_map(|item| {
        let choice = matches!(item, Item::AnyOf(_));
        item.needs().iter().map(move |need| {
            json!({
                "pii_type": format!("{}: {}", need.resource, need.scope.join(", ")),
                "pii_optional": need.optional || choice,
                "sensitive_pii_category": need.sensitive(purpose),
            })
        })
    });
    data.chain(needs).collect()
}

fn event(entry: &AnswerEntry, book: &Book, now: Moment) -> Value {
    let (kind, state) = match entry.answer {
        Standing::Granted => ("explicit", "consent given"),
        Standing::Refused => ("explicit", "consent refused"),
        Standing::Withdrawn => ("explicit", "consent withdrawn"),
        Standing::Expired => ("implicit", "consent expired"),
    };
    let until = entry.until.map(|until| until.end(&entry.at, now).to_string());
    json!({
        "event_time": entry.at.past(now),
        "event_type": kind,
        "event_state": state,
        "validity_duration": match (&until, entry.once) {
            (_, true) => "one access",
            (Some(until), _) => until,
            (None, _) => "until withdrawn",
        },
        "entity_id": book.current,
        "resource": entry.key.resource,
        "scope": entry.key.scope,
        "recipient": entry.key.caller,
        "notice_version": entry.policy,
    })
}

/// A stable id that gives nothing away.
fn digest(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\n"));
    hex(digest.get(..16).unwrap_or_default())
}
