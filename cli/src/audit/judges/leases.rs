//! What was opened is closed again, and in time.

use menshen::Span;
use menshen::log::{Event, LeaseEnd};

use super::{Judge, Seen};
use crate::audit::finding::Severity::{Violation, Warning};
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::{LeaseId, OpenLease, World};

pub(in crate::audit) const RULE: &str = "lease-open";

static TOO_LONG: Variant = Variant {
    rule: RULE,
    id: "held-too-long",
    severity: Violation,
    zh: "{who}占用{what}{for}过久，共 {times}：{detail}。",
    en: "{who} held {what}{for} too long {times}: {detail}.",
};
static STILL_OPEN: Variant = Variant {
    rule: RULE,
    id: "still-open",
    severity: Violation,
    zh: "到日志结束时{who}仍占用{what}{for}，共 {times}：{detail}。",
    en: "{who} still held {what}{for} {times} where the log ends: {detail}.",
};
static LEAKED: Variant = Variant {
    rule: RULE,
    id: "leaked",
    severity: Warning,
    zh: "{who}使用{what}{for}后没有归还，句柄丢失，共 {times}。",
    en: "{who} lost its handle on {what}{for} without giving it back, {times}.",
};
static UNENDED: Variant = Variant {
    rule: RULE,
    id: "unended",
    severity: Warning,
    zh: "{who}使用{what}{for}，进程已结束，日志里却没有归还的记录，共 {times}。",
    en: "The process in which {who} used {what}{for} has ended, but the log says {times} nothing \
         of the access having ended.",
};

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
        if let Some(most) = exceeded(world, open, passed) {
            let it = Found::at(&TOO_LONG, seen);
            found.add(about(too_long(it, most, passed), open));
        }
    }

    fn end(&mut self, world: &World<'_>, found: &mut Findings) {
        let mut open: Vec<(&LeaseId, &OpenLease)> = world.leases.iter().collect();
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
fn left_open(world: &World<'_>, process: u32, lease: &OpenLease) -> Option<Found> {
    if world.is_gone(process) {
        return Some(Found::new(&UNENDED, lease.place, Some(lease.at)));
    }
    let passed = world.last_of(process)?.since(lease.at);
    let most = exceeded(world, lease, passed)?;
    Some(too_long(Found::new(&STILL_OPEN, lease.place, Some(lease.at)), most, passed))
}

/// The longest hold that the purpose declares, if the lease was held longer.
fn exceeded(world: &World<'_>, lease: &OpenLease, passed: Span) -> Option<Span> {
    let most = world.declared.purpose(&lease.purpose)?.limit?.max_hold?;
    (passed.millis() > most.millis().saturating_add(LATENESS.millis())).then_some(most)
}

fn too_long(found: Found, most: Span, passed: Span) -> Found {
    let seconds = Span::seconds(passed.millis() / 1_000);
    let zh = format!("声明至多 {most}，最长 {seconds}");
    let en = format!("at most {most} is declared, the longest was {seconds}");
    found.detail(zh, en).worst(passed.millis())
}

fn about(found: Found, lease: &OpenLease) -> Found {
    found.purpose(&lease.purpose).by(&lease.caller).on(Some(lease.resource), lease.scopes)
}
