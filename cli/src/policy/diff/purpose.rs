//! A purpose in two versions.

use menshen::policy::{Limit, Purpose, Text};
use menshen::{Basis, ChangeKind, ConsentKind, Span};

use super::difference::{Effect, Found};
use super::shown::Show;
use super::{field, needs};

pub(super) fn compare(old: &Purpose, new: &Purpose, found: &mut Found<'_>) {
    found.wording(&field::TITLE, (&old.title, &new.title));
    found.wording(&field::PROMPT, (&old.prompt, &new.prompt));
    found.wording(&field::IF_REFUSED, (&old.if_refused, &new.if_refused));
    found.list(&field::CLAUSES, (&old.clauses, &new.clauses), |_| Effect::Rewords, Effect::Rewords);
    consent(old, new, found);
    data(&old.data, &new.data, found);
    found.value(&field::RETENTION, (&old.retention, &new.retention), longer);
    found.list(&field::CALLERS, (&old.callers, &new.callers), caller, Effect::Narrows);
    let widens = |_: &String| Effect::Widens(ChangeKind::WiderScope);
    found.list(&field::PATTERNS, (&old.patterns, &new.patterns), widens, Effect::Narrows);
    needs::compare(old, new, found);
    limit((old.limit, new.limit), found);
}

fn consent(old: &Purpose, new: &Purpose, found: &mut Found<'_>) {
    found.value(&field::BASIS, (&old.basis, &new.basis), basis);
    found.wording(&field::BASIS_REASON, (&old.basis_reason, &new.basis_reason));
    found.value(&field::CONSENT, (&old.consent, &new.consent), kind);
    found.value(&field::SENSITIVE, (&old.sensitive, &new.sensitive), sensitive);
    found.value(&field::GUESTS, (&old.guests, &new.guests), |_, new| Effect::widens_if(*new));
    found.value(&field::CONTEXT, (&old.context, &new.context), |old, new| {
        Effect::widens_if(new > old)
    });
}

/// Consent gives the subject a say that no other basis gives.
pub(super) fn basis(old: &Basis, new: &Basis) -> Effect {
    match (*old == Basis::Consent, *new == Basis::Consent) {
        (false, false) => Effect::Rewords,
        (was, _) => Effect::widens_if(was),
    }
}

/// From `separate` to `policy`, ever less is asked.
pub(super) fn kind(old: &ConsentKind, new: &ConsentKind) -> Effect {
    Effect::widens_if(new < old)
}

/// Sensitive data is better protected.
pub(super) fn sensitive(_: &bool, new: &bool) -> Effect {
    Effect::widens_if(!*new)
}

/// The Chinese text is the published one; another English one is no other data.
pub(super) fn data(old: &[Text], new: &[Text], found: &mut Found<'_>) {
    let namesake = |item: &Text, items: &[Text]| items.iter().find(|it| it.zh == item.zh).cloned();
    for item in new {
        match namesake(item, old) {
            None => {
                let added = Effect::Widens(ChangeKind::WiderScope);
                found.note(&field::DATA, (None, item.shown()), added);
            }
            Some(before) => found.wording(&field::DATA, (&before, item)),
        }
    }
    for item in old.iter().filter(|item| namesake(item, new).is_none()) {
        found.note(&field::DATA, (item.shown(), None), Effect::Narrows);
    }
}

/// What states no end is kept longest.
fn longer(old: &Option<Span>, new: &Option<Span>) -> Effect {
    let length = |span: &Option<Span>| span.map_or(u64::MAX, Span::millis);
    match length(new) > length(old) {
        true => Effect::Widens(ChangeKind::LongerRetention),
        false => Effect::Narrows,
    }
}

fn caller(id: &String) -> Effect {
    let itself = id == "app";
    Effect::Widens(if itself { ChangeKind::WiderScope } else { ChangeKind::NewRecipient })
}

/// A limit is a guard of the app's own, which published policies rarely state: loosening it is told
/// apart from what the subject accepted.
fn limit((old, new): (Option<Limit>, Option<Limit>), found: &mut Found<'_>) {
    let (Some(old), Some(new)) = (old, new) else {
        let (before, after) = (old.shown(), new.shown());
        if old.is_some() != new.is_some() {
            found.note(&field::LIMIT, (before, after), Effect::loosens_if(new.is_none()));
        }
        return;
    };
    found.value(&field::COUNT, (&old.count, &new.count), |old, new| Effect::loosens_if(new > old));
    found.value(&field::PER, (&old.per, &new.per), |old, new| Effect::loosens_if(new < old));
    found.value(&field::INTERVAL, (&old.min_interval, &new.min_interval), |old, new| {
        Effect::loosens_if(new < old)
    });
    found.value(&field::HOLD, (&old.max_hold, &new.max_hold), |old, new| {
        let length = |span: &Option<Span>| span.map_or(u64::MAX, Span::millis);
        Effect::loosens_if(length(new) > length(old))
    });
}
