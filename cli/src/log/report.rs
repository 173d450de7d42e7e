//! `menshen log report`: what people outside the terminal are handed.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use menshen::Time;

use super::Pulled;
use crate::lang::Lang;
use crate::report::Report;
use crate::store::{self, Format, Period, StoreRequest};
use crate::zone::Zone;
use crate::{Failure, Outcome, input};

/// Write a report on the log: a page for a ticket, or the answer to a store's rejection
///
/// For QA: one HTML page with the verdict, the findings with the records behind them, a timeline,
/// what each purpose used, the consents, the integrity of the log, and the records. It needs no
/// network, no other file and no server, reads in English and Chinese, and prints.
///
/// For a store's reviewer or a test lab (--for store): yes or no to the questions that rejections
/// come down to, each with the rows that show it; then every access and prompt in order, with its
/// time relative to the acceptance of the policy.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log report menshen --policy policies/netease-cloud-music.json\n  \
    menshen log report menshen --policy policy.json -o MUSIC-1234.html --lang zh --tz Asia/Shanghai\n  \
    menshen log report menshen --policy policy.json --json | jq '.audit.findings[].rule'\n  \
    menshen log report menshen --for store --policy policy.json --lang zh -o evidence.html\n  \
    menshen log report menshen --for store --policy policy.json --since 2026-11-20T09:55:00+08:00 \\\n      \
    --until 2026-11-20T10:05:00+08:00 --format markdown\n  \
    menshen log report menshen --for store --policy policy.json --format csv -o accesses.csv\n\n\
    Of a very long log QA's page counts all, and shows up to 20000 records one by one. For a store,\n\
    acceptance and counts are worked out from the whole log, whatever --since and --until leave out.\n\n\
    Exit codes: 0 no findings, 1 findings or a damaged log, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, the folder `log` in it, or a bundle: .tar, .tar.gz, .zip, - for stdin
    dir: PathBuf,
    /// The policy file to hold it against
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
    /// Whom it is for
    #[arg(long = "for", value_enum, default_value_t = Reader::Qa)]
    reader: Reader,
    /// Where to write it; without, QA's page goes to `report.html`, all else to the terminal
    #[arg(short, long, value_name = "FILE", visible_alias = "out")]
    output: Option<PathBuf>,
    /// Overwrite the file if it is there
    #[arg(long)]
    force: bool,
    /// A page, text for a ticket, the rows for a spreadsheet, or everything for a script
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Rows from this time on (RFC 3339; --for store)
    #[arg(long, value_name = "TIME")]
    since: Option<Time>,
    /// Rows before this time (RFC 3339; --for store)
    #[arg(long, value_name = "TIME")]
    until: Option<Time>,
    /// Language of the report; QA's page can be switched
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// Time zone: local, utc, +08:00 or Asia/Shanghai
    #[arg(long = "tz", value_name = "ZONE", default_value = "local")]
    zone: Zone,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// QA: what to attach to a ticket
    Qa,
    /// An app store's reviewer or a test lab
    Store,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    if args.force && args.path().is_none() {
        return Err(Failure("--force: nothing is written to a file; give one with -o".to_owned()));
    }
    match args.reader {
        Reader::Qa => for_qa(args),
        Reader::Store => store::run(&StoreRequest {
            log: &args.dir,
            policy: &args.policy,
            out: args.path(),
            force: args.force,
            period: Period { since: args.since, until: args.until },
            format: args.format(),
            lang: args.lang,
            zone: &args.zone,
        }),
    }
}

impl Args {
    fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// The file to write; `None` for the terminal.
    fn path(&self) -> Option<&Path> {
        let page = self.reader == Reader::Qa && self.format() == Format::Html;
        self.output.as_deref().or(page.then(|| Path::new("report.html")))
    }

    /// What only a store's report has.
    fn only_for_store(&self) -> Option<&'static str> {
        match self.format() {
            Format::Markdown => Some("--format markdown"),
            Format::Csv => Some("--format csv"),
            _ if self.since.is_some() => Some("--since"),
            _ if self.until.is_some() => Some("--until"),
            _ => None,
        }
    }
}

fn for_qa(args: &Args) -> Result<Outcome, Failure> {
    if let Some(option) = args.only_for_store() {
        return Err(Failure(format!("{option}: only together with --for store")));
    }
    let path = args.path();
    if let Some(path) = path.filter(|path| !args.force && path.exists()) {
        return Err(taken(path));
    }
    let (policy, _) = input::read_policy(&args.policy)?;
    let report = Report::of(&Pulled::open(&args.dir)?, &policy, &args.zone)?;
    let text = match args.format() {
        Format::Json => format!("{}\n", report.model),
        _ => report.page(args.lang),
    };
    match path {
        None => input::print(&text)?,
        Some(path) => {
            write(path, &text, args.force)?;
            input::print(&format!("{}: {}\n", path.display(), report.headline(args.lang)))?;
        }
    }
    Ok(if report.fine { Outcome::Fine } else { Outcome::Findings })
}

/// Writes a page; one that is there already is only overwritten when that is asked for.
pub(crate) fn write(path: &Path, page: &str, force: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    let options = options.write(true).truncate(true);
    let file = if force { options.create(true) } else { options.create_new(true) }.open(path);
    match file.and_then(|mut file| file.write_all(page.as_bytes())) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(taken(path)),
        other => other.map_err(|error| input::at(path, &error)),
    }
}

fn taken(path: &Path) -> Failure {
    Failure(format!(
        "{}: is there already; give another file with --output, or overwrite it with --force",
        path.display()
    ))
}
