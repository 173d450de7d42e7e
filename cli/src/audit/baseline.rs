//! Findings that somebody has looked at and accepted, so that only new ones fail.

use std::path::Path;

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::finding::{Finding, Severity};
use super::{Judgement, RULES};
use crate::{Failure, input};

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    format: u32,
    accepted: Vec<Accepted>,
}

/// A finding that was accepted.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accepted {
    pub(crate) rule: String,
    pub(crate) variant: String,
    pub(crate) fingerprint: String,
    /// For people: which finding it is. The fingerprint is what counts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// The last day on which it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

/// A judgement, weighed against what was accepted before.
pub(crate) struct Weighed<'j, 'p> {
    pub(crate) judgement: &'j Judgement<'p>,
    /// For each finding, in order, what the baseline says about it.
    said: Vec<Option<Accepted>>,
    today: Date,
    /// Accepted, but not found any more.
    pub(crate) stale: Vec<Accepted>,
}

const FORMAT: u32 = 1;

impl Baseline {
    pub(crate) fn read(path: &Path) -> Result<Baseline, Failure> {
        let text = input::read_text(path)?;
        let baseline: Baseline =
            serde_json::from_str(&text).map_err(|error| unreadable(path, &error))?;
        match baseline.problem() {
            Some(problem) => Err(Failure(format!("{}: {problem}", path.display()))),
            None => Ok(baseline),
        }
    }

    /// The findings of a judgement, with what this baseline already says about them.
    pub(crate) fn renewed(&self, judgement: &Judgement<'_>) -> Baseline {
        let accepted = judgement.findings.iter().map(|finding| {
            let known = self.of(finding);
            let new = Accepted::new(finding);
            Accepted {
                reason: known.and_then(|it| it.reason.clone()),
                until: known.and_then(|it| it.until.clone()),
                ..new
            }
        });
        Baseline { format: FORMAT, accepted: accepted.collect() }
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let text = format!("{}\n", serde_json::to_string_pretty(self)?);
        std::fs::write(path, text).map_err(|error| input::at(path, &error))
    }

    fn of(&self, finding: &Finding) -> Option<&Accepted> {
        let fingerprint = finding.fingerprint();
        self.accepted.iter().find(|accepted| accepted.fingerprint == fingerprint)
    }

    /// What is wrong with it, if anything.
    fn problem(&self) -> Option<String> {
        if self.format != FORMAT {
            return Some(format!(
                "format {} is not known; this `menshen` reads format {FORMAT}",
                self.format
            ));
        }
        let wrong = |(number, accepted): (usize, &Accepted)| {
            Some(format!("accepted[{number}]: {}", accepted.problem()?))
        };
        self.accepted.iter().enumerate().find_map(wrong)
    }
}

impl Accepted {
    fn new(finding: &Finding) -> Accepted {
        Accepted {
            rule: finding.variant.rule.to_owned(),
            variant: finding.variant.id.to_owned(),
            fingerprint: finding.fingerprint(),
            about: finding.about(),
            reason: None,
            until: None,
        }
    }

    fn problem(&self) -> Option<String> {
        let Some(rule) = RULES.iter().find(|rule| rule.id == self.rule) else {
            return Some(format!("there is no rule `{}`", self.rule));
        };
        if !rule.variants.iter().any(|variant| variant.id == self.variant) {
            return Some(format!("the rule `{}` has no variant `{}`", self.rule, self.variant));
        }
        let until = self.until.as_ref()?;
        let wrong = until.parse::<Date>().is_err();
        wrong.then(|| format!("`until` is not a date: `{until}`; write one such as 2026-12-31"))
    }

    /// Whether it holds on this day.
    fn holds(&self, today: Date) -> bool {
        let until = self.until.as_ref().and_then(|until| until.parse::<Date>().ok());
        until.is_none_or(|until| today <= until)
    }
}

fn unreadable(path: &Path, error: &serde_json::Error) -> Failure {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    Failure(format!("{}:{}:{}: {message}", path.display(), error.line(), error.column()))
}

impl<'j, 'p> Weighed<'j, 'p> {
    /// Weighs a judgement; today decides whether what was accepted for a time still is.
    pub(crate) fn new(judgement: &'j Judgement<'p>, baseline: &Baseline) -> Weighed<'j, 'p> {
        let said: Vec<Option<Accepted>> =
            judgement.findings.iter().map(|finding| baseline.of(finding).cloned()).collect();
        let found =
            |it: &&Accepted| said.iter().flatten().any(|said| said.fingerprint == it.fingerprint);
        let stale = baseline.accepted.iter().filter(|it| !found(it)).cloned().collect();
        Weighed { judgement, said, today: Zoned::now().date(), stale }
    }

    /// Every finding, with the entry by which it is accepted.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&'j Finding, Option<&Accepted>)> {
        let said = self.said.iter().map(|said| said.as_ref().filter(|it| it.holds(self.today)));
        self.judgement.findings.iter().zip(said)
    }

    /// The findings that nobody has accepted.
    pub(crate) fn open(&self) -> impl Iterator<Item = &'j Finding> {
        self.findings().filter(|(_, accepted)| accepted.is_none()).map(|(finding, _)| finding)
    }

    /// The findings that are accepted.
    pub(crate) fn accepted(&self) -> impl Iterator<Item = (&'j Finding, &Accepted)> {
        self.findings().filter_map(|(finding, accepted)| Some((finding, accepted?)))
    }

    /// The day until which a finding was accepted, when that is over.
    pub(crate) fn was_accepted_until(&self, finding: &Finding) -> Option<&str> {
        let fingerprint = finding.fingerprint();
        let mut said = self.said.iter().flatten();
        let said = said.find(|it| it.fingerprint == fingerprint && !it.holds(self.today))?;
        said.until.as_deref()
    }

    /// Whether a finding is open that is at least this bad.
    pub(crate) fn fails(&self, at: Severity) -> bool {
        self.open().any(|finding| finding.variant.severity <= at)
    }
}
