//! What a run came to, read from what libFuzzer says.

use std::path::{Path, PathBuf};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Totals {
    runs: u64,
    /// Places in the program that were reached, and those told apart by how often and with what.
    edges: u64,
    features: u64,
    inputs: String,
    memory: u64,
    /// The files with what was found.
    pub(super) found: Vec<PathBuf>,
}

impl Totals {
    /// `None` when libFuzzer did not even begin.
    pub(super) fn of(said: &str, found: Vec<PathBuf>) -> Option<Totals> {
        let last = said.lines().rev().find(|line| line.starts_with('#') && line.contains("cov: "));
        let last = last?;
        let after = |name: &str| last.split(name).nth(1)?.split_whitespace().next();
        let stat = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.trim().parse().ok())
        };
        Some(Totals {
            runs: stat("stat::number_of_executed_units:").unwrap_or(0),
            edges: after("cov: ")?.parse().ok()?,
            features: after("ft: ")?.parse().ok()?,
            inputs: after("corp: ").unwrap_or("?").to_owned(),
            memory: stat("stat::peak_rss_mb:").unwrap_or(0),
            found,
        })
    }

    pub(super) fn line(&self, target: &str) -> String {
        let Totals { runs, edges, features, inputs, memory, found } = self;
        let found = if found.is_empty() { "nothing found" } else { "FOUND SOMETHING" };
        format!(
            "{target}: {runs} runs, {edges} edges, {features} features, {inputs} inputs, \
             {memory} MiB at most: {found}"
        )
    }

    /// How a finding is tried again, and what to do with it.
    pub(super) fn again(target: &str, file: &Path) -> String {
        let file = file.display();
        format!(
            "{target}: {file}\n  again: cargo test -p menshen-fuzz --test replay -- {target} {file}\n  \
             when it is mended: put the file into {}/{target}",
            super::CORPUS
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "\
#2\tINITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 30Mb
#4096\tNEW    cov: 78 ft: 90 corp: 7/1234b lim: 4 exec/s: 2048 rss: 31Mb L: 4/4 MS: 1 CopyPart-
#8192\tDONE   cov: 79 ft: 91 corp: 8/1300b lim: 4 exec/s: 2048 rss: 31Mb
stat::number_of_executed_units: 8192
stat::peak_rss_mb:              33
";

    #[test]
    fn the_last_line_and_the_statistics_count() {
        let totals = Totals::of(SAID, Vec::new()).unwrap();
        let line = "ledger: 8192 runs, 79 edges, 91 features, 8/1300b inputs, 33 MiB at most: nothing found";
        assert_eq!(totals.line("ledger"), line);
        let found = Totals::of(SAID, vec!["crash-1".into()]).unwrap();
        assert!(found.line("ledger").ends_with("FOUND SOMETHING"));
    }

    #[test]
    fn a_fuzzer_that_did_not_begin_came_to_nothing() {
        assert_eq!(Totals::of("ERROR: no such file", Vec::new()), None);
    }
}
