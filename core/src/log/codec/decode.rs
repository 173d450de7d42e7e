//! Bytes into records; strict, so that one record has one form.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use super::super::bytes::Take;
use super::super::record::{
    Cause, Consent, Decision, Event, GapKind, LeaseEnd, PolicyAct, Prompt, PromptAnswer,
    PromptKind, Record, Use,
};
use super::{OBSERVED, USER_INITIATED, VERSION, kind};
use crate::time::{Span, Time};
use crate::version::Version;
use crate::words::{
    Action, Age, AppState, Basis, OsGrant, Reason, Resource, Scopes, Step, SubjectKind,
};

/// Reads the record of a frame; `None` for one that this version does not know.
pub(in crate::log) fn decode(kind: u8, version: u8, payload: &[u8]) -> Option<Record<'_>> {
    read(kind, version, payload, Cow::Borrowed)
}

/// The same, for whoever keeps the record longer than the frame.
pub(in crate::log) fn decode_owned(
    kind: u8,
    version: u8,
    payload: &[u8],
) -> Option<Record<'static>> {
    read(kind, version, payload, |text| Cow::Owned(text.to_owned()))
}

fn read<'a, 'b>(
    kind: u8,
    version: u8,
    payload: &'a [u8],
    text: fn(&'a str) -> Cow<'b, str>,
) -> Option<Record<'b>> {
    let mut take = Fields { take: Take(payload), text };
    let record = record(kind, &mut take).filter(|_| version == VERSION)?;
    take.done().map(|()| record)
}

/// The bytes to read, and what becomes of the texts in them.
struct Fields<'a, 'b> {
    take: Take<'a>,
    text: fn(&'a str) -> Cow<'b, str>,
}

impl<'b> Fields<'_, 'b> {
    fn text(&mut self) -> Option<Cow<'b, str>> {
        let length = self.take.u8()?;
        let text = std::str::from_utf8(self.take.slice(length.into())?).ok()?;
        Some((self.text)(text))
    }
}

impl<'a> Deref for Fields<'a, '_> {
    type Target = Take<'a>;
    fn deref(&self) -> &Take<'a> {
        &self.take
    }
}

impl<'a> DerefMut for Fields<'a, '_> {
    fn deref_mut(&mut self) -> &mut Take<'a> {
        &mut self.take
    }
}

fn record<'b>(kind: u8, take: &mut Fields<'_, 'b>) -> Option<Record<'b>> {
    Some(Record {
        wall: time(take)?,
        boot: span(take)?,
        process: take.u32()?,
        subject: take.u64()?,
        app: AppState::from_number(take.u8()?)?,
        policy: version(take)?,
        event: event(kind, take)?,
    })
}

fn event<'b>(kind: u8, take: &mut Fields<'_, 'b>) -> Option<Event<'b>> {
    Some(match kind {
        kind::PROCESS_START => Event::ProcessStart {
            name: take.text()?,
            boot_number: take.u64()?,
            library: take.text()?,
            recovered: take.u32()?,
        },
        kind::DECISION => Event::Decision(decision(take)?),
        kind::LEASE_END => Event::LeaseEnd {
            lease: take.u64()?,
            how: LeaseEnd::from_number(take.u8()?)?,
            held: span(take)?,
        },
        kind::PROMPT => Event::Prompt(prompt(take)?),
        kind::POLICY => {
            Event::Policy { act: PolicyAct::from_number(take.u8()?)?, version: version(take)? }
        }
        kind::CONSENT => Event::Consent(consent(take)?),
        _ => return small(kind, take),
    })
}

fn small<'b>(kind: u8, take: &mut Fields<'_, 'b>) -> Option<Event<'b>> {
    Some(match kind {
        kind::OS_GRANT => {
            let (resource, scopes) = scope(take)?;
            Event::OsGrant { resource, scopes, grant: OsGrant::from_number(take.u8()?)? }
        }
        kind::OS_OBSERVED => {
            let (resource, scopes) = scope(take)?;
            Event::OsObserved { resource, scopes, attribution: take.text()?, covered: flag(take)? }
        }
        kind::APP_STATE => Event::AppState { state: AppState::from_number(take.u8()?)? },
        kind::SDK => Event::Sdk { sdk: take.text()?, reason: reason(take)?, running: flag(take)? },
        kind::SUBJECT => Event::Subject {
            kind: SubjectKind::from_number(take.u8()?)?,
            age: Age::from_number(take.u8()?)?,
        },
        kind::GUARDIAN => Event::Guardian { action: Action::from_number(take.u8()?)? },
        kind::ERASED => Event::Erased,
        kind::CHECKPOINT => Event::Checkpoint { number: take.u64()?, digest: take.u64()? },
        kind::GAP => Event::Gap { what: GapKind::from_number(take.u8()?)?, count: take.u64()? },
        kind::CLOCK => Event::Clock { expected: time(take)? },
        _ => return None,
    })
}

fn decision<'b>(take: &mut Fields<'_, 'b>) -> Option<Decision<'b>> {
    let purpose = take.text()?;
    let uses = take.u8()?;
    let uses = (0..uses).map(|_| access_use(take)).collect::<Option<Vec<Use>>>()?;
    let caller = take.text()?;
    let reason = reason(take)?;
    let step = Step::from_number(take.u8()?)?;
    let basis = Basis::from_number(take.u8()?)?;
    let flags = take.u8().filter(|flags| flags & !(USER_INITIATED | OBSERVED) == 0)?;
    Some(Decision {
        purpose,
        uses: uses.into(),
        caller,
        reason,
        step,
        basis,
        user_initiated: flags & USER_INITIATED != 0,
        observed: flags & OBSERVED != 0,
        count: take.u32()?,
        call_site: take.text()?,
    })
}

fn access_use(take: &mut Take<'_>) -> Option<Use> {
    let (resource, scopes) = scope(take)?;
    Some(Use { resource, scopes, os: OsGrant::from_number(take.u8()?)?, lease: take.u64()? })
}

fn prompt<'b>(take: &mut Fields<'_, 'b>) -> Option<Prompt<'b>> {
    Some(Prompt {
        kind: PromptKind::from_number(take.u8()?)?,
        purpose: take.text()?,
        scope: maybe_scope(take)?,
        text: take.u64()?,
        user_initiated: flag(take)?,
        answer: PromptAnswer::from_number(take.u8()?)?,
    })
}

fn consent<'b>(take: &mut Fields<'_, 'b>) -> Option<Consent<'b>> {
    Some(Consent {
        purpose: take.text()?,
        scope: maybe_scope(take)?,
        action: Action::from_number(take.u8()?)?,
        until: maybe(take, time, Time::from_millis(0))?,
        once: flag(take)?,
        caller: take.text()?,
        cause: Cause::from_number(take.u8()?)?,
    })
}

fn time(take: &mut Take<'_>) -> Option<Time> {
    take.i64().map(Time::from_millis)
}

fn span(take: &mut Take<'_>) -> Option<Span> {
    take.u64().map(Span::from_millis)
}

fn version(take: &mut Take<'_>) -> Option<Version> {
    take.u64().and_then(Version::from_packed)
}

fn reason(take: &mut Take<'_>) -> Option<Option<Reason>> {
    match take.u8()? {
        0 => Some(None),
        number => Reason::from_number(number).map(Some),
    }
}

fn flag(take: &mut Take<'_>) -> Option<bool> {
    match take.u8()? {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn scope(take: &mut Take<'_>) -> Option<(Resource, Scopes)> {
    Some((Resource::from_number(take.u8()?)?, Scopes::from_bits(take.u8()?)))
}

fn maybe_scope(take: &mut Take<'_>) -> Option<Option<(Resource, Scopes)>> {
    let none = (Resource::Camera, Scopes::NONE);
    maybe(take, scope, none)
}

/// A value after the byte that says whether it is there; when it is not, it reads as `none`.
fn maybe<T: PartialEq>(
    take: &mut Take<'_>,
    value: impl FnOnce(&mut Take<'_>) -> Option<T>,
    none: T,
) -> Option<Option<T>> {
    let there = flag(take)?;
    let value = value(take)?;
    match there {
        true => Some(Some(value)),
        false => (value == none).then_some(None),
    }
}
