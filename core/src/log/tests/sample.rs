//! Random records.

use std::borrow::Cow;

use fastrand::Rng;

use crate::log::{
    Cause, Consent, Decision, Event, GapKind, LeaseEnd, PolicyAct, Prompt, PromptAnswer,
    PromptKind, Record, Use,
};
use crate::time::{Span, Time};
use crate::version::Version;
use crate::words::{
    Action, Age, AppState, Basis, OsGrant, Reason, Resource, Scopes, Step, SubjectKind,
};

/// A record with any event and any values.
pub(in crate::log) fn record(random: &mut Rng) -> Record<'static> {
    Record {
        wall: time(random),
        boot: span(random),
        process: random.u32(..),
        subject: random.u64(..),
        app: one(random, AppState::ALL),
        policy: version(random),
        event: event(random),
    }
}

fn event(random: &mut Rng) -> Event<'static> {
    match random.u8(..16) {
        0 => Event::ProcessStart {
            name: text(random),
            boot_number: random.u64(..),
            library: text(random),
            recovered: random.u32(..),
        },
        1 => Event::Decision(decision(random)),
        2 => Event::LeaseEnd {
            lease: random.u64(..),
            how: one(random, LeaseEnd::ALL),
            held: span(random),
        },
        3 => Event::Prompt(prompt(random)),
        4 => Event::Policy { act: one(random, PolicyAct::ALL), version: version(random) },
        5 => Event::Consent(consent(random)),
        6 => Event::OsGrant {
            resource: one(random, Resource::ALL),
            scopes: scopes(random),
            grant: one(random, OsGrant::ALL),
        },
        7 => Event::OsObserved {
            resource: one(random, Resource::ALL),
            scopes: scopes(random),
            attribution: text(random),
            covered: random.bool(),
        },
        _ => small(random),
    }
}

fn small(random: &mut Rng) -> Event<'static> {
    match random.u8(..8) {
        0 => Event::AppState { state: one(random, AppState::ALL) },
        1 => Event::Sdk { sdk: text(random), reason: reason(random), running: random.bool() },
        2 => Event::Subject { kind: one(random, SubjectKind::ALL), age: one(random, Age::ALL) },
        3 => Event::Guardian { action: one(random, Action::ALL) },
        4 => Event::Erased,
        5 => Event::Checkpoint { number: random.u64(..), digest: random.u64(..) },
        6 => Event::Gap { what: one(random, GapKind::ALL), count: random.u64(..) },
        _ => Event::Clock { expected: time(random) },
    }
}

fn decision(random: &mut Rng) -> Decision<'static> {
    let uses: Vec<Use> = (0..random.usize(..5)).map(|_| access(random)).collect();
    Decision {
        purpose: text(random),
        uses: uses.into(),
        caller: text(random),
        reason: reason(random),
        step: one(random, Step::ALL),
        basis: one(random, Basis::ALL),
        user_initiated: random.bool(),
        observed: random.bool(),
        count: random.u32(..),
        call_site: text(random),
    }
}

fn access(random: &mut Rng) -> Use {
    let resource = one(random, Resource::ALL);
    let os = one(random, OsGrant::ALL);
    Use { resource, scopes: scopes(random), os, lease: random.u64(..) }
}

fn prompt(random: &mut Rng) -> Prompt<'static> {
    Prompt {
        kind: one(random, PromptKind::ALL),
        purpose: text(random),
        scope: scope(random),
        text: random.u64(..),
        user_initiated: random.bool(),
        answer: one(random, PromptAnswer::ALL),
    }
}

fn consent(random: &mut Rng) -> Consent<'static> {
    Consent {
        purpose: text(random),
        scope: scope(random),
        action: one(random, Action::ALL),
        until: random.bool().then(|| time(random)),
        once: random.bool(),
        caller: text(random),
        cause: one(random, Cause::ALL),
    }
}

fn one<T: Copy>(random: &mut Rng, all: &[T]) -> T {
    all[random.usize(..all.len())]
}

fn scope(random: &mut Rng) -> Option<(Resource, Scopes)> {
    random.bool().then(|| (one(random, Resource::ALL), scopes(random)))
}

fn scopes(random: &mut Rng) -> Scopes {
    Scopes::from_bits(random.u8(..))
}

fn reason(random: &mut Rng) -> Option<Reason> {
    random.bool().then(|| one(random, Reason::ALL))
}

fn time(random: &mut Rng) -> Time {
    Time::from_millis(random.i64(..))
}

fn span(random: &mut Rng) -> Span {
    Span::from_millis(random.u64(..))
}

fn version(random: &mut Rng) -> Version {
    let (month, day, number) = (random.u8(1..13), random.u8(1..29), random.u32(..1000));
    format!("20{:02}-{month:02}-{day:02}.{number}", random.u8(..100)).parse().unwrap()
}

fn text(random: &mut Rng) -> Cow<'static, str> {
    let letters = ['a', 'é', '门', '🎵'];
    let length = if random.u8(..10) == 0 { 63 } else { random.usize(..20) };
    (0..length).map(|_| one(random, &letters)).collect::<String>().into()
}
