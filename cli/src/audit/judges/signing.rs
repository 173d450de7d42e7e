//! The log is signed as often as the gate promises.

use std::collections::HashMap;

use menshen::Span;
use menshen::log::{Event, Place};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Warning;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::moment::Moment;
use crate::audit::world::World;

pub(in crate::audit) const RULE: &str = "unsigned";

pub(in crate::audit) static NEVER: Variant = Variant {
    rule: RULE,
    id: "never-signed",
    severity: Warning,
    zh: "日志从未签名：{detail}，都没有签名能够证明。",
    en: "The log was never signed: no signature vouches for {detail}.",
};
pub(in crate::audit) static TAIL: Variant = Variant {
    rule: RULE,
    id: "long-tail",
    severity: Warning,
    zh: "日志末尾很久没有签名：{detail}，都没有签名能够证明。",
    en: "The end of the log was not signed for long: no signature vouches for {detail}.",
};

/// The gate signs every 4,096 records. Several processes count each for itself, so twice as many
/// are no breach yet.
const MOST_RECORDS: u64 = 8_192;
/// It signs within a minute. A phone that sleeps wakes it late, so a breach takes ten minutes of
/// one process, and more than a few records.
const MOST_AGE: Span = Span::minutes(10);
const FEW: u64 = 100;

/// Follows what each process wrote since the newest checkpoint.
#[derive(Default)]
pub(in crate::audit) struct Unsigned(HashMap<u32, Tail>);

struct Tail {
    place: Place,
    first: Moment,
    last: Moment,
    records: u64,
}

impl Judge for Unsigned {
    fn record(&mut self, _: &World<'_>, seen: &Seen<'_>, _: &mut Findings) {
        if matches!(seen.record.event, Event::Checkpoint { .. }) {
            return self.0.clear();
        }
        let Seen { place, at, .. } = *seen;
        let new = || Tail { place, first: at, last: at, records: 0 };
        let tail = self.0.entry(seen.record.process).or_insert_with(new);
        (tail.last, tail.records) = (at, tail.records + 1);
    }

    fn end(&mut self, world: &World<'_>, found: &mut Findings) {
        let Some(signed) = world.signed.filter(|signed| signed.unsigned > 0) else { return };
        let longest = self.0.values().max_by_key(|tail| (tail.weight(), tail.place));
        let Some(tail) = longest else { return };
        if signed.unsigned <= MOST_RECORDS && tail.weight() <= MOST_AGE {
            return;
        }
        let variant = if signed.checkpoint.is_none() { &NEVER } else { &TAIL };
        let age = Span::minutes(tail.age().millis() / 60_000);
        let records = signed.unsigned;
        let (zh, en) =
            (format!("{records} 条记录，历时 {age}"), format!("{records} records over {age}"));
        found.add(Found::new(variant, tail.place, Some(tail.first)).detail(zh, en));
    }
}

impl Tail {
    fn age(&self) -> Span {
        self.last.since(self.first)
    }

    /// How long it waits for its signature; a few records may.
    fn weight(&self) -> Span {
        if self.records < FEW { Span::from_millis(0) } else { self.age() }
    }
}
