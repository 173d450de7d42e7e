//! What a report counts and which records it picks, on logs that a test writes.

mod picking;
mod purposes;
mod timelines;

use std::borrow::Cow;

use menshen::log::{Decision, Entry, Event, Item, LeaseEnd, Place, Record, SegmentId, Use};
use menshen::{AppState, Basis, OsGrant, Policy, Reason, Resource, Scopes, Span, Step, Time};

const POLICY: &str = include_str!("../../../policies/netease-cloud-music.json");
const START: i64 = 1_795_104_000_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn policy() -> Policy {
    Policy::parse(POLICY).unwrap()
}

fn record(at: i64, event: Event<'static>) -> Record<'static> {
    Record {
        wall: Time::from_millis(at),
        boot: Span::from_millis(at.unsigned_abs()),
        process: 1,
        subject: 7,
        app: AppState::Foreground,
        policy: "2024-08-23".parse().unwrap(),
        event,
    }
}

fn scan(lease: u64, reason: Option<Reason>) -> Event<'static> {
    access("qr-scan", Resource::Camera, lease, reason)
}

fn access(
    purpose: &'static str,
    resource: Resource,
    lease: u64,
    reason: Option<Reason>,
) -> Event<'static> {
    let (scopes, os) = (Scopes::bit(0), OsGrant::Granted);
    Event::Decision(Decision {
        purpose: purpose.into(),
        uses: Cow::Owned(vec![Use { resource, scopes, os, lease }]),
        caller: "app".into(),
        reason,
        step: Step::None,
        basis: Basis::Consent,
        user_initiated: true,
        observed: false,
        count: 1,
        call_site: "".into(),
    })
}

fn end(lease: u64, held: u64) -> Event<'static> {
    Event::LeaseEnd { lease, how: LeaseEnd::Released, held: Span::from_millis(held) }
}

fn entry(seq: u64, item: Item) -> Entry {
    let segment = SegmentId::from_number(9);
    Entry { place: Place { segment, block: 0, offset: 48 + seq, seq }, item }
}
