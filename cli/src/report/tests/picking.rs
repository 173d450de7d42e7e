//! Which records are shown one by one.

use menshen::log::{Cause, Consent, Damage, Entry, Event, Item};
use menshen::{Action, Reason, Resource};
use serde_json::{Value, json};

use super::{START, access, end, entry, policy, record, scan};
use crate::audit::{Audit, Judgement, Policies};
use crate::report::picks::{Picked, Picks};

fn picked(entries: Vec<Entry>) -> (Picked, usize) {
    let policy = policy();
    let mut audit = Audit::new(Policies::new(&policy, Vec::new()));
    entries.iter().for_each(|entry| audit.take(entry));
    let judgement: Judgement<'_> = audit.end(None);
    let mut picks = Picks::new(&judgement);
    entries.into_iter().for_each(|entry| picks.take(entry));
    (picks.end(), judgement.findings.len())
}

fn entries(events: impl IntoIterator<Item = Event<'static>>) -> Vec<Entry> {
    let record = |(n, event)| (n as u64, Item::Record(record(START + n as i64, event)));
    events.into_iter().enumerate().map(record).map(|(n, item)| entry(n, item)).collect()
}

fn kinds(picked: &Picked, kind: &str) -> usize {
    let rows = picked.json["rows"].as_array().unwrap();
    rows.iter().filter(|row| row[4] == kind).count()
}

fn refusal() -> Event<'static> {
    Event::Consent(Consent {
        purpose: "qr-scan".into(),
        scope: None,
        action: Action::Refuse,
        until: None,
        once: false,
        caller: "".into(),
        cause: Cause::User,
    })
}

#[test]
fn a_short_log_is_there_as_a_whole_and_in_order() {
    let mut all = entries([scan(1, None), end(1, 5), refusal()]);
    all.insert(1, entry(77, Item::Damage(Damage::Frame)));
    let (picked, _) = picked(all);
    let kinds: Vec<_> =
        picked.json["rows"].as_array().unwrap().iter().map(|it| it[4].clone()).collect();
    assert_eq!(kinds, ["decision", "damage", "release", "consent"]);
    assert_eq!(picked.json["whole_after_ms"], Value::Null);
    assert_eq!(picked.json["rows"][0][6], json!(["camera:preview"]));
    assert_eq!(picked.json["rows"][0][11]["leases"], json!(["0000000000000001"]));
}

#[test]
fn of_a_long_log_findings_answers_and_denials_stay_and_then_the_newest() {
    // What nobody declared, its end, an answer, and a denial: all older than what follows.
    let first = [
        access("qr-scan", Resource::Phone, 1, None),
        end(1, 5),
        refusal(),
        scan(0, Some(Reason::ConsentRefused)),
    ];
    let rest = (0..30_000).flat_map(|n| [scan(n + 2, None), end(n + 2, 1)]);
    let (picked, findings) = picked(entries(first.into_iter().chain(rest)));
    let rows = picked.json["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &picked.json["total"]), (20_000, &json!(60_004)));
    assert!(findings > 0);
    let row = picked.by_place[&entry(0, Item::Damage(Damage::Frame)).place];
    assert_eq!((row, &rows[0][6]), (0, &json!(["phone:number"])));
    assert_eq!(
        (&rows[1][4], &rows[2][4], &rows[3][8]),
        (&json!("release"), &json!("consent"), &json!("deny"))
    );
    let whole_after = picked.json["whole_after_ms"].as_i64().unwrap();
    assert_eq!(rows.last().unwrap()[0], START + 60_003);
    assert!(rows.iter().skip(30).all(|row| row[0].as_i64().unwrap() > whole_after));
}

#[test]
fn neither_denials_nor_long_names_fill_the_page() {
    let denials = (0..9_000).map(|_| scan(0, Some(Reason::ConsentRefused)));
    let (few, _) = picked(entries(denials.chain([scan(5, None)])));
    assert!(kinds(&few, "decision") <= 5_010);
    let name: &'static str = Box::leak("<\u{1}门".repeat(1_000).into());
    let long = (0..9_000).map(|_| access(name, Resource::Camera, 1, None));
    let (picked, _) = picked(entries(long));
    let size = picked.json.to_string().len();
    assert!(size < 4_000_000 && size > 3_000_000, "{size}");
}
