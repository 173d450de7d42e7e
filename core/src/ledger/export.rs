//! A subject's own copy of what the ledger holds about it (PIPL 45).

use serde_json::{Value, json};

use super::anchor::Moment;
use super::book::{AnswerEntry, Book};
use crate::policy::Policy;

/// The current subject's own copy, in plain words where the policy has them.
pub(crate) fn own_copy(book: &Book, policy: &Policy, now: Moment) -> Value {
    let Some(subject) = book.subject() else { return Value::Null };
    let accepted =
        book.policy.accepted.map(|(version, at)| json!({ "version": version, "at": at.past(now) }));
    let declined =
        book.policy.declined.map(|(version, at)| json!({ "version": version, "at": at.past(now) }));
    json!({
        "exported": now.wall,
        "subject": { "pseudonym": book.current, "kind": subject.kind, "age": subject.age },
        "guardian": subject.guardian.map(|at| json!({ "at": at.past(now) })),
        "policy": {
            "id": policy.file().id,
            "title": policy.file().title,
            "accepted": accepted,
            "declined": declined,
        },
        "consents": subject.answers.iter().map(|entry| consent(entry, policy, now)).collect::<Vec<_>>(),
    })
}

fn consent(entry: &AnswerEntry, policy: &Policy, now: Moment) -> Value {
    let purpose = policy.purpose(&entry.key.purpose);
    json!({
        "purpose": entry.key.purpose,
        "title": purpose.map(|purpose| &purpose.title),
        "clauses": purpose.map(|purpose| &purpose.clauses),
        "resource": entry.key.resource,
        "scope": entry.key.scope,
        "caller": entry.key.caller.as_deref().unwrap_or("app"),
        "answer": entry.answer,
        "at": entry.at.past(now),
        "until": entry.until.map(|until| until.end(&entry.at, now)),
        "once": entry.once,
        "policy_version": entry.policy,
    })
}
