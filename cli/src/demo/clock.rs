//! The demo's clock: a day passes in a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use menshen::seams::{Clock, Seams};
use menshen::{Span, Time};

/// Midnight before the demo's day, 2026-11-20 in China.
const MIDNIGHT: i64 = 1_795_104_000_000;
/// The phone was started the evening before.
const RUNNING: i64 = 6 * 3_600_000;

/// A clock that moves only when told to.
#[derive(Default)]
pub(super) struct ScriptedClock(AtomicI64);

impl ScriptedClock {
    /// Sets the clock to this many milliseconds after midnight.
    pub(super) fn set(&self, offset: i64) {
        self.0.store(offset, Ordering::Relaxed);
    }

    pub(super) fn offset(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// The system's disk and randomness, with this clock.
    pub(super) fn seams(self: &Arc<Self>) -> Seams {
        Seams { clock: self.clone(), ..Seams::system() }
    }
}

impl Clock for ScriptedClock {
    fn wall(&self) -> Time {
        Time::from_millis(MIDNIGHT + self.offset())
    }

    fn boot(&self) -> Span {
        Span::from_millis(u64::try_from(RUNNING + self.offset()).unwrap_or(0))
    }
}
