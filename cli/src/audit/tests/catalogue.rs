//! For every way of breaking a rule a log that breaks it, and nothing else.

// Spelled out because tests of the command include this file from elsewhere.
#[path = "catalogue/access.rs"]
mod access;
#[path = "catalogue/asking.rs"]
mod asking;
#[path = "catalogue/consent.rs"]
mod consent;
#[path = "catalogue/evidence.rs"]
mod evidence;
#[path = "catalogue/others.rs"]
mod others;

use super::script::Script;

/// A log, and what an audit finds in it.
pub(crate) struct Case {
    pub(crate) rule: &'static str,
    pub(crate) variant: &'static str,
    /// Writes the log; what breaks the rule is marked.
    pub(crate) write: fn() -> Script,
}

/// Every case.
pub(crate) fn all() -> impl Iterator<Item = Case> {
    let all = [consent::CASES, access::CASES, asking::CASES, others::CASES, evidence::CASES];
    let cases = all.into_iter().flatten();
    cases.map(|(rule, variant, write)| Case { rule, variant, write: *write })
}

type Cases = &'static [(&'static str, &'static str, fn() -> Script)];
