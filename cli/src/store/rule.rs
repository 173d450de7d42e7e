//! The rules of the audit that the answers rest on.

pub(super) const BEFORE_ACCEPTANCE: &str = "before-acceptance";
pub(super) const AFTER_REFUSAL: &str = "after-refusal";
pub(super) const AFTER_WITHDRAWAL: &str = "after-withdrawal";
pub(super) const UNDECLARED: &str = "undeclared";
pub(super) const BACKGROUND: &str = "background";
pub(super) const REPROMPT: &str = "reprompt";
pub(super) const OVER_BUDGET: &str = "over-budget";
/// A variant of `lease-open`.
pub(super) const HELD_TOO_LONG: &str = "held-too-long";
pub(super) const SDK_START: &str = "sdk-start";
pub(super) const BYPASS: &str = "bypass";

/// Those that have a question of their own.
pub(super) const ASKED: [&str; 9] = [
    BEFORE_ACCEPTANCE,
    AFTER_REFUSAL,
    AFTER_WITHDRAWAL,
    UNDECLARED,
    BACKGROUND,
    REPROMPT,
    OVER_BUDGET,
    SDK_START,
    BYPASS,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::RULES;

    #[test]
    fn every_rule_is_one_of_the_audit() {
        for id in ASKED {
            assert!(RULES.iter().any(|rule| rule.id == id), "{id}");
        }
    }
}
