//! Times as people write them.

use std::str::FromStr;

use jiff::civil::DateTime;
use menshen::{Span, Time};

use crate::zone::Zone;

/// A time, as `--since` and `--until` take it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum When {
    /// With its time zone.
    Exact(Time),
    /// What a clock shows in the zone of the reader.
    Civil(DateTime),
    /// This long before the newest record.
    Before(Span),
}

impl When {
    /// Whether it takes the newest record to know the time.
    pub(super) fn is_relative(&self) -> bool {
        matches!(self, When::Before(_))
    }

    /// The time; `None` when it is relative and the log has no record.
    pub(super) fn time(&self, zone: &Zone, newest: Option<Time>) -> Option<Time> {
        match self {
            When::Exact(time) => Some(*time),
            When::Civil(civil) => zone.time(*civil),
            When::Before(span) => newest.map(|newest| newest - *span),
        }
    }
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<When, String> {
        let exact = text.parse().map(When::Exact).ok();
        // A civil time leaves out no zone that the text has.
        let civil = || text.parse().map(When::Civil).ok().filter(|_| !text.contains(['Z', '[']));
        let before = || text.parse().map(When::Before).ok();
        exact.or_else(civil).or_else(before).ok_or_else(|| {
            "write 2026-11-20, 2026-11-20 08:00, 2026-11-20T08:00:00+08:00, or 2h or 3d for that \
             long before the newest record"
                .to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> String {
        let newest = "2026-11-22T00:00:00Z".parse().unwrap();
        let zone = "+08:00".parse().unwrap();
        text.parse::<When>().unwrap().time(&zone, Some(newest)).unwrap().to_string()
    }

    #[test]
    fn times_are_written_in_many_ways() {
        assert_eq!(time("2026-11-20"), "2026-11-19T16:00:00Z");
        assert_eq!(time("2026-11-20 08:00"), "2026-11-20T00:00:00Z");
        assert_eq!(time("2026-11-20T08:00:01.5"), "2026-11-20T00:00:01.5Z");
        assert_eq!(time("2026-11-20T08:00:00+09:00"), "2026-11-19T23:00:00Z");
        assert_eq!(time("2h"), "2026-11-21T22:00:00Z");
        assert_eq!(time("3d"), "2026-11-19T00:00:00Z");
        for bad in ["", "yesterday", "08:00", "2026-13-01", "2w", "-2h", "2026-11-20 25:00"] {
            assert!(bad.parse::<When>().is_err(), "{bad}");
        }
    }
}
