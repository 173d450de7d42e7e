//! The rows as CSV, for spreadsheets: all of them.

use std::borrow::Cow;
use std::io::{self, Write};

use super::super::answers::Answers;
use super::super::report::Report;
use super::super::row::{Kind, Lease, Row};
use super::super::usage::Usage;
use super::Sheet;
use crate::lang::Lang;

pub(super) struct Csv<W: Write>(csv::Writer<W>);

/// The same in every language, for scripts.
const COLUMNS: [&str; 29] = [
    "row",
    "time",
    "time_utc",
    "relative",
    "relative_ms",
    "kind",
    "is_access",
    "caller",
    "resource",
    "scope",
    "what",
    "purpose",
    "purpose_title",
    "clauses",
    "app",
    "verdict",
    "reason",
    "tapped",
    "held_ms",
    "ended",
    "call_site",
    "times",
    "last_utc",
    "in_second",
    "in_minute",
    "in_hour",
    "breaks",
    "process",
    "place",
];

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W) -> Csv<W> {
        Csv(csv::Writer::from_writer(out))
    }
}

impl<W: Write> Sheet for Csv<W> {
    fn begin(&mut self, report: &Report<'_>) -> io::Result<()> {
        // Without a mark, spreadsheets take Chinese text for something else.
        let mark = if report.view.lang == Lang::Zh { "\u{feff}" } else { "" };
        let [first, rest @ ..] = COLUMNS;
        self.0.write_field(format!("{mark}{first}")).map_err(plain)?;
        self.0.write_record(rest).map_err(plain)
    }

    fn row(&mut self, report: &Report<'_>, row: &Row) -> io::Result<()> {
        for field in fields(report, row) {
            self.0.write_field(harmless(&field).as_bytes()).map_err(plain)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(plain)
    }

    fn end(&mut self, _: &Report<'_>, _: &Answers, _: &Usage<'_>) -> io::Result<()> {
        self.0.flush()
    }
}

/// The error of the file behind it, by which a closed pipe is known.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn fields(report: &Report<'_>, row: &Row) -> [String; COLUMNS.len()] {
    let (view, act) = (&report.view, &row.act);
    let count = |at: usize| row.counts.and_then(|counts| counts.get(at).copied());
    let held = match row.lease {
        Lease::Ended(held) => Some(held),
        _ => None,
    };
    let scopes = act.scope.map_or(Vec::new(), |(resource, scopes)| resource.names(scopes));
    [
        row.number.to_string(),
        view.time(row.first.wall),
        row.first.wall.to_string(),
        view.relative(row),
        number(view.relative_ms(row)),
        act.kind.name().to_owned(),
        row.is_use().to_string(),
        act.caller.clone(),
        number(act.resource()),
        scopes.join(" "),
        view.milestone(row).unwrap_or_else(|| view.what(row)),
        act.purpose.clone(),
        if act.purpose.is_empty() { String::new() } else { view.purpose(row) },
        view.clauses(row),
        number(act.app),
        view.verdict(row),
        number(act.kind.reason()),
        number(act.tapped),
        number(held.map(|held| held.span.millis())),
        number(held.map(|held| held.how)),
        act.call_site.clone(),
        row.times.to_string(),
        row.last.wall.to_string(),
        number(count(0)),
        number(count(1)),
        number(count(2)),
        act.breaks.join(" "),
        format!("{:08x}", act.process),
        row.place.to_string(),
    ]
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A spreadsheet runs a text that begins like a formula; a quote before it keeps it a text.
fn harmless(field: &str) -> Cow<'_, str> {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    match formula && field.parse::<f64>().is_err() {
        true => Cow::Owned(format!("'{field}")),
        false => Cow::Borrowed(field),
    }
}

impl Kind {
    /// Stable, for scripts.
    pub(in crate::store) const fn name(self) -> &'static str {
        match self {
            Kind::Access(None) => "access",
            Kind::Access(Some(_)) => "let_through",
            Kind::Denied(_) => "denied",
            Kind::Observed { covered: true } => "reported_covered",
            Kind::Observed { covered: false } => "reported_past_the_gate",
            Kind::SdkStart { .. } => "sdk_start",
            Kind::SdkDenied(_) => "sdk_denied",
            Kind::Prompt { .. } => "prompt",
            Kind::Policy(..) => "policy",
            Kind::Withdrawn(_) => "consent_ended",
            Kind::Hole => "hole",
        }
    }
}
