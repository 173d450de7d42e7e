//! A clock that tests move: the system's, and what they put on top of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use menshen::seams::{Clock, Seams};
use menshen::{Span, Time};

static AHEAD: AtomicU64 = AtomicU64::new(0);

struct MovedClock(Arc<dyn Clock>);

impl Clock for MovedClock {
    fn wall(&self) -> Time {
        self.0.wall() + ahead()
    }

    fn boot(&self) -> Span {
        Span::from_millis(self.0.boot().millis() + ahead().millis())
    }
}

fn ahead() -> Span {
    Span::from_millis(AHEAD.load(Ordering::SeqCst))
}

/// The system's windows on the world, but for the clock.
pub fn seams() -> Seams {
    let system = Seams::system();
    Seams { clock: Arc::new(MovedClock(system.clock)), ..system }
}

/// Moves the clocks of every gate in this process: wall and boot together, as when time passes.
pub fn pass(millis: u64) {
    AHEAD.fetch_add(millis, Ordering::SeqCst);
}
