//! What became of a module's mutants.

use std::collections::BTreeSet;
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

/// The names of mutants, one a line.
type Names = BTreeSet<String>;

impl Tally {
    /// Counts what cargo-mutants wrote down in the folder `mutants.out` of `folder`.
    pub(super) fn read(module: &'static str, folder: &Path) -> Result<Tally, Failure> {
        let names = |name: &str| names(&folder.join("mutants.out").join(name));
        // Only a run with `--iterate` has earlier ones to tell of: caught and unviable, together.
        let earlier = names("previously_caught.txt").unwrap_or_default();
        let unviable = unviable(folder, names("unviable.txt")?, &earlier)?;
        Ok(Tally {
            module,
            caught: names("caught.txt")?.len() + earlier.difference(&unviable).count(),
            timeouts: names("timeout.txt")?.len(),
            unviable: unviable.len(),
            missed: names("missed.txt")?.len(),
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

/// Those that do not compile, now and earlier; kept beside what cargo-mutants writes.
fn unviable(folder: &Path, now: Names, earlier: &Names) -> Result<Names, Failure> {
    let path = folder.join("unviable.txt");
    let before = names(&path).unwrap_or_default();
    let all: Names = now.into_iter().chain(before.intersection(earlier).cloned()).collect();
    let lines: String = all.iter().map(|name| format!("{name}\n")).collect();
    fs::write(&path, lines).map_err(Failure::file(&path))?;
    Ok(all)
}

fn names(path: &Path) -> Result<Names, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::file(path))?;
    Ok(text.lines().map(str::to_owned).collect())
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
    use crate::temp::TempDir;

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

    /// Reads what a run left: a text for each file, a letter for each mutant.
    fn read(dir: &TempDir, files: &[(&str, &str)]) -> [usize; 4] {
        let out = dir.path().join("mutants.out");
        fs::create_dir_all(&out).unwrap();
        for (name, mutants) in files {
            let lines: String = mutants.chars().map(|mutant| format!("{mutant}\n")).collect();
            fs::write(out.join(name), lines).unwrap();
        }
        let tally = Tally::read("decision", dir.path()).unwrap();
        [tally.caught, tally.timeouts, tally.unviable, tally.missed]
    }

    #[test]
    fn what_earlier_runs_found_counts_on() {
        let dir = TempDir::new("tally").unwrap();
        let first = [
            ("caught.txt", "abc"),
            ("timeout.txt", "t"),
            ("unviable.txt", "uv"),
            ("missed.txt", "xyz"),
        ];
        assert_eq!(read(&dir, &first), [3, 1, 2, 3]);
        let second = [
            ("previously_caught.txt", "abcuv"),
            ("caught.txt", "tx"),
            ("timeout.txt", ""),
            ("unviable.txt", "w"),
            ("missed.txt", "yz"),
        ];
        assert_eq!(read(&dir, &second), [5, 0, 3, 2]);
        let third =
            [("previously_caught.txt", "abcuvtxw"), ("caught.txt", "y"), ("unviable.txt", "")];
        assert_eq!(read(&dir, &third), [6, 0, 3, 2]);
    }

    #[test]
    fn a_run_that_left_nothing_is_no_result() {
        assert!(Tally::read("decision", Path::new("nowhere")).is_err());
    }
}
