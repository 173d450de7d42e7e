//! What became of a module's mutants.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

pub(super) struct Tally {
    pub(super) module: &'static str,
    caught: usize,
    /// Those that ran on and on: noticed too, since somebody would.
    timeouts: usize,
    /// Those that do not compile, and count for nothing.
    unviable: usize,
    missed: usize,
}

impl Tally {
    /// Counts what cargo-mutants wrote down.
    pub(super) fn read(module: &'static str, folder: &Path) -> Result<Tally, Failure> {
        let count = |name: &str| -> Result<usize, Failure> {
            let path = folder.join(name);
            Ok(fs::read_to_string(&path).map_err(Failure::file(&path))?.lines().count())
        };
        // Only a run with `--iterate` has earlier ones to tell of.
        let earlier = count("previously_caught.txt").unwrap_or(0);
        Ok(Tally {
            module,
            caught: count("caught.txt")? + earlier,
            timeouts: count("timeout.txt")?,
            unviable: count("unviable.txt")?,
            missed: count("missed.txt")?,
        })
    }

    /// How many of a hundred were noticed.
    pub(super) fn caught_share(&self) -> f64 {
        let noticed = self.caught + self.timeouts;
        match noticed + self.missed {
            0 => 100.0,
            all => 100.0 * noticed as f64 / all as f64,
        }
    }

    fn row(&self) -> String {
        let Tally { module, caught, timeouts, unviable, missed } = self;
        let all = caught + timeouts + unviable + missed;
        let share = self.caught_share();
        format!(
            "| {module} | {all} | {caught} | {timeouts} | {unviable} | {missed} | {share:.1} % |"
        )
    }
}

/// The table, as `docs/testing.md` has it.
pub(super) fn table(tallies: &[Tally]) -> String {
    let head = "| module | mutants | caught | timeouts | unviable | missed | noticed |\n\
                |---|---|---|---|---|---|---|"
        .to_owned();
    let rows = tallies.iter().map(Tally::row);
    std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(caught: usize, timeouts: usize, unviable: usize, missed: usize) -> Tally {
        Tally { module: "decision", caught, timeouts, unviable, missed }
    }

    #[test]
    fn what_hangs_is_noticed_and_what_does_not_compile_counts_for_nothing() {
        assert_eq!(tally(18, 1, 100, 1).caught_share(), 95.0);
        assert_eq!(tally(0, 0, 3, 0).caught_share(), 100.0);
        let table = table(&[tally(18, 1, 100, 1)]);
        assert!(table.ends_with("\n| decision | 120 | 18 | 1 | 100 | 1 | 95.0 % |"), "{table}");
    }

    #[test]
    fn a_run_that_left_nothing_is_no_result() {
        assert!(Tally::read("decision", Path::new("nowhere")).is_err());
    }
}
