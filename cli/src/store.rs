//! The evidence that answers a rejection by an app store or a tester.
//!
//! The log is read twice: once for what must be known of the whole (when the policy was accepted,
//! how every access ended), once for the rows. Rows are written as they come.

mod answers;
mod appendix;
mod collapse;
mod draft;
mod ends;
mod facts;
mod head;
mod names;
mod notes;
mod question;
mod rates;
mod report;
mod row;
mod rule;
mod said;
mod sheet;
mod span;
mod teller;
mod usage;
mod view;
mod weigh;
mod window;

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use menshen::Time;
use menshen::log::VerifyOptions;

use crate::lang::Lang;
use crate::log::Pulled;
use crate::zone::Zone;
use crate::{Failure, Outcome, input};
use answers::Answers;
use facts::Facts;
use report::Report;
use row::Row;
pub(crate) use sheet::Format;
use sheet::Sheet;
use teller::Teller;
use view::View;

/// What is asked for.
pub(crate) struct StoreRequest<'a> {
    pub(crate) log: &'a Path,
    pub(crate) policy: &'a Path,
    /// Standard output when not given.
    pub(crate) out: Option<&'a Path>,
    /// Whether to write over a file that is there.
    pub(crate) force: bool,
    pub(crate) period: Period,
    pub(crate) format: Format,
    pub(crate) lang: Lang,
    pub(crate) zone: &'a Zone,
}

/// The time that rows are told of.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Period {
    pub(crate) since: Option<Time>,
    pub(crate) until: Option<Time>,
}

impl Period {
    fn has(&self, at: Time) -> bool {
        self.since.is_none_or(|since| since <= at) && self.until.is_none_or(|until| at < until)
    }
}

/// Writes the report.
///
/// # Errors
/// A log or a policy that cannot be read, a log without records, a file that is there already.
pub(crate) fn run(request: &StoreRequest<'_>) -> Result<Outcome, Failure> {
    let (policy, _) = input::read_policy(request.policy)?;
    let log = Pulled::open(request.log)?;
    let integrity = log.verify(&VerifyOptions::default())?;
    let facts = Facts::of(log.all_entries()?);
    if facts.records == 0 {
        return Err(log.no_records());
    }
    let view = View { policy: &policy, lang: request.lang, zone: request.zone, zero: facts.zero() };
    let report = Report {
        view,
        facts: &facts,
        integrity: &integrity,
        period: request.period,
        partial: log.partial(),
    };
    let out = BufWriter::new(open(request)?);
    match write(&report, &log, request.format.sheet(out))? {
        broken if broken || !log.is_sound(integrity.state) => Ok(Outcome::Findings),
        _ => Ok(Outcome::Fine),
    }
}

/// Writes the rows, and what they come to; whether a promise is broken.
fn write(report: &Report<'_>, log: &Pulled, mut sheet: Box<dyn Sheet>) -> Result<bool, Failure> {
    let mut teller = Teller::new(report.view.policy, report.facts, report.period);
    let mut answers = Answers::new();
    let mut done = sheet.begin(report);
    let mut entries = log.all_entries()?;
    while done.is_ok() {
        let mut told = |row: &Row| {
            answers.take(row);
            if done.is_ok() {
                done = sheet.row(report, row);
            }
        };
        match entries.next() {
            Some(entry) => teller.take(&entry, &mut told),
            None => {
                teller.end(&mut told);
                break;
            }
        }
    }
    match done.and_then(|()| sheet.end(report, &answers, &teller.usage)) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(answers.is_broken()),
    }
}

fn open(request: &StoreRequest<'_>) -> Result<Box<dyn Write>, Failure> {
    let Some(path) = request.out else { return Ok(Box::new(io::stdout())) };
    let file = match request.force {
        true => File::create(path),
        false => File::create_new(path),
    };
    match file {
        Ok(file) => Ok(Box::new(file)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure(format!(
            "{}: is there already; give another file, or write over it with --force",
            path.display()
        ))),
        Err(error) => Err(input::at(path, &error)),
    }
}
