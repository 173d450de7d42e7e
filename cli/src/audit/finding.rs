//! A finding: one for each way of breaking a rule and each culprit, with where to look.

use menshen::log::Place;
use menshen::{Resource, Scopes, Time, Version};
use serde_json::json;
use sha2::{Digest, Sha256};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(crate) enum Severity {
    /// A promise to the user was broken
    Violation,
    /// Nothing is shown to be broken, but somebody should look
    Warning,
}

impl Severity {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Severity::Violation => "violation",
            Severity::Warning => "warning",
        }
    }
}

/// One way of breaking a rule, and the sentence that says so. `{who}`, `{what}`, `{for}`,
/// `{times}` and `{detail}` are filled in.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) rule: &'static str,
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// Who did it, for what, with what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Culprit {
    /// Empty where no purpose is known.
    pub(crate) purpose: String,
    /// `app`, an SDK, or what the system attributes a use to. Empty where nobody is known.
    pub(crate) caller: String,
    pub(crate) resource: Option<Resource>,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Both {
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// What an audit rule says about a culprit.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) variant: &'static Variant,
    /// The version of the policy that it was judged by.
    pub(crate) policy: Option<Version>,
    pub(crate) culprit: Culprit,
    pub(crate) scopes: Scopes,
    pub(crate) count: u64,
    pub(crate) first: Option<Time>,
    pub(crate) last: Option<Time>,
    /// Where the first records stand.
    pub(crate) places: Vec<Place>,
    pub(crate) details: Vec<Both>,
    /// Whether it holds whatever the missing records say, if any are missing.
    pub(crate) certain: bool,
    pub(super) worst: u64,
}

/// How many places and details a finding names.
const MOST_NAMED: usize = 5;

impl Finding {
    /// What it is known by in every log: the rule, the way of breaking it, who, what and for what;
    /// neither when nor where.
    pub(crate) fn fingerprint(&self) -> String {
        let Finding { variant, culprit, scopes, .. } = self;
        let Culprit { purpose, caller, resource } = culprit;
        let scopes = resource.map_or(Vec::new(), |resource| resource.names(*scopes));
        let known_by = json!([variant.rule, variant.id, purpose, resource, scopes, caller]);
        let digest = Sha256::digest(known_by.to_string());
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Who, what and for what, in a line; not for sentences.
    pub(crate) fn about(&self) -> String {
        let Culprit { purpose, caller, resource } = &self.culprit;
        let names = |resource: Resource| resource.names(self.scopes).join(",");
        let what = resource.map_or(String::new(), |it| format!("{it}:{}", names(it)));
        let parts = [purpose.as_str(), &what, caller.as_str()];
        let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        known.join(" ")
    }

    /// Takes another finding of the same culprit in.
    pub(super) fn join(&mut self, other: Finding) {
        self.scopes = self.scopes | other.scopes;
        self.count += other.count;
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
        self.certain |= other.certain;
        let room = MOST_NAMED.saturating_sub(self.places.len());
        self.places.extend(other.places.into_iter().take(room));
        if other.worst > self.worst {
            (self.worst, self.details) = (other.worst, other.details);
        } else if other.worst == 0 {
            self.join_details(other.details);
        }
    }

    fn join_details(&mut self, others: Vec<Both>) {
        for detail in others {
            if self.details.len() < MOST_NAMED && !self.details.contains(&detail) {
                self.details.push(detail);
            }
        }
    }
}
