//! Records into bytes, without touching the heap.

use super::super::bytes::Put;
use super::super::record::{Consent, Decision, Event, Prompt, Record, Use};
use super::{MAX_TEXT, OBSERVED, USER_INITIATED, kind as k};
use crate::time::Span;
use crate::words::{Resource, Scopes};

/// The kind of the frame that holds this event.
pub(in crate::log) fn kind_of(event: &Event<'_>) -> u8 {
    match event {
        Event::ProcessStart { .. } => k::PROCESS_START,
        Event::Decision(_) => k::DECISION,
        Event::LeaseEnd { .. } => k::LEASE_END,
        Event::Prompt(_) => k::PROMPT,
        Event::Policy { .. } => k::POLICY,
        Event::Consent(_) => k::CONSENT,
        Event::OsGrant { .. } => k::OS_GRANT,
        Event::OsObserved { .. } => k::OS_OBSERVED,
        Event::AppState { .. } => k::APP_STATE,
        Event::Sdk { .. } => k::SDK,
        Event::Subject { .. } => k::SUBJECT,
        Event::Guardian { .. } => k::GUARDIAN,
        Event::Erased => k::ERASED,
        Event::Checkpoint { .. } => k::CHECKPOINT,
        Event::Gap { .. } => k::GAP,
        Event::Clock { .. } => k::CLOCK,
    }
}

/// Writes the payload of a record, as written at `boot`; `None` when it does not fit.
pub(in crate::log) fn encode(record: &Record<'_>, boot: Span, put: &mut Put<'_>) -> Option<()> {
    put.i64(record.wall.millis())?;
    put.u64(boot.millis())?;
    put.u32(record.process)?;
    put.u64(record.subject)?;
    put.u8(record.app.number())?;
    put.u64(record.policy.packed())?;
    event(&record.event, put)
}

fn event(event: &Event<'_>, put: &mut Put<'_>) -> Option<()> {
    match event {
        Event::ProcessStart { name, boot_number, library, recovered } => {
            text(put, name)?;
            put.u64(*boot_number)?;
            text(put, library)?;
            put.u32(*recovered)
        }
        Event::Decision(decision) => self::decision(decision, put),
        Event::LeaseEnd { lease, how, held } => {
            put.u64(*lease)?;
            put.u8(how.number())?;
            put.u64(held.millis())
        }
        Event::Prompt(prompt) => self::prompt(prompt, put),
        Event::Policy { act, version } => {
            put.u8(act.number())?;
            put.u64(version.packed())
        }
        Event::Consent(consent) => self::consent(consent, put),
        Event::OsGrant { resource, scopes, grant } => {
            scope(put, *resource, *scopes)?;
            put.u8(grant.number())
        }
        Event::OsObserved { resource, scopes, attribution, covered } => {
            scope(put, *resource, *scopes)?;
            text(put, attribution)?;
            flag(put, *covered)
        }
        _ => small(event, put),
    }
}

fn small(event: &Event<'_>, put: &mut Put<'_>) -> Option<()> {
    match event {
        Event::AppState { state } => put.u8(state.number()),
        Event::Sdk { sdk, reason, running } => {
            text(put, sdk)?;
            put.u8(reason.map_or(0, |reason| reason.number()))?;
            flag(put, *running)
        }
        Event::Subject { kind, age } => put.slice(&[kind.number(), age.number()]),
        Event::Guardian { action } => put.u8(action.number()),
        Event::Checkpoint { number, digest } => {
            put.u64(*number)?;
            put.u64(*digest)
        }
        Event::Gap { what, count } => {
            put.u8(what.number())?;
            put.u64(*count)
        }
        Event::Clock { expected } => put.i64(expected.millis()),
        _ => Some(()),
    }
}

fn decision(decision: &Decision<'_>, put: &mut Put<'_>) -> Option<()> {
    text(put, &decision.purpose)?;
    put.u8(u8::try_from(decision.uses.len()).ok()?)?;
    decision.uses.iter().try_for_each(|access| access_use(put, access))?;
    text(put, &decision.caller)?;
    put.u8(decision.reason.map_or(0, |reason| reason.number()))?;
    put.slice(&[decision.step.number(), decision.basis.number()])?;
    let flags = [(decision.user_initiated, USER_INITIATED), (decision.observed, OBSERVED)];
    put.u8(flags.iter().filter(|(set, _)| *set).fold(0, |all, (_, bit)| all | bit))?;
    put.u32(decision.count)?;
    text(put, &decision.call_site)
}

fn access_use(put: &mut Put<'_>, access: &Use) -> Option<()> {
    scope(put, access.resource, access.scopes)?;
    put.u8(access.os.number())?;
    put.u64(access.lease)
}

fn prompt(prompt: &Prompt<'_>, put: &mut Put<'_>) -> Option<()> {
    put.u8(prompt.kind.number())?;
    text(put, &prompt.purpose)?;
    maybe_scope(put, prompt.scope)?;
    put.u64(prompt.text)?;
    flag(put, prompt.user_initiated)?;
    put.u8(prompt.answer.number())
}

fn consent(consent: &Consent<'_>, put: &mut Put<'_>) -> Option<()> {
    text(put, &consent.purpose)?;
    maybe_scope(put, consent.scope)?;
    put.u8(consent.action.number())?;
    flag(put, consent.until.is_some())?;
    put.i64(consent.until.map_or(0, |until| until.millis()))?;
    flag(put, consent.once)?;
    text(put, &consent.caller)?;
    put.u8(consent.cause.number())
}

fn flag(put: &mut Put<'_>, flag: bool) -> Option<()> {
    put.u8(flag.into())
}

fn scope(put: &mut Put<'_>, resource: Resource, scopes: Scopes) -> Option<()> {
    put.slice(&[resource.number(), scopes.bits()])
}

fn maybe_scope(put: &mut Put<'_>, known: Option<(Resource, Scopes)>) -> Option<()> {
    flag(put, known.is_some())?;
    match known {
        Some((resource, scopes)) => scope(put, resource, scopes),
        None => put.slice(&[0, 0]),
    }
}

fn text(put: &mut Put<'_>, text: &str) -> Option<()> {
    let cut = (0..=text.len().min(MAX_TEXT)).rev().find_map(|end| text.get(..end))?;
    put.u8(u8::try_from(cut.len()).ok()?)?;
    put.slice(cut.as_bytes())
}
