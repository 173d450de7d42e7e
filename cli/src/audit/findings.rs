//! All findings: put together by culprit, doubts settled, in order.

use std::collections::HashMap;

use menshen::log::{Event, LeaseEnd};
use menshen::{Span, Version};

use super::finding::{Culprit, Finding};
use super::found::Found;
use super::judges::Seen;
use super::moment::Moment;
use super::rules;
use super::watch::Breach;

/// What all judges have found so far.
#[derive(Default)]
pub(super) struct Findings {
    certain: Collection,
    assumed: Collection,
    doubts: Vec<Found>,
    /// The version of the policy that the judges go by now.
    policy: Option<Version>,
}

/// By rule, variant and culprit.
type Collection = HashMap<(&'static str, &'static str, Culprit), Finding>;

/// The gate decides, logs, and looks again: a lease that something crossed is ended within this
/// span, and was never handed out.
const AT_ONCE: Span = Span::seconds(1);
/// Past this many, doubts that are old are settled.
const MANY: usize = 64;

impl Findings {
    /// From here on the judges go by this version of the policy.
    pub(super) fn go_by(&mut self, policy: Version) {
        self.policy = Some(policy);
    }

    pub(super) fn add(&mut self, mut found: Found) {
        found.finding.policy = found.finding.policy.or(self.policy);
        match found.lease {
            Some(_) => self.doubts.push(found),
            None => self.keep(found),
        }
    }

    pub(super) fn extend(&mut self, found: impl IntoIterator<Item = Found>) {
        found.into_iter().for_each(|found| self.add(found));
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

    /// What one record breaks, in the order of the rules.
    pub(super) fn breaches(self) -> Vec<Breach> {
        let breach = |assumed, doubtful| move |finding| Breach { finding, assumed, doubtful };
        let certain = self.certain.into_values().map(breach(false, false));
        let assumed = self.assumed.into_values().map(breach(true, false));
        let doubts = self.doubts.into_iter();
        let doubts = doubts.map(|found| breach(found.assumed, true)(found.finding));
        let mut all: Vec<Breach> = certain.chain(assumed).chain(doubts).collect();
        all.sort_by_key(|it| {
            let Finding { variant, culprit, .. } = &it.finding;
            (rules::number(variant.rule), variant.id, culprit.resource)
        });
        all
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
    found.at.is_some_and(|given| taken_back_at_once(how, at.since(given)))
}

/// Whether the gate ended a lease so soon that it was never handed out.
pub(crate) fn taken_back_at_once(how: LeaseEnd, held: Span) -> bool {
    use LeaseEnd::{HeldTooLong, Leaked, ProcessDied, Released};
    let by_the_gate = !matches!(how, Released | Leaked | HeldTooLong | ProcessDied);
    by_the_gate && held <= AT_ONCE
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
