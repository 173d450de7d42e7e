//! When the app was started, as its user sees it.

use std::collections::HashSet;

use menshen::AppState;
use menshen::log::{Event, PolicyAct};

use crate::audit::judges::Seen;
use crate::audit::moment::Moment;

/// The newest launch.
#[derive(Default)]
pub(in crate::audit) struct Launches {
    /// Processes that started and were not in the foreground so far.
    new: HashSet<u32>,
    /// When one of them came to the foreground.
    shown: Option<Moment>,
    /// When the app last began to be of use, and how often it has: a process started, came to the
    /// foreground, or the policy that stood in the way was accepted.
    begun: Option<(u64, Moment)>,
}

impl Launches {
    pub(in crate::audit) fn take(&mut self, seen: &Seen<'_>) {
        let process = seen.record.process;
        match seen.record.event {
            Event::ProcessStart { .. } => {
                self.new.insert(process);
                self.begin(seen.at);
            }
            Event::AppState { state: AppState::Foreground } if self.new.remove(&process) => {
                self.shown = Some(seen.at);
                self.begin(seen.at);
            }
            Event::Policy { act: PolicyAct::Accepted, .. } => self.begin(seen.at),
            _ => {}
        }
    }

    fn begin(&mut self, at: Moment) {
        let times = self.begun.map_or(0, |(times, _)| times);
        self.begun = Some((times + 1, at));
    }

    pub(in crate::audit) fn shown(&self) -> Option<Moment> {
        self.shown
    }

    pub(in crate::audit) fn begun(&self) -> Option<(u64, Moment)> {
        self.begun
    }
}
