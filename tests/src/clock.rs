//! A clock that a test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use menshen::seams::{Clock, Seams};
use menshen::{Span, Time};

/// A clock that stands until it is moved. Wall and boot clock can be moved apart.
#[derive(Default)]
pub struct TestClock {
    wall: AtomicI64,
    boot: AtomicI64,
}

const START: i64 = 1_795_104_000_000;
/// How long the device has been running at first, and after a restart.
const LONG_AGO: i64 = 1_000_000;
const JUST_STARTED: i64 = 20_000;

impl TestClock {
    /// The system's disk and randomness with a clock of the test's own.
    pub fn seams() -> (Arc<TestClock>, Seams) {
        let clock = Arc::new(TestClock::default());
        let seams = Seams { clock: clock.clone(), ..Seams::system() };
        (clock, seams)
    }

    /// Lets time pass.
    pub fn pass(&self, span: Span) {
        let millis = i64::try_from(span.millis()).unwrap();
        self.wall.fetch_add(millis, Ordering::SeqCst);
        self.boot.fetch_add(millis, Ordering::SeqCst);
    }

    /// Somebody sets the wall clock.
    pub fn step(&self, millis: i64) {
        self.wall.fetch_add(millis, Ordering::SeqCst);
    }

    /// The device starts again.
    pub fn restart(&self) {
        self.boot.store(JUST_STARTED - LONG_AGO, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn wall(&self) -> Time {
        Time::from_millis(START + self.wall.load(Ordering::SeqCst))
    }

    fn boot(&self) -> Span {
        Span::from_millis((LONG_AGO + self.boot.load(Ordering::SeqCst)) as u64)
    }
}
