//! How many accesses there were when: of all kinds and of each resource, in stretches of time of
//! equal width; and by the hour of the day.

use std::collections::BTreeMap;

use menshen::Resource;
use menshen::log::{Decision, Event, Record};
use serde_json::{Value, json};

use crate::zone::Zone;

/// More stretches than this are not kept: they become wider. Empty ones cost nothing, so that one
/// record with a wrong clock does not make the others coarse.
const MOST: usize = 2_000;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Widths that people think in, each a multiple of the one before.
const WIDTHS: [i64; 14] = [
    SECOND,
    5 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    7 * DAY,
];

pub(super) struct Timeline {
    zone: Zone,
    /// How far local time is ahead of UTC, so that days begin at midnight where the reader is.
    ahead: i64,
    width: i64,
    /// All accesses, then those of each resource, then those without one.
    lanes: BTreeMap<usize, Lane>,
    hours: [Counts; 24],
}

/// The accesses of each stretch, by its number.
type Lane = BTreeMap<i64, Counts>;

/// Accesses that were allowed, denied, and denied in name but let through by observe mode.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) allowed: u64,
    pub(super) denied: u64,
    pub(super) let_through: u64,
}

impl Counts {
    pub(super) fn of(decision: &Decision<'_>) -> Counts {
        let count = u64::from(decision.count.max(1));
        let none = Counts::default();
        match (decision.reason, decision.observed) {
            (None, _) => Counts { allowed: count, ..none },
            (Some(_), true) => Counts { let_through: count, ..none },
            (Some(_), false) => Counts { denied: count, ..none },
        }
    }

    pub(super) fn add(&mut self, other: Counts) {
        self.allowed += other.allowed;
        self.denied += other.denied;
        self.let_through += other.let_through;
    }

    pub(super) fn numbers(self) -> [u64; 3] {
        [self.allowed, self.denied, self.let_through]
    }
}

impl Timeline {
    /// The timeline of a log that begins at `first`.
    pub(super) fn new(first: menshen::Time, zone: &Zone) -> Timeline {
        let (lanes, hours) = (BTreeMap::new(), Default::default());
        let ahead = zone.offset(first);
        Timeline { zone: zone.clone(), ahead, width: SECOND, lanes, hours }
    }

    pub(super) fn take(&mut self, record: &Record<'_>) {
        let Event::Decision(decision) = &record.event else { return };
        let (wall, counts) = (record.wall, Counts::of(decision));
        let stretch = wall.millis().saturating_add(self.ahead).div_euclid(self.width);
        for lane in lanes(decision) {
            self.lanes.entry(lane).or_default().entry(stretch).or_default().add(counts);
        }
        let shown = wall.millis().saturating_add(self.zone.offset(wall));
        if let Some(hour) = self.hours.get_mut((shown.rem_euclid(DAY) / HOUR) as usize) {
            hour.add(counts);
        }
        while self.lanes.values().any(|lane| lane.len() > MOST) {
            self.widen();
        }
    }

    fn widen(&mut self) {
        let wider = WIDTHS.iter().find(|width| **width > self.width);
        let wider = wider.copied().unwrap_or_else(|| self.width.saturating_mul(2));
        let factor = wider / self.width;
        self.width = wider;
        for lane in self.lanes.values_mut() {
            for (stretch, counts) in std::mem::take(lane) {
                lane.entry(stretch.div_euclid(factor)).or_default().add(counts);
            }
        }
    }

    /// The bars are `[number, allowed, denied, let through]`; the first begins at number 0.
    pub(super) fn to_json(&self) -> Value {
        let first = self.lanes.values().filter_map(|lane| lane.keys().next()).min();
        let first = first.copied().unwrap_or_default();
        let lanes = self.lanes.iter().map(|(lane, bars)| {
            let bars = bars.iter().map(|(at, it)| {
                let [allowed, denied, let_through] = it.numbers();
                json!([at.saturating_sub(first), allowed, denied, let_through])
            });
            json!({ "of": name(*lane), "bars": bars.collect::<Value>() })
        });
        json!({
            "start_ms": first.saturating_mul(self.width).saturating_sub(self.ahead),
            "width_ms": self.width,
            "lanes": lanes.collect::<Value>(),
            "hours": self.hours.map(Counts::numbers),
        })
    }
}

/// The lanes that a decision belongs to, each once.
fn lanes(decision: &Decision<'_>) -> Vec<usize> {
    let of = |resource: Resource| usize::from(resource.number()) + 1;
    let mut lanes: Vec<usize> = decision.uses.iter().map(|it| of(it.resource)).collect();
    if lanes.is_empty() {
        lanes.push(Resource::ALL.len() + 1);
    }
    lanes.push(0);
    lanes.sort_unstable();
    lanes.dedup();
    lanes
}

fn name(lane: usize) -> &'static str {
    match lane.checked_sub(1) {
        None => "all",
        Some(resource) => Resource::ALL.get(resource).map_or("none", |it| it.name()),
    }
}
