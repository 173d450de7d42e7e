//! What went past the gate, and what the gate was told to let through.

use menshen::log::Event;

use super::{Judge, Seen};
use crate::audit::finding::Severity::{Violation, Warning};
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::World;

pub(in crate::audit) const BYPASS: &str = "bypass";
pub(in crate::audit) const OBSERVE: &str = "observe-mode";

pub(in crate::audit) static PAST_THE_GATE: Variant = Variant {
    rule: BYPASS,
    id: "past-the-gate",
    severity: Violation,
    zh: "系统报告{who}使用了{what}，共 {times}，没有经过门神。",
    en: "The system reports that {who} used {what} {times}, past the gate.",
};
pub(in crate::audit) static LET_THROUGH: Variant = Variant {
    rule: OBSERVE,
    id: "let-through",
    severity: Warning,
    zh: "观察模式放行了{who}对{what}的使用{for}，共 {times}；正式模式会拒绝：{detail}。",
    en: "Observe mode let {who} use {what}{for} {times}; without it the answer is no: {detail}.",
};

/// Looks for a lease behind every use that the system reports.
pub(in crate::audit) struct Bypass;

impl Judge for Bypass {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Event::OsObserved { resource, scopes, attribution, covered } = &seen.record.event
        else {
            return;
        };
        // A gate knows the leases of its own process; the log knows those of all.
        let elsewhere = world
            .leases
            .values()
            .any(|lease| lease.resource == *resource && lease.scopes.contains(*scopes));
        if !covered && !elsewhere {
            let it = Found::at(&PAST_THE_GATE, seen).by(attribution);
            found.add(it.on(Some(*resource), *scopes));
        }
    }
}

/// Tells of everything that observe mode let through.
pub(in crate::audit) struct ObserveMode;

impl Judge for ObserveMode {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.decision().filter(|decision| decision.observed) else { return };
        let reason = decision.reason.map_or("", |reason| reason.name());
        for access in world.declared.accesses(decision) {
            let it = Found::at(&LET_THROUGH, seen).purpose(&decision.purpose);
            let it = it.by(&decision.caller).on(access.resource, access.scopes);
            found.add(it.times(decision.count.into()).detail(reason, reason));
        }
    }
}
