//! Where the app is, over its processes: for 5 seconds after moving back, a process still counts as
//! where it was.

use menshen::AppState;

use super::when::Moment;

const GRACE: i64 = 5_000;

/// A process, as the model knows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Process {
    /// The number of its version of the policy.
    pub(super) version: usize,
    started: Moment,
    state: AppState,
    before: AppState,
    moved: i64,
}

impl Process {
    pub(super) fn new(version: usize, started: Moment) -> Process {
        let state = AppState::Background;
        Process { version, started, state, before: state, moved: started.boot }
    }

    /// Its own clock: the wall clock at its start, moved on by the boot clock.
    pub(super) fn now(&self, boot: i64) -> Moment {
        Moment { wall: self.started.wall + boot - self.started.boot, boot, ..self.started }
    }

    /// Moving on within the grace does not prolong it.
    pub(super) fn go(&mut self, state: AppState, boot: i64) {
        if state == self.state {
            return;
        }
        if state == AppState::Foreground {
            self.before = state;
        } else if boot - self.moved >= GRACE || self.before == self.state {
            (self.before, self.moved) = (self.state, boot);
        }
        self.state = state;
    }

    pub(super) fn counts_as(&self, boot: i64) -> AppState {
        if boot - self.moved < GRACE { self.state.min(self.before) } else { self.state }
    }
}
