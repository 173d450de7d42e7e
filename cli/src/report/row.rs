//! A record as a row: what most records have in columns, the rest by name.

use std::collections::HashMap;
use std::hash::Hash;

use menshen::log::{Damage, Decision, Entry, Event, Item, Place, Record, SegmentId};
use menshen::{Resource, Scopes, Version};
use serde_json::{Map, Value, json};

use super::both;
use super::shorten::{short, shorten};
use crate::log::{About, damage_means, damage_text};

/// The columns. `process`, `subject` and the first number of `place` count in the tables beside the
/// rows; a place is segment, block, offset and number.
pub(super) const COLUMNS: [&str; 12] = [
    "at_ms", "process", "subject", "app", "kind", "purpose", "uses", "caller", "verdict", "reason",
    "place", "more",
];

/// Members of a record's JSON that have a column, or that nobody looks for here.
const NOT_MORE: [&str; 15] = [
    "at",
    "boot_ms",
    "process",
    "subject",
    "app",
    "kind",
    "purpose",
    "uses",
    "resource",
    "scope",
    "caller",
    "sdk",
    "attribution",
    "verdict",
    "reason",
];

/// What a member is when nothing needs to be said of it.
const PLAIN: [(&str, &str); 2] = [("next", "none"), ("basis", "consent")];

/// What rows refer to by number.
pub(super) struct Tables {
    /// The version that the log is held against: rows say theirs only when it is another.
    version: Version,
    names: HashMap<u32, String>,
    processes: Table<u32>,
    subjects: Table<u64>,
    segments: Table<SegmentId>,
}

impl Tables {
    pub(super) fn new(version: Version) -> Tables {
        let (processes, subjects, segments) = (Table::new(), Table::new(), Table::new());
        Tables { version, names: HashMap::new(), processes, subjects, segments }
    }

    /// What a process calls itself.
    pub(super) fn name(&mut self, process: u32, name: &str) {
        self.names.insert(process, short(name));
    }

    pub(super) fn to_json(&self) -> Map<String, Value> {
        let processes = self.processes.all.iter();
        let processes =
            processes.map(|id| json!({ "id": format!("{id:08x}"), "name": self.names.get(id) }));
        let subjects = self.subjects.all.iter().map(|id| format!("{id:016x}"));
        let segments = self.segments.all.iter().map(|id| id.file_name());
        let tables = [
            ("processes", processes.collect::<Value>()),
            ("subjects", subjects.collect()),
            ("segments", segments.collect()),
        ];
        tables.into_iter().map(|(name, table)| (name.to_owned(), table)).collect()
    }

    fn place(&mut self, place: Place) -> Value {
        json!([self.segments.number(place.segment), place.block, place.offset, place.seq])
    }
}

pub(super) fn row(entry: &Entry, tables: &mut Tables) -> Value {
    let place = tables.place(entry.place);
    let mut row = match &entry.item {
        Item::Record(it) => record(it, place, tables),
        Item::Damage(it) => trouble("damage", place, damage(*it)),
        other => trouble("unknown", place, json!({ "what": both(|_| format!("{other:?}")) })),
    };
    shorten(&mut row);
    row
}

fn record(record: &Record<'_>, place: Value, tables: &mut Tables) -> Value {
    let about = About::of(&record.event);
    let verdict = about.verdict.map(|reason| if reason.is_none() { "allow" } else { "deny" });
    json!([
        record.wall.millis(),
        tables.processes.number(record.process),
        tables.subjects.number(record.subject),
        record.app,
        record.event.name(),
        about.purpose.unwrap_or_default(),
        uses(&record.event),
        about.caller.unwrap_or_default(),
        verdict.unwrap_or_default(),
        about.verdict.flatten().map_or("", |reason| reason.name()),
        place,
        more(record, tables.version),
    ])
}

/// What is no record has no time, and nobody wrote it.
fn trouble(kind: &str, place: Value, more: Value) -> Value {
    json!([null, null, null, "", kind, "", [], "", "", "", place, more])
}

fn damage(damage: Damage) -> Value {
    json!({
        "what": both(|lang| damage_text(damage, lang)),
        "means": both(|lang| damage_means(damage, lang).to_owned()),
        "tampered": damage.is_forgery(),
    })
}

fn uses(event: &Event<'_>) -> Vec<String> {
    let of = |resource: Resource, scopes: Scopes| {
        format!("{resource}:{}", resource.names(scopes).join(","))
    };
    match event {
        Event::Decision(it) => it.uses.iter().map(|it| of(it.resource, it.scopes)).collect(),
        Event::Prompt(it) => it.scope.map(|(resource, it)| of(resource, it)).into_iter().collect(),
        Event::Consent(it) => it.scope.map(|(resource, it)| of(resource, it)).into_iter().collect(),
        Event::OsGrant { resource, scopes, .. } | Event::OsObserved { resource, scopes, .. } => {
            vec![of(*resource, *scopes)]
        }
        _ => Vec::new(),
    }
}

/// What is particular about a record.
fn more(record: &Record<'_>, version: Version) -> Value {
    let mut all = match record.to_json() {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    all.retain(|name, value| !NOT_MORE.contains(&name.as_str()) && says_something(name, value));
    if record.policy == version {
        all.remove("policy");
    }
    match &record.event {
        Event::Decision(decision) => all.extend(leases(decision)),
        Event::LeaseEnd { lease, .. } => {
            all.insert("lease".to_owned(), hex(*lease).into());
        }
        _ => {}
    }
    Value::Object(all)
}

fn says_something(name: &str, value: &Value) -> bool {
    let plain = PLAIN.iter().any(|(it, plain)| *it == name && value == plain);
    let once = name == "count" && *value == 1;
    let empty = matches!(value, Value::Null | Value::Bool(false)) || *value == "";
    !(plain || once || empty)
}

/// The leases that a decision gave, and what the system permitted, one for each use.
fn leases(decision: &Decision<'_>) -> impl Iterator<Item = (String, Value)> {
    let os: Value = decision.uses.iter().map(|it| it.os.name()).collect();
    let leases: Value = decision.uses.iter().map(|it| hex(it.lease)).collect();
    let given = decision.uses.iter().any(|it| it.lease != 0);
    let leases = given.then(|| ("leases".to_owned(), leases));
    let os = (!decision.uses.is_empty()).then(|| ("os".to_owned(), os));
    leases.into_iter().chain(os)
}

fn hex(lease: u64) -> String {
    format!("{lease:016x}")
}

/// Things in the order in which they were first asked for.
struct Table<T> {
    all: Vec<T>,
    numbers: HashMap<T, usize>,
}

impl<T: Copy + Eq + Hash> Table<T> {
    fn new() -> Table<T> {
        Table { all: Vec::new(), numbers: HashMap::new() }
    }

    fn number(&mut self, thing: T) -> usize {
        *self.numbers.entry(thing).or_insert_with(|| {
            self.all.push(thing);
            self.all.len() - 1
        })
    }
}
