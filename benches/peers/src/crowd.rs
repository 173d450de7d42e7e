//! Many at once: threads on one gate, processes on one folder, beside SQLite.

mod processes;
mod threads;

use std::time::{Duration, Instant};

use nix::time::{ClockId, clock_gettime};

use crate::Problem;
use crate::folder::Folder;
use crate::measure::quantile;

pub(crate) use processes::work;

const ROUNDS: usize = 5;

/// How long each call took, over everybody and all rounds.
pub(crate) struct Crowd {
    pub(crate) name: &'static str,
    pub(crate) workers: usize,
    /// Nanoseconds: p50, p99, p99.9 and the longest.
    pub(crate) times: [f64; 4],
    /// Calls a second, all together: the median over the rounds.
    pub(crate) rate: f64,
}

/// What came out.
pub(crate) struct Measured {
    pub(crate) threads: Vec<Crowd>,
    pub(crate) processes: Vec<Crowd>,
}

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Measured, Problem> {
    let rounds = if quick { 1 } else { ROUNDS };
    Ok(Measured {
        threads: threads::measure(folder, rounds)?,
        processes: processes::measure(folder, rounds)?,
    })
}

/// What one of a crowd did.
struct Work {
    /// Nanoseconds per call.
    samples: Vec<f64>,
    /// By the clock that all processes share.
    begin: Duration,
    end: Duration,
}

impl Work {
    fn done(
        samples: usize,
        calls: u32,
        mut call: impl FnMut() -> Result<(), Problem>,
    ) -> Result<Work, Problem> {
        let begin = now()?;
        let sample = |_| {
            let start = Instant::now();
            for _ in 0..calls {
                call()?;
            }
            Ok(start.elapsed().as_nanos() as f64 / f64::from(calls))
        };
        let samples = (0..samples).map(sample).collect::<Result<Vec<f64>, Problem>>()?;
        Ok(Work { samples, begin, end: now()? })
    }
}

fn now() -> Result<Duration, Problem> {
    Ok(clock_gettime(ClockId::CLOCK_MONOTONIC)?.into())
}

/// What one crowd did in one round.
struct Round {
    /// Nanoseconds per call.
    samples: Vec<f64>,
    /// Calls a second, from the first's start to the last's end.
    rate: f64,
}

impl Round {
    fn of(works: Vec<Work>, calls: u32) -> Round {
        let begin = works.iter().map(|work| work.begin).min().unwrap_or_default();
        let end = works.iter().map(|work| work.end).max().unwrap_or_default();
        let samples: Vec<f64> = works.into_iter().flat_map(|work| work.samples).collect();
        let rate = samples.len() as f64 * f64::from(calls) / (end - begin).as_secs_f64();
        Round { samples, rate }
    }
}

impl Crowd {
    fn of(name: &'static str, workers: usize, rounds: &[Round]) -> Crowd {
        let rates: Vec<f64> = rounds.iter().map(|round| round.rate).collect();
        let calls: Vec<f64> = rounds.iter().flat_map(|it| it.samples.iter().copied()).collect();
        let times = [0.5, 0.99, 0.999, 1.0].map(|part| quantile(&calls, part));
        Crowd { name, workers, times, rate: quantile(&rates, 0.5) }
    }
}
