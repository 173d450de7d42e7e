//! The rules, as data: what each demands, what it cites, and who judges by it.

mod access;
mod asking;
mod consent;
mod evidence;
mod others;

use super::rule::Rule;

/// The place of a rule in the table.
pub(super) fn number(id: &str) -> usize {
    RULES.iter().position(|rule| rule.id == id).unwrap_or(RULES.len())
}

/// Every rule, in the order in which findings are told.
pub(crate) static RULES: &[Rule] = &[
    consent::BEFORE_ACCEPTANCE,
    consent::WITHOUT_CONSENT,
    consent::AFTER_REFUSAL,
    consent::AFTER_WITHDRAWAL,
    consent::AFTER_EXPIRY,
    consent::SEPARATE_CONSENT,
    consent::GUARDIAN,
    access::UNDECLARED,
    access::BACKGROUND,
    asking::REPROMPT,
    asking::PROMPTS_AT_ONCE,
    asking::UNEXPLAINED_PROMPT,
    access::OVER_BUDGET,
    access::FIXED_INTERVAL,
    access::LEASE_OPEN,
    others::SDK_START,
    others::BYPASS,
    others::OBSERVE_MODE,
    evidence::LOG_GAP,
    evidence::UNSIGNED,
];
