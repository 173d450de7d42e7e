//! Paired measurement: in every round each side is measured, in a random order.
//!
//! What disturbs the machine for a while disturbs all sides of a round; so sides are compared
//! within a round, and the median over the rounds is what counts.

use std::time::{Duration, Instant};

use crate::Problem;

/// How much to measure.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// How often the clock is read in a round, for each side.
    pub(crate) samples: usize,
    /// How many calls lie between two readings.
    pub(crate) calls: u32,
}

impl Plan {
    /// A few rounds, to see that it runs.
    pub(crate) fn quick(self, quick: bool) -> Plan {
        if quick { Plan { rounds: 3, ..self } } else { self }
    }
}

/// One of those that are compared.
pub(crate) struct Side<'a> {
    name: &'static str,
    sample: Box<dyn FnMut(u32) -> Result<Duration, Problem> + 'a>,
    rounds: Vec<Round>,
}

/// Nanoseconds per call in one round.
#[derive(Clone, Copy)]
struct Round {
    p50: f64,
    p99: f64,
}

impl<'a> Side<'a> {
    pub(crate) fn new(
        name: &'static str,
        mut call: impl FnMut() -> Result<(), Problem> + 'a,
    ) -> Side<'a> {
        let sample = move |calls| {
            let start = Instant::now();
            for _ in 0..calls {
                call()?;
            }
            Ok(start.elapsed())
        };
        Side { name, sample: Box::new(sample), rounds: Vec::new() }
    }

    /// A side whose call says itself how long the part of it took that is measured.
    pub(crate) fn timed(
        name: &'static str,
        mut call: impl FnMut() -> Result<Duration, Problem> + 'a,
    ) -> Side<'a> {
        let sample = move |calls| (0..calls).map(|_| call()).sum();
        Side { name, sample: Box::new(sample), rounds: Vec::new() }
    }

    fn round(&mut self, plan: Plan) -> Result<Round, Problem> {
        let sample = |_| {
            let elapsed = (self.sample)(plan.calls)?;
            Ok(elapsed.as_nanos() as f64 / f64::from(plan.calls))
        };
        let samples = (0..plan.samples).map(sample).collect::<Result<Vec<f64>, Problem>>()?;
        Ok(Round { p50: quantile(&samples, 0.5), p99: quantile(&samples, 0.99) })
    }
}

/// What came out; the first side is Menshen's.
pub(crate) struct Comparison {
    pub(crate) plan: Plan,
    sides: Vec<(&'static str, Vec<Round>)>,
}

/// One side beside the first: medians over the rounds.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    /// The first side's p50 divided by this side's: the quartiles over the rounds.
    pub(crate) ratio: [f64; 3],
    /// The same for p99, the median alone.
    pub(crate) ratio_p99: f64,
}

/// Measures all sides by turns.
pub(crate) fn compare(plan: Plan, mut sides: Vec<Side<'_>>) -> Result<Comparison, Problem> {
    // The first round warms up and does not count.
    for round in 0..=plan.rounds {
        let mut order: Vec<&mut Side<'_>> = sides.iter_mut().collect();
        fastrand::shuffle(&mut order);
        for side in order {
            let measured = side.round(plan)?;
            side.rounds.extend((round > 0).then_some(measured));
        }
    }
    let sides = sides.into_iter().map(|side| (side.name, side.rounds)).collect();
    Ok(Comparison { plan, sides })
}

impl Comparison {
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        let own = self.sides.first().map(|(_, rounds)| rounds.as_slice()).unwrap_or_default();
        self.sides.iter().map(|(name, rounds)| Row::new(name, own, rounds))
    }
}

impl Row {
    fn new(name: &'static str, own: &[Round], rounds: &[Round]) -> Row {
        let median = |field: fn(&Round) -> f64| {
            quantile(&rounds.iter().map(field).collect::<Vec<f64>>(), 0.5)
        };
        let ratios = |field: fn(&Round) -> f64| {
            let pairs = own.iter().zip(rounds);
            pairs.map(|(own, other)| field(own) / field(other)).collect::<Vec<f64>>()
        };
        let ratio = ratios(|round| round.p50);
        Row {
            name,
            p50: median(|round| round.p50),
            p99: median(|round| round.p99),
            ratio: [0.25, 0.5, 0.75].map(|part| quantile(&ratio, part)),
            ratio_p99: quantile(&ratios(|round| round.p99), 0.5),
        }
    }
}

/// The value below which this part of the values lies: the nearest one that was measured.
pub(crate) fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}
