//! No more often than declared.

use std::collections::{HashMap, VecDeque};

use menshen::policy::Limit;
use menshen::{Resource, Span};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Violation;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::moment::Moment;
use crate::audit::world::{Used, World};

pub(in crate::audit) const RULE: &str = "over-budget";

pub(in crate::audit) static TOO_MANY: Variant = Variant {
    rule: RULE,
    id: "too-many",
    severity: Violation,
    zh: "{who}使用{what}{for}过于频繁：{detail}，超出 {times}。",
    en: "{who} used {what}{for} too often: {detail}, exceeded {times}.",
};
pub(in crate::audit) static TOO_CLOSE: Variant = Variant {
    rule: RULE,
    id: "too-close",
    severity: Violation,
    zh: "{who}使用{what}{for}间隔过短：{detail}，违反 {times}。",
    en: "{who} used {what}{for} at too short an interval: {detail}, {times}.",
};

/// A record is written a moment after its access was counted, so records may stand this much
/// closer than the accesses were, but never by more than a tenth of the span.
const LATENESS: Span = Span::seconds(1);

/// Counts accesses by purpose and resource, all callers and subjects together.
#[derive(Default)]
pub(in crate::audit) struct OverBudget(HashMap<Key, VecDeque<Moment>>);

type Key = (String, Option<Resource>);

impl Judge for OverBudget {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        let purpose = world.declared.purpose(&decision.purpose);
        let Some(limit) = purpose.and_then(|purpose| purpose.limit) else { return };
        for Used { access, .. } in seen.used {
            let earlier =
                self.0.entry((decision.purpose.to_string(), access.resource)).or_default();
            let broken = [too_many(&limit, earlier, seen), too_close(&limit, earlier, seen)];
            for it in broken.into_iter().flatten() {
                found.add(it.access(decision, access));
            }
            earlier.push_back(seen.at);
            while earlier.len() > limit.count as usize {
                earlier.pop_front();
            }
        }
    }
}

fn too_many(limit: &Limit, earlier: &VecDeque<Moment>, seen: &Seen<'_>) -> Option<Found> {
    let full = earlier.len() >= limit.count as usize;
    let oldest = earlier.front().filter(|_| full)?;
    let within = seen.at.since(*oldest) < shortened(limit.per);
    let Limit { count, per, .. } = limit;
    let (zh, en) = (
        format!("声明每 {per} 至多 {count} 次"),
        format!("at most {count} per {per} are declared"),
    );
    within.then(|| Found::at(&TOO_MANY, seen).detail(zh, en))
}

fn too_close(limit: &Limit, earlier: &VecDeque<Moment>, seen: &Seen<'_>) -> Option<Found> {
    let interval = limit.min_interval?;
    let passed = seen.at.since(*earlier.back()?);
    let seconds = passed.millis() as f64 / 1e3;
    let zh = format!("声明至少间隔 {interval}，最短仅 {seconds:.1}s");
    let en = format!("at least {interval} are declared, the shortest was {seconds:.1}s");
    let close = passed < shortened(interval);
    close.then(|| Found::at(&TOO_CLOSE, seen).detail(zh, en).worst(u64::MAX - passed.millis()))
}

/// The span within which records must not stand for accesses to be too close.
pub(crate) fn shortened(span: Span) -> Span {
    Span::from_millis(span.millis() - LATENESS.millis().min(span.millis() / 10))
}
