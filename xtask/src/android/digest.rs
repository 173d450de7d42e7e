//! What one reads of a Maven run: each test class with its count, and what failed.

/// What Maven says of itself on the way out.
const CHATTER: [&str; 5] =
    ["[Help ", "-> [Help", "Re-run Maven", "To see the full stack trace", "After correcting"];

#[derive(Debug, Default)]
pub(super) struct Digest {
    tests: usize,
    /// What follows a failure without a level belongs to it: its message and its trace.
    failing: bool,
}

impl Digest {
    /// How many tests ran so far, without those that were skipped.
    pub(super) fn tests(&self) -> usize {
        self.tests
    }

    /// What to show of the next line.
    pub(super) fn read<'a>(&mut self, line: &'a str) -> Option<&'a str> {
        let Some((level, text)) = leveled(line) else {
            return Some(line).filter(|_| self.failing);
        };
        self.failing = level == "ERROR";
        let ran = ran(text);
        self.tests += ran.unwrap_or(0);
        let wanted =
            self.failing && !text.trim().is_empty() && !CHATTER.iter().any(|it| text.contains(it));
        Some(text).filter(|_| wanted || ran.is_some())
    }
}

/// `[LEVEL] text`.
fn leveled(line: &str) -> Option<(&str, &str)> {
    let (level, text) = line.strip_prefix('[')?.split_once(']')?;
    let is_level = matches!(level, "INFO" | "WARNING" | "ERROR" | "DEBUG");
    is_level.then(|| (level, text.strip_prefix(' ').unwrap_or(text)))
}

/// How many tests of a class ran: `Tests run: 3, …, Skipped: 1, … in some.Class`. The sums over all
/// classes name none.
fn ran(text: &str) -> Option<usize> {
    let counts = text.strip_prefix("Tests run: ").filter(|it| it.contains(" in "))?;
    let number = |text: &str| text.split(',').next()?.trim().parse::<usize>().ok();
    let skipped = counts.split_once("Skipped: ").and_then(|(_, rest)| number(rest));
    Some(number(counts)?.saturating_sub(skipped?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAILED: &str = "\
[INFO] Running dev.menshen.GateTest
[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1, Time elapsed: 9.2 s <<< FAILURE! -- in dev.menshen.GateTest
[ERROR] dev.menshen.GateTest.aLeaseLives -- Time elapsed: 0.05 s <<< FAILURE!
java.lang.AssertionError: it ended
\tat dev.menshen.GateTest.aLeaseLives(GateTest.kt:40)

[INFO] Running dev.menshen.WordsTest
what a test prints
[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in dev.menshen.WordsTest
[INFO] Results:
[ERROR] Failures: 
[ERROR]   GateTest.aLeaseLives:40 it ended
[ERROR] Tests run: 7, Failures: 1, Errors: 0, Skipped: 1
[ERROR] Failed to execute goal org.apache:surefire (default-test) on project menshen-android: There are test failures.
[ERROR] 
[ERROR] -> [Help 1]
[ERROR] Re-run Maven using the -X switch to enable full debug logging.
[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException";

    #[test]
    fn what_failed_is_shown_with_its_trace_and_little_else() {
        let mut digest = Digest::default();
        let shown: Vec<&str> = FAILED.lines().filter_map(|line| digest.read(line)).collect();
        let starts = [
            "Tests run: 3,",
            "dev.menshen.GateTest.aLease",
            "java.lang.Asse",
            "\tat dev.menshen",
            "",
            "Tests run: 4,",
            "Failures: ",
            "  GateTest.aLease",
            "Tests run: 7,",
            "Failed to execute",
        ];
        assert_eq!(shown.len(), starts.len(), "{shown:#?}");
        for (line, start) in shown.iter().zip(starts) {
            assert!(line.starts_with(start), "{line}");
        }
    }

    #[test]
    fn tests_are_counted_once_and_skipped_ones_not_at_all() {
        let mut digest = Digest::default();
        let shown = FAILED.lines().filter_map(|line| digest.read(line)).count();
        assert!(shown > 0);
        assert_eq!(digest.tests(), 2 + 4);
    }

    #[test]
    fn an_error_of_the_compiler_is_shown() {
        let mut digest = Digest::default();
        let error = "[ERROR] file:///a/User.kt:48:50 Unresolved reference 'nobody'.";
        assert_eq!(digest.read(error), error.strip_prefix("[ERROR] "));
        assert_eq!(digest.read("[INFO] BUILD FAILURE"), None);
        assert_eq!(digest.tests(), 0);
    }
}
