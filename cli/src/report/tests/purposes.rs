//! What each purpose used.

use menshen::log::Event;
use menshen::{Reason, Resource};
use serde_json::{Value, json};

use super::{HOUR, access, end, policy, record, scan};
use crate::report::uses::Uses;

fn uses(records: impl IntoIterator<Item = (i64, Event<'static>)>) -> Value {
    let policy = policy();
    let mut uses = Uses::new(&policy);
    records.into_iter().for_each(|(at, event)| uses.take(&record(at, event)));
    uses.to_json()
}

#[test]
fn what_was_held_goes_to_the_purpose_of_its_lease() {
    let camera = |lease| scan(lease, None);
    let json = uses([
        (0, camera(1)),
        (10, camera(2)),
        (20, end(1, 700)),
        (30, end(1, 700)),
        (40, end(9, 5)),
    ]);
    assert_eq!((&json[0]["held_ms"], &json[0]["longest_ms"]), (&json!(700), &json!(700)));
    assert_eq!((&json[0]["ended"], &json[0]["open"]), (&json!(1), &json!(1)));
    assert_eq!((&json[0]["first_ms"], &json[0]["last_ms"]), (&json!(0), &json!(10)));
}

#[test]
fn the_busiest_span_is_counted_as_the_audit_counts() {
    // At most 60 an hour are declared; a second late is no excess.
    let hour = HOUR - 1_000;
    let json = uses([0, 1, 2, hour, hour + 1, hour + 2].map(|at| (at, scan(1, None))));
    assert_eq!(json[0]["busiest"], 3);
    assert_eq!(json[0]["closest_ms"], 1);
    let json = uses([0, 1, 2, hour - 1].map(|at| (at, scan(1, None))));
    assert_eq!(json[0]["busiest"], 4);
    let refused = Some(Reason::ConsentRefused);
    assert_eq!(uses([(0, scan(0, refused))])[0]["busiest"], Value::Null);
}

#[test]
fn invented_names_are_counted_together_past_the_first_hundreds() {
    let name = |n: i64| -> &'static str { Box::leak(format!("made-up-{n}").into()) };
    let json = uses((0..900).map(|n| (n, access(name(n), Resource::Camera, 0, None))));
    let all = json.as_array().unwrap();
    assert_eq!(all.len(), 501);
    assert_eq!((&all[0]["purpose"], &all[0]["allowed"]), (&json!(""), &json!(400)));
}
