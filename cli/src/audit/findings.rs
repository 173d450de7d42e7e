//! All findings: put together by culprit, doubts settled, in order.

use std::collections::HashMap;

use menshen::Span;
use menshen::log::{Event, LeaseEnd};

use super::finding::{Culprit, Finding};
use super::found::Found;
use super::judges::Seen;
use super::moment::Moment;
use super::rules;

/// What all judges have found so far.
#[derive(Default)]
pub(super) struct Findings {
    certain: Collection,
    assumed: Collection,
    doubts: Vec<Found>,
}

/// By rule, variant and culprit.
type Collection = HashMap<(&'static str, &'static str, Culprit), Finding>;

/// The gate decides, logs, and looks again: a lease that something crossed is ended within this
/// span, and was never handed out.
const AT_ONCE: Span = Span::seconds(1);
/// Past this many, doubts that are old are settled.
const MANY: usize = 64;

impl Findings {
    pub(super) fn add(&mut self, found: Found) {
        match found.lease {
            Some(_) => self.doubts.push(found),
            None => self.keep(found),
        }
    }

    /// Settles doubts that a record answers.
    pub(super) fn settle(&mut self, seen: &Seen<'_>) {
        if let Event::LeaseEnd { lease, how, .. } = seen.record.event {
            let id = Some((seen.record.process, lease));
            let answered: Vec<Found> = self.doubts.extract_if(.., |it| it.lease == id).collect();
            let real = answered.into_iter().filter(|it| !ended_at_once(it, how, seen.at));
            real.for_each(|found| self.keep(found));
        } else if self.doubts.len() > MANY {
            let old = |it: &mut Found| it.at.is_none_or(|at| seen.at.since(at) > AT_ONCE);
            let old: Vec<Found> = self.doubts.extract_if(.., old).collect();
            old.into_iter().for_each(|found| self.keep(found));
        }
    }

    fn keep(&mut self, found: Found) {
        let all = if found.assumed { &mut self.assumed } else { &mut self.certain };
        merge(all, found.finding);
    }

    /// All findings, in order. What was assumed counts only when the log is whole from the start.
    pub(super) fn end(mut self, whole: bool) -> Vec<Finding> {
        std::mem::take(&mut self.doubts).into_iter().for_each(|found| self.keep(found));
        if whole {
            self.assumed.into_values().for_each(|finding| merge(&mut self.certain, finding));
        }
        let mut all: Vec<Finding> = self.certain.into_values().collect();
        all.sort_by_cached_key(|it| {
            (rules::number(it.variant.rule), it.first, it.variant.id, it.culprit.clone())
        });
        all
    }
}

fn ended_at_once(found: &Found, how: LeaseEnd, at: Moment) -> bool {
    use LeaseEnd::{HeldTooLong, Leaked, ProcessDied, Released};
    let by_the_gate = !matches!(how, Released | Leaked | HeldTooLong | ProcessDied);
    by_the_gate && found.at.is_some_and(|given| at.since(given) <= AT_ONCE)
}

fn merge(all: &mut Collection, new: Finding) {
    let key = (new.variant.rule, new.variant.id, new.culprit.clone());
    match all.get_mut(&key) {
        Some(finding) => finding.join(new),
        None => {
            all.insert(key, new);
        }
    }
}
