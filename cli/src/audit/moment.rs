//! When something happened, and how long ago that was.

use menshen::log::{Event, LeaseEnd, Record};
use menshen::{Span, Time};

/// When a record was written. Within a run of the device its boot clock counts, which nobody can
/// set; across runs there is only the wall clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) wall: Time,
    boot: Span,
    process: Option<u32>,
    /// The run of the device, where it is known.
    run: Option<u64>,
}

impl Moment {
    pub(crate) fn of(record: &Record<'_>, run: Option<u64>) -> Moment {
        let Record { wall, boot, process, .. } = *record;
        // Written for the dead by another process, perhaps in another run of the device.
        let for_the_dead =
            matches!(record.event, Event::LeaseEnd { how: LeaseEnd::ProcessDied, .. });
        let process = (!for_the_dead).then_some(process);
        Moment { wall, boot, process, run: run.filter(|_| !for_the_dead) }
    }

    /// The span since `earlier`; zero when the clocks contradict that order.
    pub(crate) fn since(self, earlier: Moment) -> Span {
        let same_process = self.process.is_some() && self.process == earlier.process;
        let same_run = self.run.is_some() && self.run == earlier.run;
        match same_process || same_run {
            true => self.boot.since(earlier.boot),
            false => self.wall.since(earlier.wall),
        }
    }
}
