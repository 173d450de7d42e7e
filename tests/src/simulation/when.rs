//! Time as docs/adr/0004 has it: within a run of the device its boot clock counts, across runs the
//! wall clock.

use jiff::Timestamp;

/// A moment, in milliseconds, by the clocks of the process that saw it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    pub(super) wall: i64,
    pub(super) boot: i64,
    /// The run of the device that the process takes this for.
    pub(super) run: u64,
}

impl Moment {
    /// When it was, as it looks from now. A time in the future is now.
    pub(super) fn seen(self, now: Moment) -> i64 {
        match self.run == now.run {
            true => now.wall - (now.boot - self.boot).max(0),
            false => self.wall.min(now.wall),
        }
    }

    /// When a term of this length ends that began then: never later than its own length from now.
    pub(super) fn end(self, length: i64, now: Moment) -> i64 {
        match self.run == now.run {
            true => now.wall - now.boot + self.boot + length,
            false => (self.wall + length).min(now.wall + length),
        }
    }

    /// Whether another run of the device wrote down a time that has not come yet.
    pub(super) fn is_to_come(self, now: Moment) -> bool {
        self.run != now.run && self.wall > now.wall
    }

    /// Whether the device seems to have been restarted since, for a process that starts now.
    pub(super) fn is_over(self, (wall, boot): (i64, i64)) -> bool {
        const DRIFT: i64 = 120_000;
        boot < self.boot || wall - self.wall > boot - self.boot + DRIFT
    }
}

pub(super) fn stamp(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap()
}
