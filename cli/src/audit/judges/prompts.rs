//! Who said no is not asked again and again.

use std::collections::HashMap;

use menshen::log::{Consent, Event, Prompt, PromptAnswer, PromptKind};
use menshen::{Action, Resource, Scopes, Span};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::moment::Moment;
use crate::audit::world::World;

pub(in crate::audit) const RULE: &str = "reprompt";

pub(in crate::audit) static TOO_SOON: Variant = Variant {
    rule: RULE,
    id: "within-48h",
    severity: Violation,
    zh: "用户拒绝后不到 48 小时，应用又主动就{what}征求同意{for}，共 {times}（最短间隔 {detail}）。",
    en: "The user was asked again about {what}{for}, {times}, within 48 hours of a refusal and \
         without having tapped the feature (soonest after {detail}).",
};
pub(in crate::audit) static AT_RELAUNCH: Variant = Variant {
    rule: RULE,
    id: "at-relaunch",
    severity: Violation,
    zh: "用户拒绝后不到 48 小时，应用重新启动后立即又就{what}征求同意{for}，共 {times}（最短间隔 {detail}）。",
    en: "The user was asked again about {what}{for}, {times}, as soon as the app was started again \
         and within 48 hours of a refusal (soonest after {detail}).",
};
pub(in crate::audit) static THIRD: Variant = Variant {
    rule: RULE,
    id: "after-two-refusals",
    severity: Violation,
    zh: "用户已拒绝两次，应用仍主动就{what}征求同意{for}，共 {times}。",
    en: "The user was asked again about {what}{for}, {times}, after refusing twice and without \
         having tapped the feature.",
};

/// After a refusal nobody is asked again for this long.
const THROTTLE: Span = Span::hours(48);
/// How long after a start of the app a prompt counts as shown at the start.
const LAUNCH: Span = Span::seconds(30);

/// Counts refusals by purpose and scope, whoever uses the app.
#[derive(Default)]
pub(in crate::audit) struct Reprompt(HashMap<Key, Refusals>);

type Key = (String, Option<Resource>, u8);

/// Refusals since the last grant.
#[derive(Clone, Copy)]
struct Refusals {
    times: u32,
    last: Moment,
    /// Whether the last was the answer to the system's dialog.
    by_os: bool,
    troubles: u64,
}

impl Judge for Reprompt {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        match &seen.record.event {
            Event::Prompt(prompt) if prompt.kind != PromptKind::Policy => {
                for (resource, scopes) in world.declared.covered(&prompt.purpose, prompt.scope) {
                    self.asked(world, seen, prompt, (resource, scopes), found);
                    self.answered(world, seen, prompt, (resource, scopes));
                }
            }
            Event::Consent(consent) if consent.action == Action::Grant => {
                self.granted(world, consent);
            }
            Event::OsGrant { resource, scopes, grant } if grant.permits() => {
                let scopes = scopes.closed_down(*resource);
                let by_os = |(_, on, bit): &Key| *on == Some(*resource) && scopes.has(*bit);
                self.0.retain(|key, refusals| !(refusals.by_os && by_os(key)));
            }
            _ => {}
        }
    }
}

impl Reprompt {
    fn asked(
        &self,
        world: &World<'_>,
        seen: &Seen<'_>,
        prompt: &Prompt<'_>,
        (resource, scopes): (Option<Resource>, Scopes),
        found: &mut Findings,
    ) {
        let bits = down(resource, scopes);
        let refusals = bits.iter().filter_map(|bit| self.0.get(&key(prompt, resource, bit)));
        let Some(refusals) = refusals.max_by_key(|it| it.times).filter(|_| !prompt.user_initiated)
        else {
            return;
        };
        let passed = seen.at.since(refusals.last);
        let it = match refusals.times {
            2.. => Found::at(&THIRD, seen),
            _ if passed < THROTTLE => soon(launched(world, seen, passed), seen, passed),
            _ => return,
        };
        let it = it.purpose(&prompt.purpose).on(resource, bits);
        found.add(it.certain(world.intact_since(refusals.troubles)));
    }

    fn answered(
        &mut self,
        world: &World<'_>,
        seen: &Seen<'_>,
        prompt: &Prompt<'_>,
        (resource, scopes): (Option<Resource>, Scopes),
    ) {
        let (granted, refused) = outcome(prompt, resource, scopes);
        for bit in granted.iter() {
            self.0.remove(&key(prompt, resource, bit));
        }
        let (by_os, troubles) = (prompt.kind == PromptKind::OsDialog, world.troubles);
        for bit in refused.iter() {
            let place = self.0.entry(key(prompt, resource, bit));
            let times =
                1 + place.or_insert(Refusals { times: 0, last: seen.at, by_os, troubles }).times;
            let refusals = Refusals { times, last: seen.at, by_os, troubles };
            self.0.insert(key(prompt, resource, bit), refusals);
        }
    }

    fn granted(&mut self, world: &World<'_>, consent: &Consent<'_>) {
        for (resource, scopes) in world.declared.covered(&consent.purpose, consent.scope) {
            for bit in down(resource, scopes).iter() {
                self.0.remove(&(consent.purpose.to_string(), resource, bit));
            }
        }
    }
}

/// The scopes that an answer grants, and those that it refuses.
fn outcome(prompt: &Prompt<'_>, resource: Option<Resource>, scopes: Scopes) -> (Scopes, Scopes) {
    let asked = down(resource, scopes);
    let reduced = resource.map_or(Scopes::NONE, Resource::reduced) & asked;
    // The system's dialog asks for what is implied too; our own sheet for what it names.
    let named = if prompt.kind == PromptKind::OsDialog { asked } else { scopes };
    match prompt.answer {
        // What came of a visit to the system's settings is not known.
        _ if prompt.kind == PromptKind::OsSettings => (Scopes::NONE, Scopes::NONE),
        PromptAnswer::Granted => (asked, Scopes::NONE),
        PromptAnswer::Reduced => (reduced, up(resource, named.without(reduced))),
        PromptAnswer::Refused | PromptAnswer::Dismissed => (Scopes::NONE, up(resource, named)),
    }
}

/// Whether the app was started again since the refusal, and just now.
fn launched(world: &World<'_>, seen: &Seen<'_>, passed: Span) -> &'static Variant {
    let since = world.launches.shown().map(|launch| seen.at.since(launch));
    match since {
        Some(since) if since <= LAUNCH && since < passed => &AT_RELAUNCH,
        _ => &TOO_SOON,
    }
}

fn soon(variant: &'static Variant, seen: &Seen<'_>, passed: Span) -> Found {
    let minutes = passed.millis() / 60_000;
    let text = match minutes {
        0 => "<1m".to_owned(),
        1..60 => format!("{minutes}m"),
        _ => format!("{}h", minutes / 60),
    };
    // The sooner the worse.
    Found::at(variant, seen).detail(text.clone(), text).worst(u64::MAX - passed.millis())
}

fn key(prompt: &Prompt<'_>, resource: Option<Resource>, bit: u8) -> Key {
    (prompt.purpose.to_string(), resource, bit)
}

fn down(resource: Option<Resource>, scopes: Scopes) -> Scopes {
    resource.map_or(scopes, |resource| scopes.closed_down(resource))
}

fn up(resource: Option<Resource>, scopes: Scopes) -> Scopes {
    resource.map_or(scopes, |resource| scopes.closed_up(resource))
}
