//! A log with holes proves less.

use menshen::log::{Event, GapKind, Place};

use super::{Judge, Seen, Trouble};
use crate::audit::finding::Severity::{self, Violation, Warning};
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::World;
use crate::lang::Lang;
use crate::log::damage_text;

pub(in crate::audit) const RULE: &str = "log-gap";

const fn variant(
    id: &'static str,
    severity: Severity,
    zh: &'static str,
    en: &'static str,
) -> Variant {
    Variant { rule: RULE, id, severity, zh, en }
}

pub(in crate::audit) static LOST: Variant = variant(
    "lost-records",
    Warning,
    "有记录没能写入日志（例如存储已满），共 {times}。",
    "Records could not be written, such as on a full disk ({times}).",
);
pub(in crate::audit) static NOTED: Variant = variant(
    "damaged-blocks",
    Warning,
    "应用打开日志时发现了损坏的块，共 {times}。",
    "The app came across damaged blocks when it opened the log ({times}).",
);
pub(in crate::audit) static FOREIGN: Variant = variant(
    "foreign-segments",
    Warning,
    "应用把格式未知的日志段放在一边，共 {times}。",
    "The app left segments aside whose format it did not know ({times}).",
);
pub(in crate::audit) static DAMAGE: Variant = variant(
    "damage",
    Warning,
    "日志有损坏，共 {times}，可能缺少记录：{detail}。",
    "The log is damaged ({times}), and records may be missing: {detail}.",
);
pub(in crate::audit) static FORGED: Variant = variant(
    "forged",
    Violation,
    "日志自相矛盾，共 {times}，不可能是意外：{detail}。运行 `menshen log verify`。",
    "The log contradicts itself ({times}) in a way that no accident brings about: {detail}. Run \
     `menshen log verify`.",
);
pub(in crate::audit) static UNKNOWN: Variant = variant(
    "unknown-records",
    Warning,
    "有类型未知的记录没有审计，共 {times}；请更新 `menshen`。",
    "Records of an unknown kind were not judged ({times}); update `menshen`.",
);

/// Tells of everything that is missing or could not be read.
pub(in crate::audit) struct LogGap;

impl Judge for LogGap {
    fn record(&mut self, _: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Event::Gap { what, count } = seen.record.event else { return };
        let variant = match what {
            GapKind::LostRecords => &LOST,
            GapKind::DamagedBlocks => &NOTED,
            GapKind::ForeignSegments => &FOREIGN,
        };
        found.add(Found::at(variant, seen).times(count));
    }

    fn trouble(
        &mut self,
        world: &World<'_>,
        place: Place,
        trouble: &Trouble,
        found: &mut Findings,
    ) {
        // It has no time of its own: it stands after the records that were read before it.
        let new = |variant| Found::new(variant, place, world.last);
        found.add(match trouble {
            Trouble::Unknown => new(&UNKNOWN),
            Trouble::Damage(damage) => {
                let variant = if damage.is_forgery() { &FORGED } else { &DAMAGE };
                new(variant).detail(damage_text(*damage, Lang::Zh), damage_text(*damage, Lang::En))
            }
        });
    }
}
