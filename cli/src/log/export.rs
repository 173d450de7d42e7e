//! `menshen log export`: the log for other tools.

mod cell;
mod columns;
mod csv;
mod destination;
mod format;
mod ndjson;
mod parquet;
mod row;
mod source;
mod sqlite;
mod text;

use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};

use super::Pulled;
use super::filter::Filter;
use crate::lang::Lang;
use crate::progress::Progress;
use crate::zone::Zone;
use crate::{Failure, Outcome, input};

use destination::{Part, Whole};
use format::Format;
use source::{Source, Tally};

/// Export the records to NDJSON, CSV, SQLite or Parquet
///
/// One row a record, from the oldest to the newest, times in UTC. Damage and gaps are rows too, of
/// the kinds `damage`, `gap` and `unknown`. NDJSON is what `menshen log show --json` prints; the
/// columns of the others stand in docs/export.md and change only with the number of the schema.
///
/// A file appears under its name once it is whole.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log export menshen -o log.parquet\n  \
    menshen log export menshen -o log.sqlite --since 2026-11-21T00:00:00+08:00\n  \
    menshen log export menshen --format csv | head\n  \
    sqlite3 log.sqlite \"SELECT resource, sum(count) FROM accesses WHERE verdict = 'deny' GROUP BY 1\"\n\n\
    Exit codes: 0 written, with a warning when the log is damaged; 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, the folder `log` in it, or a bundle: .tar, .tar.gz, .zip, - for stdin
    log: PathBuf,
    /// The format; without it, what the name of the file ends in
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write; `-` or nothing is the standard output (NDJSON and CSV only)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    /// Language of the messages; the exported words are the same in both
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// Time zone of times given without one: local, utc, +08:00 or Asia/Shanghai
    #[arg(long = "tz", value_name = "ZONE", default_value = "local")]
    zone: Zone,
    #[command(flatten)]
    filter: Filter,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = Format::choose(args.format, file).map_err(|why| why.say(args.lang))?;
    match file {
        Some(file) => to_file(args, format, file)?,
        None => to_stdout(args, format)?,
    }
    Ok(Outcome::Fine)
}

fn to_file(args: &Args, format: Format, file: &Path) -> Result<(), Failure> {
    let whole = Whole::new(file, args.force, args.lang)?;
    let log = Pulled::open(&args.log)?;
    let source = source(args, &log, true)?;
    let part = Part::beside(&whole).map_err(|error| input::at(file, &error))?;
    let written = match format {
        Format::Ndjson => ndjson::write(source, part.buffered()),
        Format::Csv => csv::write(source, part.file()),
        Format::Sqlite => sqlite::write(source, part.path()),
        Format::Parquet => parquet::write(source, part.file()),
    };
    let tally = written.map_err(|error| input::at(file, &error))?;
    part.become_whole(&whole).map_err(|error| input::at(file, &error))?;
    input::print(&text::written(&tally, file, args.lang))?;
    warn(&tally, args.lang);
    Ok(())
}

fn to_stdout(args: &Args, format: Format) -> Result<(), Failure> {
    let out = io::stdout().lock();
    // On a terminal the records themselves show how far it has come.
    let log = Pulled::open(&args.log)?;
    let source = source(args, &log, !out.is_terminal())?;
    let written = match format {
        Format::Ndjson => ndjson::write(source, io::BufWriter::new(out)),
        Format::Csv => csv::write(source, out),
        binary => return Err(text::needs_a_file(binary, args.lang)),
    };
    match written {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        other => warn(&other?, args.lang),
    }
    Ok(())
}

fn source<'a>(args: &'a Args, log: &Pulled, progress: bool) -> Result<Source<'a>, Failure> {
    let selection = args.filter.select(|| log.entries(), &args.zone)?;
    let entries = log.entries()?;
    let label = args.lang.pick("导出记录", "exporting records");
    Ok(Source {
        entries: match progress {
            true => Box::new(Progress::over(entries, None, label)),
            false => Box::new(entries),
        },
        selection,
    })
}

/// Nobody may take what is left of a log for the whole.
fn warn(tally: &Tally, lang: Lang) {
    if !tally.is_whole() {
        eprintln!("{}", text::warning(tally, lang));
    }
}
