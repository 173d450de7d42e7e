//! A record as one line.

mod what;

use menshen::log::{Event, Record};
use menshen::{Reason, Resource, Scopes};

use super::about::About;
use crate::lang::Lang;
use crate::style::{ALLOW, DAMAGE, DENY, paint};
use crate::table;
use crate::zone::Zone;

/// The columns: names and width. What is longer pushes the next ones.
const COLUMNS: [(&str, &str, usize); 8] = [
    ("时间", "time", 23),
    ("进程", "process", 8),
    ("应用状态", "app", 11),
    ("类型", "kind", 15),
    ("用途", "purpose", 21),
    ("资源:范围", "resource:scopes", 26),
    ("调用方", "caller", 9),
    ("发生了什么", "what happened", 0),
];

/// How a person reads records.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) lang: Lang,
    pub(super) zone: &'a Zone,
}

/// The names of the columns.
pub(super) fn header(view: &View<'_>) -> String {
    let names = COLUMNS.map(|(zh, en, _)| view.lang.pick(zh, en));
    let time = format!("{} ({})", view.lang.pick("时间", "time"), view.zone);
    let names = [time.as_str()].into_iter().chain(names.into_iter().skip(1));
    table::row(names.zip(COLUMNS.map(|(.., width)| width)))
}

pub(super) fn line(record: &Record<'_>, view: &View<'_>) -> String {
    let event = &record.event;
    let about = About::of(event);
    let (time, process) = (view.zone.show(record.wall), format!("{:08x}", record.process));
    let (scopes, what) = (scopes(event), what::happened(record, view));
    let texts = [
        time.as_str(),
        process.as_str(),
        record.app.name(),
        event.name(),
        about.purpose.unwrap_or_default(),
        scopes.as_str(),
        about.caller.unwrap_or_default(),
    ];
    let front = table::row(texts.into_iter().zip(COLUMNS.map(|(.., width)| width)));
    let what = coloured(event, about.verdict, &what);
    // Colours take no place, so the last column goes on by itself.
    format!("{} {what}", table::pad(&front, before_last())).trim_end().to_owned()
}

fn before_last() -> usize {
    let widths = COLUMNS.iter().map(|(.., width)| width + 1);
    widths.take(COLUMNS.len() - 1).sum::<usize>() - 1
}

fn coloured(event: &Event<'_>, verdict: Option<Option<Reason>>, what: &str) -> String {
    match (event, verdict) {
        (Event::Gap { .. }, _) => paint(DAMAGE, what),
        (_, Some(None)) => paint(ALLOW, what),
        (_, Some(Some(_))) | (Event::OsObserved { covered: false, .. }, _) => paint(DENY, what),
        _ => what.to_owned(),
    }
}

fn scopes(event: &Event<'_>) -> String {
    let maybe = |of: Option<(Resource, Scopes)>| of.map_or_else(String::new, scope);
    match event {
        Event::Decision(it) => {
            let uses = it.uses.iter().map(|it| scope((it.resource, it.scopes)));
            uses.collect::<Vec<String>>().join("+")
        }
        Event::Prompt(it) => maybe(it.scope),
        Event::Consent(it) => maybe(it.scope),
        Event::OsGrant { resource, scopes, .. } | Event::OsObserved { resource, scopes, .. } => {
            scope((*resource, *scopes))
        }
        _ => String::new(),
    }
}

fn scope((resource, scopes): (Resource, Scopes)) -> String {
    format!("{resource}:{}", resource.names(scopes).join(","))
}
