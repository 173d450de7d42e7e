//! How the steps ended, for the eye and for a script.

use std::time::Duration;

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    /// Why.
    Failed(String),
    /// What is missing.
    Skipped(String),
}

#[derive(Default)]
pub(super) struct Summary(Vec<Line>);

struct Line {
    name: &'static str,
    outcome: Outcome,
    elapsed: Duration,
}

impl Outcome {
    /// What stands under a step's output.
    pub(super) fn headline(&self, name: &str, elapsed: Duration) -> String {
        let head = format!("== {} {name}, {:.1} s", self.word(), elapsed.as_secs_f64());
        match self.detail() {
            "" => head,
            detail => format!("{head}: {detail}"),
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::Failed(_) => "FAILED",
            Outcome::Skipped(_) => "SKIPPED",
        }
    }

    fn detail(&self) -> &str {
        match self {
            Outcome::Passed => "",
            Outcome::Failed(detail) | Outcome::Skipped(detail) => detail,
        }
    }
}

impl Summary {
    pub(super) fn add(&mut self, name: &'static str, outcome: Outcome, elapsed: Duration) {
        self.0.push(Line { name, outcome, elapsed });
    }

    /// Skipped steps do not fail the whole here; in CI they have become failures already.
    pub(super) fn is_fine(&self) -> bool {
        !self.0.iter().any(|line| matches!(line.outcome, Outcome::Failed(_)))
    }

    pub(super) fn table(&self) -> String {
        let width = self.0.iter().map(|line| line.name.len()).max().unwrap_or(0);
        let rows = self.0.iter().map(|Line { name, outcome, elapsed }| {
            let seconds = elapsed.as_secs_f64();
            let row = format!("{:<7}  {seconds:>7.1} s  {name:<width$}  ", outcome.word());
            // One line each: the rest stands above, where it happened.
            let first = outcome.detail().lines().next().unwrap_or_default();
            format!("\n{}", format!("{row}{first}").trim_end())
        });
        format!("\n== summary{}\n", rows.collect::<String>())
    }

    pub(super) fn totals(&self) -> String {
        let count = |word: &str| self.0.iter().filter(|line| line.outcome.word() == word).count();
        let [passed, failed, skipped] = ["passed", "FAILED", "SKIPPED"].map(count);
        format!("{passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(outcomes: Vec<Outcome>) -> Summary {
        let mut summary = Summary::default();
        for outcome in outcomes {
            summary.add("step", outcome, Duration::from_millis(1_250));
        }
        summary
    }

    #[test]
    fn a_failure_fails_and_a_skip_does_not() {
        let (bad, gone) = (Outcome::Failed("so".into()), Outcome::Skipped("gone".into()));
        assert!(summary(vec![Outcome::Passed, gone.clone()]).is_fine());
        let all = summary(vec![Outcome::Passed, bad, gone]);
        assert!(!all.is_fine());
        assert_eq!(all.totals(), "1 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn the_table_says_each_step_with_time_and_the_first_line_of_why() {
        let table = summary(vec![Outcome::Passed, Outcome::Failed("one\ntwo".into())]).table();
        assert_eq!(
            table,
            "\n== summary\npassed       1.2 s  step\nFAILED       1.2 s  step  one\n"
        );
    }
}
