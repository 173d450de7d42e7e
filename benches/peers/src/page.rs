//! The page `docs/benchmarks.md`.

use std::fmt::Write;

use crate::Problem;
use crate::crowd::Crowd;
use crate::measure::{Comparison, Plan, Row};
use crate::memory::Growth;
use crate::reading::{self, Answered};
use crate::verify::{self, RECORDS};
use crate::{crowd, engines, sqlite};

const HEAD: &str = "\
# Benchmarks

What the gate costs, beside what one might use instead. All of a table was measured in one run, by
turns: in every round each side gets its share, in a random order. Times are medians over the
rounds; a ratio is taken within each round, Menshen's time divided by the other's, and its median
is shown, for p50 with the quartiles. Below 1, Menshen is faster.

`cargo xtask bench` measures again and writes this page; `cargo bench` only prints it. What must not
grow unnoticed is counted in instructions instead, at every test run: `cargo xtask counts`.
";

const CHECK: &str = "\
## A look: `check`

`policies/netease-cloud-music.json`, purpose `local-music`, everything granted. `check` goes through
every step of the decision; the map answers only whether it knows the name.
";

const ENGINES: &str = "\
## The decision beside policy engines

May this purpose use this resource at this scope in this state? Each engine knows the same needs and
asks for the same: declared, policy accepted, in front, consent given, permission granted; answers of
both kinds were compared first. cedar-policy has a `permit` for each need, casbin a rule, regorus one
rule over a table. The larger policies hold copies of the real purposes, the last as many as the
largest policy file takes.
";

const ACQUIRE: &str = "\
## An access: `acquire` and release

The gate decides on fresh state, logs the decision and the release in a chained, checksummed record
each, and signs in the background. The policy's limits are taken out, they are shorter than the
measurement. Neither side syncs each record.
";

const THREADS: &str = "\
## Many threads on one gate

`check` takes no lock; a sample is the mean of 20 calls. Records of one process go into one segment,
one after the other.
";

const PROCESSES: &str = "\
## Many processes on one folder

Each process writes a segment of its own; SQLite's writers wait for each other (WAL, NORMAL).
";

const LIMITS: &str = "\
## What a declared limit costs

The same access with its declared limit of 2,000 an hour, which is counted across processes in a
file, up to 1,900 accesses in.
";

const OPENING: &str = "\
## Opening a gate

`Gate::open` on the caller's thread, until it can be asked; the log of the crash is a copy that nobody
opened yet, of a process that was aborted.
";

const MEMORY: &str = "\
## Memory

By how much the resident memory of a process of its own grows, once one gate has let 2,000 accesses in:
32 gates and 4,000 leases held at once, divided. The segments of the log are never mapped; memory that
was given back before is used first, so a lease takes more than what shows.
";

const READING: &str = "\
## Asking a long log

Whole processes, from the start to the last byte of output. SQLite answers from a database that
`menshen log export` made before, with its indexes; making it is not counted. `show` and SQLite print
each denial as JSON. Statistics are those of `log stats`, in five queries. The audit judges every
rule; the SQL asks for three: accesses before acceptance, after a refusal, and the most in an hour.
";

const VERIFY: &str = "## Judging a log: `verify`\n";

/// What the page tells of.
pub(crate) struct Measured {
    pub(crate) check: Comparison,
    pub(crate) engines: Vec<engines::Measured>,
    pub(crate) acquire: Comparison,
    pub(crate) crowd: crowd::Measured,
    pub(crate) limits: Comparison,
    pub(crate) opening: Comparison,
    pub(crate) memory: Vec<Growth>,
    pub(crate) verify: verify::Measured,
    pub(crate) reading: reading::Measured,
}

pub(crate) fn page(machine: &str, measured: &Measured) -> Result<String, Problem> {
    let Measured { check, engines, acquire, crowd, limits, opening, memory, verify, reading } =
        measured;
    let mut page = format!("{HEAD}\nMachine: {machine}.\n");
    section(&mut page, CHECK, check)?;
    policy_engines(&mut page, engines)?;
    section(&mut page, ACQUIRE, acquire)?;
    page.push_str(&peers());
    many(&mut page, crowd)?;
    section(&mut page, LIMITS, limits)?;
    section(&mut page, OPENING, opening)?;
    growths(&mut page, memory)?;
    write!(page, "\n{VERIFY}\n")?;
    throughput(&mut page, verify)?;
    questions(&mut page, reading)?;
    Ok(page)
}

fn section(page: &mut String, text: &str, comparison: &Comparison) -> Result<(), Problem> {
    write!(page, "\n{text}\n{}\n", method(comparison.plan))?;
    table(page, comparison)
}

fn policy_engines(page: &mut String, sizes: &[engines::Measured]) -> Result<(), Problem> {
    write!(page, "\n{ENGINES}")?;
    for engines::Measured { purposes, comparison } in sizes {
        write!(page, "\n{purposes} purposes. {}\n", method(comparison.plan))?;
        table(page, comparison)?;
    }
    Ok(())
}

fn many(page: &mut String, measured: &crowd::Measured) -> Result<(), Problem> {
    for (text, crowds) in [(THREADS, &measured.threads), (PROCESSES, &measured.processes)] {
        write!(page, "\n{text}\n| | at once | p50 | p99 | p99.9 | longest | million calls/s |\n")?;
        page.push_str("|---|---:|---:|---:|---:|---:|---:|\n");
        for Crowd { name, workers, times, rate } in crowds {
            let times = times.map(time).join(" | ");
            writeln!(page, "| {name} | {workers} | {times} | {:.2} |", rate / 1e6)?;
        }
    }
    Ok(())
}

fn method(Plan { rounds, samples, calls }: Plan) -> String {
    let each =
        if calls == 1 { "one call".to_owned() } else { format!("the mean of {calls} calls") };
    format!("{rounds} rounds of {samples} samples for each side, a sample being {each}.\n")
}

fn table(page: &mut String, comparison: &Comparison) -> Result<(), Problem> {
    page.push_str("| | p50 | p99 | Menshen ÷ this, p50 | p99 |\n|---|---:|---:|---:|---:|\n");
    for (index, row) in comparison.rows().enumerate() {
        let Row { name, p50, p99, ratio_p99, .. } = row;
        let ratios = format!("{} | {}", spread(row.ratio), ratio(ratio_p99));
        let ratios = if index == 0 { " | ".to_owned() } else { ratios };
        writeln!(page, "| {name} | {} | {} | {ratios} |", time(p50), time(p99))?;
    }
    Ok(())
}

fn peers() -> String {
    format!(
        "\nSQLite {} with WAL, `synchronous` NORMAL, a prepared statement, one row of 100 bytes to a\n\
        transaction; redb 4 the same with `Durability::None`. The lines of JSON hold the same words, and\n\
        no chain. The bare writes put 100 bytes each into a file that is already there: what survives a\n\
        kill of the process takes a write at least.\n",
        sqlite::version()
    )
}

fn growths(page: &mut String, growths: &[Growth]) -> Result<(), Problem> {
    write!(page, "\n{MEMORY}\n| | KiB |\n|---|---:|\n")?;
    for Growth { name, bytes } in growths {
        writeln!(page, "| {name} | {} |", three_digits(bytes / 1024.0))?;
    }
    Ok(())
}

fn throughput(
    page: &mut String,
    verify::Measured { comparison, bytes }: &verify::Measured,
) -> Result<(), Problem> {
    let mib = mebibytes(*bytes);
    writeln!(
        page,
        "A signed log of {RECORDS} records, {mib:.1} MiB; {} rounds.\n",
        comparison.plan.rounds
    )?;
    page.push_str(
        "| | time | million records/s | MiB/s | Menshen ÷ this, time |\n|---|---:|---:|---:|---:|\n",
    );
    for (index, Row { name, p50, ratio, .. }) in comparison.rows().enumerate() {
        let seconds = p50 / 1e9;
        let ratio = if index == 0 { String::new() } else { spread(ratio) };
        let (records, speed) = (f64::from(RECORDS) / seconds / 1e6, mib / seconds);
        writeln!(page, "| {name} | {} | {records:.2} | {speed:.0} | {ratio} |", time(p50))?;
    }
    Ok(())
}

fn questions(page: &mut String, reading: &reading::Measured) -> Result<(), Problem> {
    let [log, database] = reading.bytes.map(mebibytes);
    let records = reading.records;
    let rounds = reading.answers.first().map_or(0, |answer| answer.comparison.plan.rounds);
    write!(page, "\n{READING}\n")?;
    writeln!(
        page,
        "{records} records: {log:.0} MiB as a log, {database:.0} MiB as a database; {rounds} rounds.\n"
    )?;
    page.push_str("| | time | most memory | Menshen ÷ this, time |\n|---|---:|---:|---:|\n");
    for Answered { question, comparison, peaks } in &reading.answers {
        for (Row { name, p50, ratio, .. }, peak) in comparison.rows().zip(peaks) {
            let ratio = if name.contains("menshen") { String::new() } else { spread(ratio) };
            let peak = mebibytes(*peak);
            writeln!(page, "| {question}: {name} | {} | {peak:.0} MiB | {ratio} |", time(p50))?;
        }
    }
    Ok(())
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

fn spread([low, median, high]: [f64; 3]) -> String {
    format!("{} ({}–{})", ratio(median), ratio(low), ratio(high))
}

fn ratio(value: f64) -> String {
    match value {
        value if value < 0.01 => format!("1/{:.0}", value.recip()),
        value if value < 0.1 => format!("{value:.3}"),
        value => format!("{value:.2}"),
    }
}

/// With three digits.
fn time(ns: f64) -> String {
    match ns {
        ns if ns < 1e3 => format!("{} ns", three_digits(ns)),
        ns if ns < 1e6 => format!("{} µs", three_digits(ns / 1e3)),
        ns if ns < 1e9 => format!("{} ms", three_digits(ns / 1e6)),
        ns => format!("{} s", three_digits(ns / 1e9)),
    }
}

fn three_digits(value: f64) -> String {
    match value {
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}
