//! A record as one line.

use menshen::log::{Consent, Decision, Event, Prompt, Record, Use};
use menshen::{Resource, Scopes};

use crate::table;
use crate::zone::Zone;

/// The columns: name and width. What is longer pushes the next ones.
const COLUMNS: [(&str, usize); 8] = [
    ("time", 23),
    ("process", 8),
    ("app", 11),
    ("kind", 15),
    ("purpose", 21),
    ("resource:scopes", 26),
    ("caller", 9),
    ("what happened", 0),
];

/// The names of the columns.
pub(super) fn header(zone: &Zone) -> String {
    let time = format!("time ({zone})");
    let names = [time.as_str()].into_iter().chain(COLUMNS.iter().skip(1).map(|(name, _)| *name));
    table::row(names.zip(COLUMNS.map(|(_, width)| width)))
}

/// What a line says of an event.
#[derive(Default)]
struct Cells<'a> {
    purpose: &'a str,
    scopes: String,
    caller: &'a str,
    what: String,
}

pub(super) fn line(record: &Record<'_>, zone: &Zone) -> String {
    let cells = cells(&record.event, record.subject, zone);
    let (time, process) = (zone.show(record.wall), format!("{:08x}", record.process));
    let texts = [
        time.as_str(),
        process.as_str(),
        record.app.name(),
        record.event.name(),
        cells.purpose,
        cells.scopes.as_str(),
        cells.caller,
        cells.what.as_str(),
    ];
    table::row(texts.into_iter().zip(COLUMNS.map(|(_, width)| width)))
}

fn cells<'a>(event: &'a Event<'_>, subject: u64, zone: &Zone) -> Cells<'a> {
    match event {
        Event::Decision(it) => decision(it),
        Event::Prompt(it) => prompt(it),
        Event::Consent(it) => consent(it, zone),
        Event::OsGrant { resource, scopes, grant } => {
            Cells { scopes: scope(*resource, *scopes), what: grant.to_string(), ..Cells::default() }
        }
        Event::OsObserved { resource, scopes, attribution, covered } => Cells {
            scopes: scope(*resource, *scopes),
            caller: attribution,
            what: if *covered { "covered by a lease" } else { "NOT COVERED" }.to_owned(),
            ..Cells::default()
        },
        Event::Sdk { sdk, reason, running } => {
            let verdict = reason.map_or_else(|| "allow".to_owned(), |it| format!("deny {it}"));
            let what = if *running { format!("RUNNING, {verdict}") } else { verdict };
            Cells { caller: sdk, what, ..Cells::default() }
        }
        Event::Subject { kind, age } => {
            Cells { what: format!("{kind}, {age}, subject={subject:016x}"), ..Cells::default() }
        }
        other => Cells { what: plain(other, zone), ..Cells::default() },
    }
}

fn plain(event: &Event<'_>, zone: &Zone) -> String {
    match event {
        Event::ProcessStart { name, library, recovered, .. } => {
            let rest = if *recovered > 0 {
                format!(", cleared up after {recovered}")
            } else {
                String::new()
            };
            format!("{name}, menshen {library}{rest}")
        }
        Event::LeaseEnd { lease, how, held } => format!("{how} after {held}, lease={lease:016x}"),
        Event::Policy { version, .. } => version.to_string(),
        Event::AppState { state } => state.to_string(),
        Event::Guardian { action } => action.to_string(),
        Event::Checkpoint { number, digest } => format!("number {number}, digest {digest:016x}"),
        Event::Clock { expected } => {
            format!("stepped; without the step {}", zone.show(*expected))
        }
        Event::Gap { what, count } => format!("!!! {what}: {count}"),
        _ => String::new(),
    }
}

fn decision<'a>(decision: &'a Decision<'_>) -> Cells<'a> {
    let scopes = decision.uses.iter().map(|it| scope(it.resource, it.scopes));
    Cells {
        purpose: &decision.purpose,
        scopes: scopes.collect::<Vec<String>>().join("+"),
        caller: &decision.caller,
        what: verdict(decision),
    }
}

fn verdict(decision: &Decision<'_>) -> String {
    let mut what = match decision.reason {
        None => "allow".to_owned(),
        Some(reason) => format!("deny {reason} next={}", decision.step),
    };
    if decision.observed {
        what.push_str(" LET THROUGH (observe mode)");
    }
    if decision.count > 1 {
        what.push_str(&format!(" ×{}", decision.count));
    }
    let leases = decision.uses.iter().map(|it: &Use| it.lease).filter(|lease| *lease != 0);
    let leases: Vec<String> = leases.map(|lease| format!("{lease:016x}")).collect();
    if !leases.is_empty() {
        what.push_str(&format!(" lease={}", leases.join(",")));
    }
    if !decision.call_site.is_empty() {
        what.push_str(&format!(" at {}", decision.call_site));
    }
    what
}

fn prompt<'a>(prompt: &'a Prompt<'_>) -> Cells<'a> {
    let tapped = if prompt.user_initiated { ", user tapped" } else { "" };
    Cells {
        purpose: &prompt.purpose,
        scopes: maybe_scope(prompt.scope),
        what: format!("{}: {}{tapped}", prompt.kind, prompt.answer),
        ..Cells::default()
    }
}

fn consent<'a>(consent: &'a Consent<'_>, zone: &Zone) -> Cells<'a> {
    let once = if consent.once { ", once" } else { "" };
    let until = consent.until.map_or_else(String::new, |at| format!(" until {}", zone.show(at)));
    Cells {
        purpose: &consent.purpose,
        scopes: maybe_scope(consent.scope),
        caller: &consent.caller,
        what: format!("{}{once}{until} ({})", consent.action, consent.cause),
    }
}

fn maybe_scope(of: Option<(Resource, Scopes)>) -> String {
    of.map_or_else(String::new, |(resource, scopes)| scope(resource, scopes))
}

fn scope(resource: Resource, scopes: Scopes) -> String {
    format!("{resource}:{}", resource.names(scopes).join(","))
}
