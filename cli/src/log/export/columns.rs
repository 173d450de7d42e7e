//! The columns, in their order. `docs/export.md` says what they mean, and a test holds it to this.
//!
//! They are what others rely on: a new one goes to the end; taking one away, renaming it or
//! changing its type makes a new [`SCHEMA`].

use menshen::log::{Event, Item};

use super::cell::{Cell, Type, flag, hex, hex_or_none, int, text, time, word};
use super::row::{Row, Used};

/// The number of the schema.
pub(super) const SCHEMA: u32 = 1;

/// A column of the records.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) holds: Type,
    /// Whether it is never null.
    pub(super) required: bool,
    pub(super) of: for<'r> fn(&'r Row<'r>) -> Option<Cell<'r>>,
}

/// A column of what the records use; all of them are texts.
pub(super) struct UseColumn {
    pub(super) name: &'static str,
    pub(super) of: fn(&Used) -> Option<Cell<'static>>,
}

/// Makes columns: name, type, and what an expression finds in the row.
macro_rules! columns {
    ($($name:literal $holds:ident $($required:ident)?, $row:pat => $cell:expr;)*) => {
        &[$(Column {
            name: $name,
            holds: Type::$holds,
            required: false $(|| columns!($required))?,
            of: |$row| $cell,
        }),*]
    };
    (required) => { true };
}

/// What stands in an event of one kind; null for the others.
macro_rules! only {
    ($row:ident, $event:pat => $cell:expr) => {
        match $row.event()? {
            $event => $cell,
            _ => None,
        }
    };
}

pub(super) const COLUMNS: &[Column] = columns! {
    "id" Integer required, row => int(row.id);
    "time" Timestamp, row => time(row.record()?.wall);
    "boot_ms" Integer, row => int(row.record()?.boot.millis());
    "process" Integer, row => int(row.record()?.process);
    "process_name" Text, row => text(row.process_name?);
    "subject" Text, row => hex(row.record()?.subject);
    "app" Text, row => word(row.record()?.app.name());
    "policy" Text, row => text(row.record()?.policy.to_string());
    "kind" Text required, row => word(kind(row));
    "segment" Text required, row => text(row.entry.place.segment.to_string());
    "block" Integer required, row => int(row.entry.place.block);
    "file_offset" Integer required, row => int(row.entry.place.offset);
    "seq" Integer required, row => int(row.entry.place.seq);
    "purpose" Text, row => text(row.about.purpose?);
    "caller" Text, row => text(row.about.caller?);
    "verdict" Text, row => word(if row.about.verdict?.is_none() { "allow" } else { "deny" });
    "reason" Text, row => word(row.about.verdict??.name());
    "next" Text, row => word(row.decision()?.step.name());
    "basis" Text, row => word(row.decision()?.basis.name());
    "user_initiated" Boolean, row => match row.prompt() {
        Some(prompt) => flag(prompt.user_initiated),
        None => flag(row.decision()?.user_initiated),
    };
    "observed" Boolean, row => flag(row.decision()?.observed);
    "count" Integer, row => int(row.decision()?.count);
    "call_site" Text, row => text(row.decision()?.call_site.as_ref());
    "how" Text, row => only!(row, Event::LeaseEnd { how, .. } => word(how.name()));
    "held_ms" Integer, row => only!(row, Event::LeaseEnd { held, .. } => int(held.millis()));
    "prompt" Text, row => word(row.prompt()?.kind.name());
    "answer" Text, row => word(row.prompt()?.answer.name());
    "text_hash" Text, row => hex_or_none(row.prompt()?.text);
    "action" Text, row => match row.consent() {
        Some(consent) => word(consent.action.name()),
        None => only!(row, Event::Guardian { action } => word(action.name())),
    };
    "cause" Text, row => word(row.consent()?.cause.name());
    "until" Timestamp, row => time(row.consent()?.until?);
    "once" Boolean, row => flag(row.consent()?.once);
    "covered" Boolean, row => only!(row, Event::OsObserved { covered, .. } => flag(*covered));
    "running" Boolean, row => only!(row, Event::Sdk { running, .. } => flag(*running));
    "state" Text, row => only!(row, Event::AppState { state } => word(state.name()));
    "version" Text, row => only!(row, Event::Policy { version, .. } => text(version.to_string()));
    "subject_kind" Text, row => only!(row, Event::Subject { kind, .. } => word(kind.name()));
    "age" Text, row => only!(row, Event::Subject { age, .. } => word(age.name()));
    "number" Integer, row => only!(row, Event::Checkpoint { number, .. } => int(*number));
    "digest" Text, row => only!(row, Event::Checkpoint { digest, .. } => hex(*digest));
    "expected" Timestamp, row => only!(row, Event::Clock { expected } => time(*expected));
    "boot_number" Text, row => {
        only!(row, Event::ProcessStart { boot_number, .. } => hex(*boot_number))
    };
    "library" Text, row => {
        only!(row, Event::ProcessStart { library, .. } => text(library.as_ref()))
    };
    "recovered" Integer, row => {
        only!(row, Event::ProcessStart { recovered, .. } => int(*recovered))
    };
    "what" Text, row => what(row);
    "missing" Integer, row => missing(row);
    "tampered" Boolean, row => match &row.entry.item {
        Item::Damage(damage) => flag(damage.is_forgery()),
        _ => None,
    };
};

pub(super) const USE_COLUMNS: &[UseColumn] = &[
    UseColumn { name: "resource", of: |used| word(used.of?.0.name()) },
    UseColumn {
        name: "scopes",
        of: |used| used.of.and_then(|(resource, scopes)| text(resource.names(scopes).join(" "))),
    },
    UseColumn { name: "os", of: |used| word(used.os?.name()) },
    UseColumn { name: "lease", of: |used| hex_or_none(used.lease) },
];

/// The same words as `menshen log show --json` uses.
fn kind(row: &Row<'_>) -> &'static str {
    match &row.entry.item {
        Item::Record(record) => record.event.name(),
        Item::Damage(_) => "damage",
        _ => "unknown",
    }
}

fn what<'r>(row: &'r Row<'r>) -> Option<Cell<'r>> {
    match &row.entry.item {
        Item::Record(_) => only!(row, Event::Gap { what, .. } => word(what.name())),
        Item::Damage(damage) => text(damage.to_string()),
        Item::Unknown { kind, version } => text(format!("kind {kind}, version {version}")),
        other => text(format!("{other:?}")),
    }
}

fn missing<'r>(row: &'r Row<'r>) -> Option<Cell<'r>> {
    match &row.entry.item {
        Item::Damage(menshen::log::Damage::Missing { frames }) => int(*frames),
        _ => only!(row, Event::Gap { count, .. } => int(*count)),
    }
}
