//! How accesses are counted over time.

use menshen::log::Event;
use menshen::{Reason, Resource, Time};
use serde_json::{Value, json};

use super::{DAY, HOUR, START, access, record, scan};
use crate::report::timeline::Timeline;
use crate::zone::Zone;

fn timeline(zone: &Zone, records: impl IntoIterator<Item = (i64, Event<'static>)>) -> Value {
    let mut timeline = Timeline::new(Time::from_millis(START), zone);
    records.into_iter().for_each(|(at, event)| timeline.take(&record(at, event)));
    timeline.to_json()
}

fn sum(lane: &Value, column: usize) -> u64 {
    lane["bars"].as_array().unwrap().iter().map(|bar| bar[column].as_u64().unwrap()).sum()
}

#[test]
fn every_access_is_in_its_lane_and_in_all() {
    let denied = Some(Reason::ConsentRefused);
    let events = [
        (START, scan(1, None)),
        (START + 900, scan(0, denied)),
        (START + 5_000, access("nearby-people", Resource::Location, 2, None)),
    ];
    let json = timeline(&Zone::utc(), events);
    assert_eq!((&json["width_ms"], &json["start_ms"]), (&json!(1_000), &json!(START)));
    let all = json!({ "of": "all", "bars": [[0, 1, 1, 0], [5, 1, 0, 0]] });
    let camera = json!({ "of": "camera", "bars": [[0, 1, 1, 0]] });
    let location = json!({ "of": "location", "bars": [[5, 1, 0, 0]] });
    assert_eq!(json["lanes"], json!([all, camera, location]));
}

#[test]
fn a_long_log_has_wide_bars_and_loses_no_access() {
    let events = (0..50_000).map(|n| (START + n * HOUR, scan(1, None)));
    let json = timeline(&Zone::utc(), events);
    let width = json["width_ms"].as_i64().unwrap();
    let bars = json["lanes"][0]["bars"].as_array().unwrap().len();
    assert!(bars <= 2_000 && width == 7 * DAY, "{bars} bars of {width} ms");
    assert_eq!(sum(&json["lanes"][0], 1), 50_000);
}

#[test]
fn one_wrong_clock_does_not_make_the_others_coarse() {
    let events = (0..100).map(|n| (START + n * 1_000, scan(1, None)));
    let json = timeline(&Zone::utc(), [(0, scan(1, None))].into_iter().chain(events));
    assert_eq!((&json["width_ms"], &json["start_ms"]), (&json!(1_000), &json!(0)));
    assert_eq!(sum(&json["lanes"][0], 1), 101);
    let far = [i64::MIN, i64::MAX, 0].map(|at| (at, scan(1, None)));
    assert_eq!(sum(&timeline(&Zone::utc(), far)["lanes"][0], 1), 3, "no clock is too wrong");
}

#[test]
fn days_begin_where_the_reader_is() {
    let events = (0..30_000).map(|n| (START + n * HOUR / 2, scan(1, None)));
    let json = timeline(&Zone::ahead(8), events);
    assert_eq!(json["width_ms"], DAY / 2);
    let start = json["start_ms"].as_i64().unwrap();
    assert_eq!((start + 8 * HOUR).rem_euclid(DAY / 2), 0);
    let hours = timeline(&Zone::ahead(8), [(23 * HOUR, scan(1, None))]);
    assert_eq!(hours["hours"][7], json!([1, 0, 0]), "23:00 in UTC is 7:00");
}
