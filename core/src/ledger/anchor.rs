//! Points in time that survive a step of the wall clock.

use serde::{Deserialize, Serialize};

use crate::seams::Clock;
use crate::time::{Span, Time};

/// How far wall and boot clock may drift apart before they are taken to contradict each other.
const DRIFT: Span = Span::minutes(2);

/// Now, by the wall clock, the boot clock, and our own number for this run of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) wall: Time,
    pub(crate) boot: Span,
    pub(crate) boot_number: u64,
}

/// A moment in the past or future, as it is kept on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Anchor {
    wall: Time,
    boot_ms: u64,
    boot_number: u64,
}

impl Anchor {
    pub(crate) fn at(now: Moment) -> Anchor {
        Anchor { wall: now.wall, boot_ms: now.boot.millis(), boot_number: now.boot_number }
    }

    pub(crate) fn parts(self) -> (i64, u64, u64) {
        (self.wall.millis(), self.boot_ms, self.boot_number)
    }

    pub(crate) fn from_parts(wall: i64, boot_ms: u64, boot_number: u64) -> Anchor {
        Anchor { wall: Time::from_millis(wall), boot_ms, boot_number }
    }

    /// The moment `until`, seen from `now`.
    pub(crate) fn until(now: Moment, until: Time) -> Anchor {
        let ahead = until.since(now.wall).millis();
        let boot_ms = now.boot.millis().saturating_add(ahead);
        Anchor { wall: until, boot_ms, boot_number: now.boot_number }
    }

    /// When a thing of the past happened. Within a run of the device its boot clock counts; a
    /// time in the future becomes now.
    pub(crate) fn past(&self, now: Moment) -> Time {
        if self.boot_number != now.boot_number {
            return self.wall.min(now.wall);
        }
        now.wall - Span::from_millis(now.boot.millis().saturating_sub(self.boot_ms))
    }

    /// Whether another run of the device wrote down a time that has not come yet: its clock was
    /// ahead.
    pub(crate) fn is_ahead(&self, now: Moment) -> bool {
        self.boot_number != now.boot_number && self.wall > now.wall
    }

    /// When a term that began at `start` ends. It never ends later than its own length from now.
    pub(crate) fn end(&self, start: &Anchor, now: Moment) -> Time {
        if self.boot_number != now.boot_number {
            return self.wall.min(now.wall + self.wall.since(start.wall));
        }
        let left = self.boot_ms.saturating_sub(now.boot.millis());
        let over = now.boot.millis().saturating_sub(self.boot_ms);
        now.wall + Span::from_millis(left) - Span::from_millis(over)
    }
}

/// One process's clock: the wall time at its start, moved on by the boot clock alone, so that no
/// step of the wall clock shortens a wait or prolongs a grant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeBase {
    wall: Time,
    boot: Span,
    pub(crate) boot_number: u64,
}

impl TimeBase {
    pub(crate) fn start(clock: &dyn Clock, boot_number: u64) -> TimeBase {
        TimeBase { wall: clock.wall(), boot: clock.boot(), boot_number }
    }

    pub(crate) fn moment(&self, clock: &dyn Clock) -> Moment {
        self.at(clock.boot())
    }

    pub(crate) fn at(&self, boot: Span) -> Moment {
        let wall = self.wall + boot.since(self.boot);
        Moment { wall, boot, boot_number: self.boot_number }
    }
}

/// The last moment a ledger was written: tells whether the device was restarted since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen(Anchor);

impl Seen {
    pub(crate) fn at(now: Moment) -> Seen {
        Seen(Anchor::at(now))
    }

    /// The boot number for a process that starts now: the last one, or `fresh` after a restart.
    /// The kernel's own boot id would tell for sure, but it identifies the device.
    pub(crate) fn boot_number(&self, clock: &dyn Clock, fresh: u64) -> u64 {
        let Seen(last) = self;
        let ran = clock.boot().millis().checked_sub(last.boot_ms);
        let passed = clock.wall().since(last.wall).millis();
        match ran {
            Some(ran) if passed <= ran.saturating_add(DRIFT.millis()) => last.boot_number,
            _ => fresh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(wall: i64, boot: u64, boot_number: u64) -> Moment {
        Moment { wall: Time::from_millis(wall), boot: Span::from_millis(boot), boot_number }
    }

    #[test]
    fn within_a_run_of_the_device_the_boot_clock_counts() {
        let anchor = Anchor::at(moment(1_000, 100, 7));
        assert_eq!(anchor.past(moment(99_000, 150, 7)).millis(), 98_950);
        assert_eq!(anchor.past(moment(-50, 150, 7)).millis(), -100);
    }

    #[test]
    fn after_a_restart_the_wall_clock_counts_and_the_future_becomes_now() {
        let anchor = Anchor::at(moment(1_000, 100, 7));
        assert_eq!(anchor.past(moment(5_000, 10, 8)).millis(), 1_000);
        assert_eq!(anchor.past(moment(500, 10, 8)).millis(), 500);
    }

    #[test]
    fn only_a_time_of_another_run_that_has_not_come_yet_is_ahead() {
        let anchor = Anchor::at(moment(1_000, 100, 7));
        assert!(anchor.is_ahead(moment(999, 10, 8)));
        assert!(!anchor.is_ahead(moment(1_000, 10, 8)));
        assert!(!anchor.is_ahead(moment(999, 99, 7)), "within a run the boot clock tells");
    }

    #[test]
    fn a_clock_set_back_does_not_prolong_a_grant_beyond_its_length() {
        let start = moment(1_000, 100, 7);
        let end = Anchor::until(start, Time::from_millis(3_000));
        let start = Anchor::at(start);
        assert_eq!(end.end(&start, moment(-90_000, 10, 8)).millis(), -88_000);
        assert_eq!(end.end(&start, moment(2_000, 10, 8)).millis(), 3_000);
        assert_eq!(end.end(&start, moment(77_000, 600, 7)).millis(), 78_500);
        assert_eq!(end.end(&start, moment(77_000, 2_600, 7)).millis(), 76_500);
    }

    struct Stopped(i64, u64);

    impl Clock for Stopped {
        fn wall(&self) -> Time {
            Time::from_millis(self.0)
        }
        fn boot(&self) -> Span {
            Span::from_millis(self.1)
        }
    }

    #[test]
    fn a_restart_shows_in_a_boot_clock_that_is_too_young() {
        let seen = Seen::at(moment(1_000_000, 500_000, 7));
        let number = |wall, boot| seen.boot_number(&Stopped(wall, boot), 8);
        assert_eq!(number(1_060_000, 560_000), 7, "a minute later");
        assert_eq!(number(1_180_000, 560_000), 7, "the clocks drift apart a little");
        assert_eq!(number(1_180_001, 560_000), 8, "more time passed than the device ran");
        assert_eq!(number(1_060_000, 499_999), 8, "it ran longer before");
        assert_eq!(number(0, 560_000), 7, "the wall clock was set back");
    }
}
