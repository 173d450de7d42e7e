//! How often: in any second, minute and hour.

use fastrand::Rng;
use serde_json::{Value, json};

use crate::phone::{Phone, answer, column, shake};

fn counted(second: u64, minute: u64, hour: u64) -> Value {
    json!({ "second": second, "minute": minute, "hour": hour })
}

#[test]
fn windows_slide_and_what_is_as_old_as_the_window_is_out() {
    let mut phone = Phone::new("windows");
    phone.accept();
    for (time, place) in [
        ("08:00:00.000", "a"),
        ("08:00:00.400", "b"),
        ("08:00:00.999", "c"),
        ("08:00:01.000", "d"),
        ("08:00:59.999", "e"),
        ("08:01:01.000", "f"),
        ("09:00:00.400", "g"),
    ] {
        drop(phone.at(time).shake(place));
    }
    let json = phone.json(&[]);
    let expected = [
        counted(1, 1, 1),
        counted(2, 2, 2),
        counted(3, 3, 3),
        counted(3, 4, 4),
        counted(1, 5, 5),
        counted(1, 2, 6),
        counted(1, 1, 5),
    ];
    assert_eq!(column(&json, "access", "counts"), expected.iter().collect::<Vec<_>>());
    let peak = &json["peaks"][0];
    assert_eq!((&peak["resource"], &peak["accesses"]), (&"motion".into(), &7.into()));
    assert_eq!(
        (&peak["second"]["count"], &peak["second"]["first"]),
        (&3.into(), &"2026-11-20T00:00:00Z".into())
    );
    assert_eq!(peak["second"]["last"], "2026-11-20T00:00:00.999Z");
    assert_eq!((&peak["minute"]["count"], &peak["hour"]["count"]), (&5.into(), &6.into()));
    assert_eq!(peak["hour"]["by"], json!([{ "caller": "app", "times": 6 }]));
}

#[test]
fn identical_ones_within_a_second_are_one_row() {
    let mut phone = Phone::new("collapse");
    phone.accept();
    for time in ["08:00:00.000", "08:00:00.400", "08:00:00.999", "08:00:01.000"] {
        drop(phone.at(time).shake("Shake.kt:7"));
    }
    drop(phone.shake("Other.kt:1"));
    let json = phone.json(&[]);
    assert_eq!(column(&json, "access", "times"), [3, 1, 1]);
    let counts = [counted(3, 3, 3), counted(3, 4, 4), counted(4, 5, 5)];
    assert_eq!(column(&json, "access", "counts"), counts.iter().collect::<Vec<_>>());
    assert_eq!(json["totals"]["accesses"], 5);
    assert!(phone.text(&["--lang", "zh"]).contains("运动传感器：传感器数据 ×3"));
}

#[test]
fn repeats_that_the_gate_counted_are_denials_and_no_accesses() {
    let mut phone = Phone::new("repeats");
    for _ in 0..14 {
        assert!(phone.gate.acquire(&shake()).is_err());
    }
    phone.pass(2_000);
    phone.gate.maintain();
    let json = phone.json(&[]);
    assert_eq!(json["totals"]["denied"], 14);
    assert_eq!(json["totals"]["accesses"], 0);
    assert_eq!(json["peaks"], json!([]));
    assert_eq!(answer(&json, "before_acceptance")["answer"], "no");
    assert_eq!(answer(&json, "before_acceptance")["times_denied"], 14);
    for _ in 0..3 {
        assert!(phone.gate.acquire(&shake()).is_err());
    }
    phone.gate.checkpoint().unwrap();
    let json = phone.json(&[]);
    assert_eq!(column(&json, "denied", "times"), [1, 16]);
}

#[test]
fn counts_agree_with_a_slow_count_on_random_days() {
    for seed in 0..4 {
        let mut phone = Phone::new(&format!("random-{seed}"));
        phone.accept();
        let mut chance = Rng::with_seed(seed);
        for number in 0..300 {
            let most = [3, 900, 5_000, 400_000][chance.usize(..4)];
            phone.pass(chance.u64(..most));
            drop(phone.shake(&format!("Place.kt:{number}")));
        }
        let json = phone.json(&[]);
        let at: Vec<i64> =
            column(&json, "access", "relative_ms").iter().map(|it| it.as_i64().unwrap()).collect();
        assert_eq!(at.len(), 300);
        let within = |number: usize, span: i64| {
            let now = at[number];
            at[..=number].iter().filter(|earlier| now - **earlier < span).count() as u64
        };
        let mut highest = [0; 3];
        for (number, counts) in column(&json, "access", "counts").into_iter().enumerate() {
            let slow = [1_000, 60_000, 3_600_000].map(|span| within(number, span));
            assert_eq!(counts, &counted(slow[0], slow[1], slow[2]), "seed {seed} access {number}");
            highest = [0, 1, 2].map(|it| slow[it].max(highest[it]));
        }
        let peak = &json["peaks"][0];
        let peaks = ["second", "minute", "hour"].map(|it| peak[it]["count"].as_u64().unwrap());
        assert_eq!(peaks, highest);
    }
}

#[test]
fn counts_at_the_start_of_a_period_know_what_was_before_it() {
    let mut phone = Phone::new("before");
    phone.accept();
    for time in ["08:00:00.000", "08:00:20.000", "08:00:40.000"] {
        drop(phone.at(time).shake("Shake.kt:7"));
    }
    let json = phone.json(&["--since", "2026-11-20T08:00:30+08:00"]);
    assert_eq!(column(&json, "access", "counts"), [&counted(1, 3, 3)]);
    assert_eq!(json["peaks"][0]["accesses"], 1);
    assert_eq!(json["peaks"][0]["minute"]["count"], 3);
}

#[test]
fn a_limit_is_held_against_what_was_used_most() {
    let mut phone = Phone::observing("limit", &["shake"]);
    phone.accept();
    for number in 0..601 {
        phone.pass(1_000);
        drop(phone.shake(&format!("{number}")));
    }
    let json = phone.json(&[]);
    let limit = &json["limits"][0];
    assert_eq!(
        (&limit["purpose"], &limit["exceeded"]),
        (&"shake".into(), &true.into()),
        "{limit:#}"
    );
    assert_eq!(limit["most"]["count"], 601);
    assert_eq!(limit["shortest_interval_ms"], 1_000);
    let told = answer(&json, "too_often");
    assert_eq!(
        (&told["answer"], &told["times"], &told["rows"]),
        (&"yes".into(), &1.into(), &json!([603]))
    );
}
