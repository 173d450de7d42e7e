//! Tortures the gate for as long as one likes; `cargo xtask torture --help` says how.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use menshen_tests::torture::options::Options;
use menshen_tests::torture::{Discipline, Totals, Violated, grouped, kills, run};

/// How long a discipline goes on before it is another's turn.
const TURN: Duration = Duration::from_secs(60);
/// How often one hears of it.
const TELL: Duration = Duration::from_secs(15);

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Some((_, place)) = args.split_first().filter(|(first, _)| *first == "writer") {
        kills::writer::run(place);
    }
    let options = match Options::parse(&args) {
        Ok(options) => options,
        Err(wrong) => {
            eprintln!("{wrong}; see --help");
            return ExitCode::from(2);
        }
    };
    match torture(&options) {
        Ok(text) => {
            println!("\n{text}");
            ExitCode::SUCCESS
        }
        Err((discipline, Violated(seed))) => {
            eprintln!("\n{} violated; what did not hold stands above. Once more:", discipline.name);
            eprintln!("cargo xtask torture {} --seed {seed} --rounds 1", discipline.name);
            ExitCode::FAILURE
        }
    }
}

/// One discipline's share of the run.
struct Part {
    discipline: &'static Discipline,
    /// The seed of its next round.
    seed: u64,
    totals: Totals,
    time: Duration,
}

/// By turns until the time is over; what was done in all.
fn torture(options: &Options) -> Result<String, (&'static Discipline, Violated)> {
    let part = |discipline: &&'static Discipline| Part {
        discipline,
        seed: options.seed,
        totals: Totals::default(),
        time: Duration::ZERO,
    };
    let mut parts: Vec<Part> = options.disciplines.iter().map(part).collect();
    let (start, turn) = (Instant::now(), TURN.min(options.time / parts.len() as u32));
    println!("torture for {} minutes from seed {}", options.time.as_secs() / 60, options.seed);
    loop {
        for part in &mut parts {
            part.turn(options, turn).map_err(|violated| (part.discipline, violated))?;
        }
        if options.rounds.is_some() || start.elapsed() >= options.time {
            return Ok(parts.iter().map(|part| part.summary(options)).collect());
        }
    }
}

impl Part {
    fn turn(&mut self, options: &Options, turn: Duration) -> Result<(), Violated> {
        let start = Instant::now();
        let mut told = start;
        let end = options.rounds.map_or(u64::MAX, |rounds| self.seed.saturating_add(rounds));
        let name = self.discipline.name;
        let enough = |totals: &Totals| {
            if told.elapsed() > TELL
                && let Some((what, count)) = totals.first()
            {
                told = Instant::now();
                println!("{name}: {} {what}", grouped(count));
            }
            options.rounds.is_none() && start.elapsed() >= turn
        };
        self.seed = run(self.discipline, self.seed..end, &mut self.totals, enough)?;
        self.time += start.elapsed();
        Ok(())
    }

    fn summary(&self, options: &Options) -> String {
        let Part { discipline, seed, totals, time } = self;
        let (name, rounds, minutes) = (discipline.name, seed - options.seed, time.as_secs() / 60);
        let seconds = time.as_secs() % 60;
        let from = options.seed;
        format!(
            "{name}: {rounds} rounds in {minutes}m {seconds}s, seeds from {from}, 0 violations\n{totals}\n"
        )
    }
}
