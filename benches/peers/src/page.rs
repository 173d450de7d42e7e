//! The page `docs/benchmarks.md`.

use std::fmt::Write;

use crate::Problem;
use crate::measure::{Comparison, Plan, Row};
use crate::reading::{self, Answered};
use crate::sqlite;
use crate::verify::{Measured, RECORDS};

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

const ACQUIRE: &str = "\
## An access: `acquire` and release

The gate decides on fresh state, logs the decision and the release in a chained, checksummed record
each, and signs in the background. The policy's limits are taken out, they are shorter than the
measurement. Neither side syncs each record.
";

const LIMITS: &str = "\
## What a declared limit costs

The same access with its declared limit of 2,000 an hour, which is counted across processes in a
file, up to 1,900 accesses in.
";

const OPENING: &str = "\
## Opening a gate

`Gate::open` on the caller's thread, until it can be asked; three folders as earlier runs left them.
";

const READING: &str = "\
## Asking a long log

Whole processes, from the start to the last byte of output. SQLite answers from a database that
`menshen log export` made before, with its indexes; making it is not counted. `show` and SQLite print
each denial as JSON. Statistics are those of `log stats`, in five queries. The audit judges every
rule; the SQL asks for three: accesses before acceptance, after a refusal, and the most in an hour.
";

const VERIFY: &str = "## Judging a log: `verify`\n";

pub(crate) fn page(
    machine: &str,
    check: &Comparison,
    acquire: &Comparison,
    limits: &Comparison,
    opening: &Comparison,
    verify: &Measured,
    reading: &reading::Measured,
) -> Result<String, Problem> {
    let mut page = format!("{HEAD}\nMachine: {machine}.\n");
    for (text, comparison) in
        [(CHECK, check), (ACQUIRE, acquire), (LIMITS, limits), (OPENING, opening)]
    {
        write!(page, "\n{text}\n{}\n", method(comparison.plan))?;
        table(&mut page, comparison)?;
        if text == ACQUIRE {
            page.push_str(&peers());
        }
    }
    write!(page, "\n{VERIFY}\n")?;
    throughput(&mut page, verify)?;
    questions(&mut page, reading)?;
    Ok(page)
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
        let ratios = format!("{} | {ratio_p99:.2}", spread(row.ratio));
        let ratios = if index == 0 { " | ".to_owned() } else { ratios };
        writeln!(page, "| {name} | {} | {} | {ratios} |", time(p50), time(p99))?;
    }
    Ok(())
}

fn peers() -> String {
    format!(
        "\nSQLite {} with WAL, `synchronous` NORMAL, a prepared statement, one row of 100 bytes to a\n\
        transaction. The bare writes put 100 bytes each into a file that is already there: what\n\
        survives a kill of the process takes a write at least.\n",
        sqlite::version()
    )
}

fn throughput(page: &mut String, Measured { comparison, bytes }: &Measured) -> Result<(), Problem> {
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
    format!("{median:.2} ({low:.2}–{high:.2})")
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
