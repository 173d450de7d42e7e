//! Which records are shown or counted.

mod when;

use std::collections::HashSet;

use menshen::log::{Entry, Event, Item, Reader, Record};
use menshen::{Reason, Resource, Time};

use super::about::About;
use crate::Failure;
use crate::zone::Zone;
use when::When;

/// Every `kind` of record.
pub(crate) const KINDS: [&str; 21] = [
    "app_state",
    "checkpoint",
    "clock",
    "consent",
    "decision",
    "ended",
    "erased",
    "gap",
    "guardian",
    "leaked",
    "os_grant",
    "os_observed",
    "policy_accepted",
    "policy_declined",
    "policy_shown",
    "process_start",
    "prompt",
    "release",
    "revoked",
    "sdk",
    "subject",
];

#[derive(clap::Args, Default, PartialEq)]
#[command(next_help_heading = "Filters (all must hold; damage and gaps are always shown)")]
pub(super) struct Filter {
    /// Records about this purpose
    #[arg(long)]
    purpose: Option<String>,
    /// Records about this resource
    #[arg(long)]
    resource: Option<Resource>,
    /// Decisions and SDK starts that were allowed, or denied
    #[arg(long, value_enum)]
    verdict: Option<Verdict>,
    /// Decisions and SDK starts with this reason
    #[arg(long)]
    reason: Option<Reason>,
    /// Records of this subject (its pseudonym, as --json prints it)
    #[arg(long, value_parser = pseudonym)]
    subject: Option<u64>,
    /// Records about this caller: `app`, an SDK's id, or what the system attributes a use to
    #[arg(long)]
    caller: Option<String>,
    /// Records of this process: its 8 hexadecimal digits, or its name such as `:player`
    #[arg(long)]
    process: Option<String>,
    /// Records from this time on: RFC 3339, `2026-11-20`, `2026-11-20 08:00` in the time zone of
    /// --tz, or `2h` or `3d` for that long before the newest record
    #[arg(long, value_name = "TIME")]
    since: Option<When>,
    /// Records before this time, written likewise
    #[arg(long, value_name = "TIME")]
    until: Option<When>,
    /// Records of these kinds, separated by commas
    #[arg(long, value_delimiter = ',', value_parser = KINDS, hide_possible_values = true)]
    kind: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Verdict {
    Allow,
    Deny,
}

fn pseudonym(text: &str) -> Result<u64, String> {
    let number = u64::from_str_radix(text, 16).ok().filter(|_| text.len() == 16);
    number.ok_or_else(|| {
        "write the 16 hexadecimal digits that `menshen log show --json` prints".to_owned()
    })
}

impl Filter {
    /// The filter with its times found out. Those before the newest record need a look at the log.
    pub(super) fn select(
        &self,
        log: impl FnOnce() -> Result<Reader, Failure>,
        zone: &Zone,
    ) -> Result<Selection<'_>, Failure> {
        let relative = [&self.since, &self.until].into_iter().flatten().any(When::is_relative);
        let newest = if relative { newest(log()?) } else { None };
        let time = |when: &Option<When>| when.as_ref().and_then(|it| it.time(zone, newest));
        let (since, until) = (time(&self.since), time(&self.until));
        Ok(Selection { filter: self, since, until, processes: HashSet::new() })
    }

    fn passes(&self, record: &Record<'_>) -> bool {
        let about = About::of(&record.event);
        let verdict = about.verdict.map(|reason| match reason {
            None => Verdict::Allow,
            Some(_) => Verdict::Deny,
        });
        let kind = record.event.name();
        is(self.purpose.as_deref(), about.purpose)
            && self.resource.is_none_or(|resource| about.resources.contains(&resource))
            && is(self.verdict, verdict)
            && is(self.reason, about.verdict.flatten())
            && is(self.subject, Some(record.subject))
            && is(self.caller.as_deref(), about.caller)
            && (self.kind.is_empty() || self.kind.iter().any(|it| it == kind))
    }
}

fn newest(log: Reader) -> Option<Time> {
    let walls = log.filter_map(|entry| match entry.item {
        Item::Record(record) => Some(record.wall),
        _ => None,
    });
    walls.last()
}

/// A filter at work on the records of a log, from the oldest on.
pub(super) struct Selection<'f> {
    filter: &'f Filter,
    since: Option<Time>,
    until: Option<Time>,
    /// The processes that started under the name asked for.
    processes: HashSet<u32>,
}

impl Selection<'_> {
    /// Whether anything may be left out.
    pub(super) fn is_everything(&self) -> bool {
        *self.filter == Filter::default()
    }

    /// Whether an entry is wanted. What is wrong with the log is a hole in every selection.
    pub(super) fn wants(&mut self, entry: &Entry) -> bool {
        match &entry.item {
            Item::Record(record) => self.passes(record),
            _ => true,
        }
    }

    fn passes(&mut self, record: &Record<'_>) -> bool {
        let of_process = self.is_of_process(record);
        matches!(record.event, Event::Gap { .. })
            || of_process
                && self.since.is_none_or(|since| since <= record.wall)
                && self.until.is_none_or(|until| record.wall < until)
                && self.filter.passes(record)
    }

    fn is_of_process(&mut self, record: &Record<'_>) -> bool {
        let Some(wanted) = &self.filter.process else { return true };
        if let Event::ProcessStart { name, .. } = &record.event
            && name == wanted
        {
            self.processes.insert(record.process);
        }
        let number = u32::from_str_radix(wanted, 16).ok().filter(|_| wanted.len() == 8);
        number == Some(record.process) || self.processes.contains(&record.process)
    }
}

fn is<T: PartialEq>(wanted: Option<T>, found: Option<T>) -> bool {
    wanted.is_none() || wanted == found
}

#[cfg(test)]
mod tests {
    use menshen::log::{LeaseEnd, PolicyAct};
    use menshen::{Action, Age, AppState, Scopes, Span, SubjectKind};

    use super::*;

    #[test]
    fn every_kind_can_be_asked_for() {
        let ends = LeaseEnd::ALL.iter().map(|how| Event::LeaseEnd {
            lease: 1,
            how: *how,
            held: Span::default(),
        });
        let version = "2024-08-23".parse().unwrap();
        let acts = PolicyAct::ALL.iter().map(|act| Event::Policy { act: *act, version });
        let (resource, scopes) = (Resource::Camera, Scopes::bit(0));
        let others = [
            Event::OsObserved { resource, scopes, attribution: "".into(), covered: true },
            Event::AppState { state: AppState::Foreground },
            Event::Sdk { sdk: "".into(), reason: None, running: false },
            Event::Subject { kind: SubjectKind::Guest, age: Age::Adult },
            Event::Guardian { action: Action::Grant },
            Event::Erased,
            Event::Checkpoint { number: 1, digest: 0 },
            Event::Clock { expected: Time::default() },
        ];
        for event in ends.chain(acts).chain(others) {
            assert!(KINDS.contains(&event.name()), "{}", event.name());
        }
    }

    #[test]
    fn a_pseudonym_is_what_show_prints() {
        assert_eq!(pseudonym("00000000000000ff"), Ok(255));
        assert!(pseudonym("ff").is_err());
    }
}
