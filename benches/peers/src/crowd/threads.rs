//! Threads on one gate.

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;

use menshen::log::Retention;
use menshen::{Access, Gate};

use super::{Crowd, Round, Work};
use crate::Problem;
use crate::folder::Folder;
use crate::gate::{self, acquire_and_release};

const CROWDS: [usize; 4] = [1, 2, 4, 8];

/// What each thread does, and how many calls lie between two readings of the clock.
struct Act {
    name: &'static str,
    calls: u32,
    samples: usize,
    call: fn(&Gate, &Access) -> Result<(), Problem>,
}

/// Long enough that threads which share a core take turns at it.
const ACTS: [Act; 2] = [
    Act {
        name: "`check`",
        calls: 20,
        samples: 50_000,
        call: |gate, access| Ok(black_box(gate.check(access))?),
    },
    Act { name: "`acquire` and release", calls: 1, samples: 20_000, call: acquire_and_release },
];

pub(super) fn measure(folder: &Folder, rounds: usize) -> Result<Vec<Crowd>, Problem> {
    let policy = gate::unlimited_policy()?;
    let gate = gate::open(&folder.at("threads"), policy, Retention::default())?;
    let crowd = |act: &Act, workers: usize| {
        let rounds: Result<Vec<Round>, Problem> =
            (0..rounds).map(|_| round(&gate, act, workers)).collect();
        Ok(Crowd::of(act.name, workers, &rounds?))
    };
    let all = ACTS.iter().flat_map(|act| CROWDS.map(|workers| crowd(act, workers)));
    all.collect()
}

fn round(gate: &Gate, act: &Act, workers: usize) -> Result<Round, Problem> {
    let start_line = Barrier::new(workers);
    let works = thread::scope(|scope| {
        let work = || {
            start_line.wait();
            // A `Problem` stays in its thread.
            let access = gate::access().map_err(|unknown| unknown.to_string())?;
            let call = || (act.call)(gate, black_box(&access));
            Work::done(act.samples, act.calls, call).map_err(|problem| problem.to_string())
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined = threads.into_iter().map(|it| it.join().map_err(|_| "a thread panicked"));
        joined.map(|it| Ok(it??)).collect::<Result<Vec<Work>, Problem>>()
    })?;
    Ok(Round::of(works, act.calls))
}
