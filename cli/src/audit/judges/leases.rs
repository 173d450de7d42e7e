//! What was opened is closed again, and in time.

use menshen::log::{Event, LeaseEnd};
use menshen::{Resource, Span};

use super::{Judge, Seen};
use crate::audit::finding::Severity::{Violation, Warning};
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{LeaseId, OpenLease, World};

pub(in crate::audit) const RULE: &str = "lease-open";

pub(in crate::audit) static TOO_LONG: Variant = Variant {
    rule: RULE,
    id: "held-too-long",
    severity: Violation,
    zh: "{who}占用{what}{for}过久，共 {times}：{detail}。",
    en: "{who} held {what}{for} too long {times}: {detail}.",
};
pub(in crate::audit) static STILL_OPEN: Variant = Variant {
    rule: RULE,
    id: "still-open",
    severity: Violation,
    zh: "到日志结束时{who}仍占用{what}{for}，共 {times}：{detail}。",
    en: "{who} still held {what}{for} {times} where the log ends: {detail}.",
};
pub(in crate::audit) static LEAKED: Variant = Variant {
    rule: RULE,
    id: "leaked",
    severity: Warning,
    zh: "{who}使用{what}{for}后没有归还，句柄丢失，共 {times}。",
    en: "{who} lost its handle on {what}{for} without giving it back, {times}.",
};
pub(in crate::audit) static UNENDED: Variant = Variant {
    rule: RULE,
    id: "unended",
    severity: Warning,
    zh: "{who}使用{what}{for}，进程已结束，日志里却没有归还的记录，共 {times}。",
    en: "The process in which {who} used {what}{for} has ended, but the log does not say that the \
         access has ({times}).",
};

pub(in crate::audit) static ONE_SHOT: Variant = Variant {
    rule: RULE,
    id: "one-shot-held",
    severity: Warning,
    zh: "{who}长时间占用{what}{for}，共 {times}，而这类信息读一次就够：{detail}。",
    en: "{who} held {what}{for} {times} although one read is enough: {detail}.",
};

/// What is read once has no need to be held for longer, whatever is declared or not.
const ONE_READ: Span = Span::minutes(1);

/// The gate looks at its leases twice a second; a phone under load may take this much longer.
const LATENESS: Span = Span::seconds(5);

/// Follows every lease from the decision that gave it to its end.
pub(in crate::audit) struct LeaseOpen;

impl Judge for LeaseOpen {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Event::LeaseEnd { lease, how, held } = seen.record.event else { return };
        let Some(open) = world.leases.get(&(seen.record.process, lease)) else { return };
        if how == LeaseEnd::Leaked {
            found.add(about(Found::at(&LEAKED, seen), open));
        }
        // The record for the dead is written long after; only it knows when they were last heard.
        let passed = match how {
            LeaseEnd::ProcessDied => held,
            _ => held.max(seen.at.since(open.at)),
        };
        if let Some(most) = exceeded(open, passed) {
            let it = Found::at(most.variant(&TOO_LONG), seen);
            found.add(about(too_long(it, most, passed), open));
        }
    }

    fn end(&mut self, world: &World<'_>, found: &mut Findings) {
        let mut open: Vec<(&LeaseId, &OpenLease<'_>)> = world.leases.iter().collect();
        open.sort_by_key(|(_, lease)| lease.place);
        for ((process, _), lease) in open {
            if let Some(it) = left_open(world, *process, lease) {
                found.add(about(it, lease).certain(world.intact_since(lease.troubles)));
            }
        }
    }
}

/// What there is to say about a lease that has no end. While its process may be alive, it may
/// rightly be open.
fn left_open(world: &World<'_>, process: u32, lease: &OpenLease<'_>) -> Option<Found> {
    if world.processes.is_gone(process) {
        return Some(Found::new(&UNENDED, lease.place, Some(lease.at)));
    }
    let passed = world.processes.last_of(process)?.since(lease.at);
    let most = exceeded(lease, passed)?;
    let it = Found::new(most.variant(&STILL_OPEN), lease.place, Some(lease.at));
    Some(too_long(it, most, passed))
}

/// How long a lease may be held.
#[derive(Clone, Copy)]
enum Most {
    /// As long as the purpose declares.
    Declared(Span),
    /// As long as one read takes.
    OneRead,
}

impl Most {
    fn variant(self, declared: &'static Variant) -> &'static Variant {
        match self {
            Most::Declared(_) => declared,
            Most::OneRead => &ONE_SHOT,
        }
    }
}

/// How long a lease may be held, if it was held longer.
fn exceeded(lease: &OpenLease<'_>, passed: Span) -> Option<Most> {
    let limit = lease.declared.purpose(&lease.purpose)?.limit;
    let (most, span) = match limit.and_then(|limit| limit.max_hold) {
        Some(span) => (Most::Declared(span), span),
        None if is_read_once(lease.resource) => (Most::OneRead, ONE_READ),
        None => return None,
    };
    (passed.millis() > span.millis().saturating_add(LATENESS.millis())).then_some(most)
}

fn is_read_once(resource: Resource) -> bool {
    use Resource::{Clipboard, DeviceId, InstalledApps, Phone, Wifi};
    matches!(resource, Clipboard | DeviceId | InstalledApps | Phone | Wifi)
}

fn too_long(found: Found, most: Most, passed: Span) -> Found {
    let seconds = Span::seconds(passed.millis() / 1_000);
    let (zh, en) = match most {
        Most::Declared(most) => (
            format!("声明至多 {most}，最长 {seconds}"),
            format!("at most {most} is declared, the longest was {seconds}"),
        ),
        Most::OneRead => (format!("最长 {seconds}"), format!("for up to {seconds}")),
    };
    found.detail(zh, en).worst(passed.millis())
}

fn about(found: Found, lease: &OpenLease<'_>) -> Found {
    let found = found.under(lease.declared.policy().version());
    found.purpose(&lease.purpose).by(&lease.caller).on(Some(lease.resource), lease.scopes)
}
