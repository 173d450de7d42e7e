//! Processes on one folder: Menshen's gate, and one database in SQLite.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use menshen::log::Retention;

use super::{Crowd, Round, Work};
use crate::Problem;
use crate::folder::Folder;
use crate::gate::{self, acquire_and_release};
use crate::sqlite::Sqlite;

const CROWDS: [usize; 3] = [1, 2, 4];
const CALLS: usize = 5_000;
const SIDES: [(&str, &str); 2] =
    [("menshen", "`acquire` and release"), ("sqlite", "SQLite: two inserts")];

pub(super) fn measure(folder: &Folder, rounds: usize) -> Result<Vec<Crowd>, Problem> {
    let mut crowds = Vec::new();
    for workers in CROWDS {
        let mut sides = SIDES.map(|_| Vec::new());
        // By turns: what disturbs the machine for a while disturbs both.
        for number in 0..rounds {
            for ((side, _), measured) in SIDES.iter().zip(&mut sides) {
                let dir = folder.at(&format!("{side}-{workers}-{number}"));
                std::fs::create_dir(&dir)?;
                measured.push(round(side, &dir, workers)?);
            }
        }
        let named = SIDES.iter().zip(&sides);
        crowds.extend(named.map(|((_, name), rounds)| Crowd::of(name, workers, rounds)));
    }
    Ok(crowds)
}

fn round(side: &str, dir: &Path, workers: usize) -> Result<Round, Problem> {
    let mut started = Vec::new();
    // One after the other, so that the first has made what the others share.
    for _ in 0..workers {
        started.push(Worker::start(side, dir)?);
    }
    for worker in &mut started {
        worker.go()?;
    }
    let works = started.into_iter().map(Worker::work);
    Ok(Round::of(works.collect::<Result<Vec<Work>, Problem>>()?, 1))
}

/// A process that is ready, and works when it is told to.
struct Worker {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn start(side: &str, dir: &Path) -> Result<Worker, Problem> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--work").arg(side).arg(dir).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let mut worker = Worker { child, output: BufReader::new(output) };
        worker.output.read_line(&mut String::new())?;
        Ok(worker)
    }

    fn go(&mut self) -> Result<(), Problem> {
        Ok(self.child.stdin.take().ok_or("no input")?.write_all(b"go\n")?)
    }

    fn work(mut self) -> Result<Work, Problem> {
        let mut text = String::new();
        self.output.read_to_string(&mut text)?;
        let status = self.child.wait()?;
        if !status.success() {
            return Err(format!("a worker failed: {status}").into());
        }
        let mut numbers = text.lines().map(str::parse::<u64>);
        let mut time = || Ok::<_, Problem>(Duration::from_nanos(numbers.next().ok_or("no time")??));
        let (begin, end) = (time()?, time()?);
        let samples = numbers.map(|number| Ok(number? as f64)).collect::<Result<_, Problem>>()?;
        Ok(Work { samples, begin, end })
    }
}

/// What a worker does: says that it is ready, waits, works, prints when it began and ended, and then
/// how long each call took, in nanoseconds.
pub(crate) fn work(side: &str, dir: &Path) -> Result<String, Problem> {
    match side {
        "menshen" => {
            let gate = gate::open(dir, gate::unlimited_policy()?, Retention::default())?;
            let access = gate::access()?;
            when_told(|| acquire_and_release(&gate, &access))
        }
        "sqlite" => {
            let mut sqlite = Sqlite::open(&dir.join("log.sqlite"))?;
            when_told(|| sqlite.insert_two())
        }
        other => Err(format!("nobody works as `{other}`").into()),
    }
}

fn when_told(call: impl FnMut() -> Result<(), Problem>) -> Result<String, Problem> {
    println!("ready");
    std::io::stdin().read_line(&mut String::new())?;
    let Work { samples, begin, end } = Work::done(CALLS, 1, call)?;
    let times = [begin, end].map(|time| time.as_nanos()).into_iter();
    let numbers = times.chain(samples.iter().map(|sample| *sample as u128));
    Ok(numbers.map(|number| format!("{number}\n")).collect())
}
