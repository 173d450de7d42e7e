//! What was done, counted.

use std::fmt;

/// Counts by what was counted, in the order in which they were first mentioned.
#[derive(Debug, Clone, Default)]
pub struct Totals(Vec<(&'static str, u64)>);

impl Totals {
    /// Adds to a count.
    pub fn add(&mut self, what: &'static str, count: u64) {
        match self.0.iter_mut().find(|(known, _)| *known == what) {
            Some((_, total)) => *total += count,
            None => self.0.push((what, count)),
        }
    }

    /// Adds all of another's counts.
    pub fn merge(&mut self, other: &Totals) {
        other.0.iter().for_each(|(what, count)| self.add(what, *count));
    }

    /// A count; 0 when nothing was counted.
    pub fn of(&self, what: &str) -> u64 {
        self.0.iter().find(|(known, _)| *known == what).map_or(0, |(_, count)| *count)
    }

    /// The first of the counts: what the discipline is about.
    pub fn first(&self) -> Option<(&'static str, u64)> {
        self.0.first().copied()
    }
}

/// A line each, as in the documentation.
impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(what, count)| writeln!(f, "{:>14}  {what}", grouped(*count)))
    }
}

/// A number with commas between its thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let ends = (1..=digits.len()).rev().map(|left| left % 3 == 1 && left > 1);
    digits
        .chars()
        .zip(ends)
        .flat_map(|(it, end)| [Some(it), end.then_some(',')])
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_easy_to_read() {
        let numbers = [0, 999, 1_000, 12_345, 1_234_567];
        assert_eq!(numbers.map(grouped), ["0", "999", "1,000", "12,345", "1,234,567"]);
    }

    #[test]
    fn totals_add_up_in_their_order() {
        let mut totals = Totals::default();
        totals.add("kills", 1_000);
        let mut more = Totals::default();
        more.add("leases", 2);
        more.add("kills", 1);
        totals.merge(&more);
        assert_eq!(totals.to_string(), "         1,001  kills\n             2  leases\n");
        assert_eq!((totals.of("leases"), totals.of("nothing")), (2, 0));
        assert_eq!(totals.first(), Some(("kills", 1_001)));
    }
}
