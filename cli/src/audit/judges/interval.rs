//! Nothing is read by the clock.

use std::collections::{HashMap, VecDeque};

use menshen::log::Place;
use menshen::{Resource, Span};

use super::{Judge, Seen};
use crate::audit::finding::Severity::Warning;
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::moment::Moment;
use crate::audit::world::{Used, World};

pub(in crate::audit) const RULE: &str = "fixed-interval";

pub(in crate::audit) static POLLING: Variant = Variant {
    rule: RULE,
    id: "polling",
    severity: Warning,
    zh: "{who}以固定间隔使用{what}{for}，并非用户点击引起，共 {times}：{detail}。",
    en: "{who} used {what}{for} at a fixed interval, {times} without a tap of the user: {detail}.",
};

/// This many accesses in a row show an interval.
const ENOUGH: usize = 8;
/// An interval is fixed when every one is within a tenth of the one in the middle.
const TENTH: u64 = 10;
/// What comes more often is a burst, and what comes more rarely is no polling.
const LEAST: Span = Span::seconds(1);
const MOST: Span = Span::minutes(10);

/// Follows the accesses that no user tapped, by purpose, resource and caller.
#[derive(Default)]
pub(in crate::audit) struct FixedInterval(HashMap<Key, Row>);

type Key = (String, Option<Resource>, String);

/// The newest accesses.
#[derive(Default)]
struct Row {
    newest: VecDeque<(Place, Moment)>,
    /// Whether all but the newest were told of.
    told: bool,
}

impl Judge for FixedInterval {
    fn record(&mut self, _: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.let_in() else { return };
        for Used { access, .. } in seen.used {
            let (purpose, caller) = (decision.purpose.to_string(), decision.caller.to_string());
            let key = (purpose, access.resource, caller);
            if decision.user_initiated {
                self.0.remove(&key);
                continue;
            }
            let polled = self.0.entry(key).or_default().take(seen);
            found.extend(polled.into_iter().map(|it| it.access(decision, access)));
        }
    }
}

impl Row {
    /// Takes an access in; says which accesses turn out to be polling.
    fn take(&mut self, seen: &Seen<'_>) -> Vec<Found> {
        self.newest.push_back((seen.place, seen.at));
        if self.newest.len() > ENOUGH {
            self.newest.pop_front();
        }
        let fixed = self.fixed();
        let new = if std::mem::replace(&mut self.told, fixed.is_some()) { 1 } else { ENOUGH };
        let Some(interval) = fixed else { return Vec::new() };
        let seconds = interval.millis() as f64 / 1e3;
        let (zh, en) = (format!("约每 {seconds:.0} 秒一次"), format!("about every {seconds:.0} s"));
        let polled = self.newest.iter().rev().take(new).rev();
        let polled = polled.map(|(place, at)| Found::new(&POLLING, *place, Some(*at)));
        polled.map(|it| it.detail(zh.clone(), en.clone()).worst(1)).collect()
    }

    /// The interval, when the newest accesses are all the same span apart.
    fn fixed(&self) -> Option<Span> {
        let apart = self.newest.iter().zip(self.newest.iter().skip(1));
        let mut spans: Vec<u64> = apart.map(|((_, a), (_, b))| b.since(*a).millis()).collect();
        spans.sort_unstable();
        let middle = *spans.get(spans.len() / 2)?;
        let near = |span: &u64| span.abs_diff(middle) <= middle / TENTH;
        let interval = Span::from_millis(middle);
        let all = self.newest.len() == ENOUGH && spans.iter().all(near);
        (all && (LEAST..=MOST).contains(&interval)).then_some(interval)
    }
}
