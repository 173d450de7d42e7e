//! How long leases were held.

use menshen::Span;

/// Durations of leases.
///
/// Each is kept, in milliseconds and at most 49 days, since a median takes them all: 4 bytes for a
/// lease whose records take 200 in the log.
#[derive(Default)]
pub(super) struct Held(Vec<u32>);

impl Held {
    pub(super) fn add(&mut self, held: Span) {
        self.0.push(u32::try_from(held.millis()).unwrap_or(u32::MAX));
    }

    /// Puts them in order, once all are in.
    pub(super) fn sort(&mut self) {
        self.0.sort_unstable();
    }

    pub(super) fn count(&self) -> u64 {
        self.0.len() as u64
    }

    pub(super) fn total(&self) -> u64 {
        self.0.iter().map(|it| u64::from(*it)).sum()
    }

    /// The one in the middle, of two the shorter.
    pub(super) fn median(&self) -> Option<u64> {
        self.0.get(self.0.len().checked_sub(1)? / 2).map(|it| u64::from(*it))
    }

    pub(super) fn longest(&self) -> Option<u64> {
        self.0.last().map(|it| u64::from(*it))
    }
}

/// Milliseconds as people say them: `850ms`, `12.3s`, `5m 12s`, `3h 25m`, `12d 3h`.
pub(super) fn human(millis: u64) -> String {
    let (seconds, tenths) = (millis / 1_000, millis % 1_000 / 100);
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    match () {
        () if seconds == 0 => format!("{millis}ms"),
        () if minutes == 0 => format!("{seconds}.{tenths}s"),
        () if hours == 0 => format!("{minutes}m {}s", seconds % 60),
        () if days == 0 => format!("{hours}h {}m", minutes % 60),
        () => format!("{days}d {}h", hours % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        let mut held = Held::default();
        assert_eq!((held.median(), held.longest(), held.total()), (None, None, 0));
        for seconds in [9, 1, 5, 2] {
            held.add(Span::seconds(seconds));
        }
        held.sort();
        assert_eq!(
            (held.median(), held.longest(), held.total()),
            (Some(2_000), Some(9_000), 17_000)
        );
        held.add(Span::days(100));
        held.sort();
        assert_eq!((held.median(), held.count()), (Some(5_000), 5));
    }

    #[test]
    fn durations_are_short_to_read() {
        let cases = [
            (0, "0ms"),
            (999, "999ms"),
            (12_345, "12.3s"),
            (59_999, "59.9s"),
            (312_000, "5m 12s"),
            (12_300_000, "3h 25m"),
            (1_047_600_000, "12d 3h"),
        ];
        for (millis, text) in cases {
            assert_eq!(human(millis), text);
        }
    }
}
