//! Before and after the user's answers, in the background, asked and asked again.

use menshen::{Access, Answer, AppState, Observed, OsGrant, Resource};
use serde_json::json;

use crate::phone::{Phone, answer, column, scan, shake};

#[test]
fn never_accepted_times_go_by_the_showing_and_then_by_the_start() {
    let mut phone = Phone::new("never");
    assert_eq!(phone.json(&[])["acceptance"]["relative_to"]["what"], "log_start");
    assert!(phone.text(&["--lang", "en"]).contains("from log start (policy never shown)"));
    phone.at("08:00:00").sees_apps_listed("tag");
    phone.at("08:00:10").gate.policy_shown().unwrap();
    let json = phone.json(&[]);
    assert_eq!(json["acceptance"]["relative_to"]["what"], "shown");
    assert_eq!(column(&json, "reported_past_the_gate", "relative_ms"), [-10_000]);
    let told = answer(&json, "before_acceptance");
    assert_eq!(told["answer"], "yes");
    assert!(told["sentence"]["en"].as_str().unwrap().contains("never accepts"), "{told:#}");
    assert!(phone.text(&["--lang", "zh"]).contains("距首次展示政策（未曾同意）"));
}

#[test]
fn declined_and_then_accepted() {
    let mut phone = Phone::observing("declined", &["shake"]);
    phone.at("08:00:00").gate.policy_shown().unwrap();
    phone.gate.decline_policy().unwrap();
    drop(phone.at("08:00:05").shake("Shake.kt:7"));
    phone.at("08:00:10").gate.accept_policy().unwrap();
    drop(phone.at("08:00:15").shake("Shake.kt:7"));
    let json = phone.json(&[]);
    assert_eq!(column(&json, "let_through", "relative_ms"), [-5_000]);
    assert_eq!(column(&json, "access", "relative_ms"), [5_000]);
    for question in ["before_acceptance", "after_no", "otherwise"] {
        let told = answer(&json, question);
        assert_eq!((&told["answer"], &told["times"]), (&"yes".into(), &1.into()), "{told:#}");
    }
    assert_eq!(json["acceptance"]["first_declined"], "2026-11-20T00:00:00Z");
}

#[test]
fn a_material_change_waits_for_the_new_version() {
    let mut phone = Phone::new("change");
    phone.at("08:00:00").accept();
    drop(phone.at("08:00:05").shake("Shake.kt:7"));
    phone.update(r#"{"version": "2026-11-20", "kinds": ["wider_scope"], "purposes": ["shake"]}"#);
    drop(phone.at("08:00:10").shake("Shake.kt:7"));
    phone.at("08:00:20").gate.accept_policy().unwrap();
    drop(phone.at("08:00:25").shake("Shake.kt:7"));
    let json = phone.json(&[]);
    assert_eq!(column(&json, "let_through", "reason"), ["policy_outdated"]);
    let told = answer(&json, "before_acceptance");
    assert_eq!((&told["answer"], &told["times"]), (&"yes".into(), &1.into()));
    let sentence = told["sentence"]["en"].as_str().unwrap();
    assert!(sentence.contains("1 of them after a material change"), "{sentence}");
    assert_eq!(json["acceptance"]["first_accepted"], "2026-11-20T00:00:00Z");
}

#[test]
fn what_a_refusal_or_a_withdrawal_forbids() {
    let mut phone = Phone::observing("refused", &["qr-scan"]);
    phone.accept();
    phone.gate.answer_os(&scan(), OsGrant::Granted).unwrap();
    phone.gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted).unwrap();
    drop(phone.at("08:00:00").gate.acquire(&scan()).unwrap());
    assert_eq!(answer(&phone.json(&[]), "after_no")["answer"], "no");
    phone.gate.withdraw(&scan()).unwrap();
    drop(phone.at("08:00:05").gate.acquire(&scan()).unwrap());
    let json = phone.json(&[]);
    let told = answer(&json, "after_no");
    assert_eq!((&told["answer"], &told["times"]), (&"yes".into(), &1.into()));
    assert_eq!(
        column(&json, "let_through", "breaks"),
        [&json!(["after-withdrawal", "observe-mode"])]
    );
    assert_eq!(column(&json, "consent_ended", "purpose"), ["qr-scan"]);
}

#[test]
fn the_background_is_told_apart_from_what_is_declared_for_it() {
    let mut phone = Phone::observing("background", &["shake"]);
    phone.accept();
    let model = Access::new("device-info", Resource::DeviceId, ["model"]).unwrap();
    drop(phone.at("08:00:00").gate.acquire(&model).unwrap());
    phone.gate.app_state(AppState::Background).unwrap();
    phone.pass(60_000);
    phone.gate.maintain();
    drop(phone.gate.acquire(&model).unwrap());
    let told = answer(&phone.json(&[]), "background").clone();
    let seen = (&told["answer"], &told["broken"], &told["times"]);
    assert_eq!(seen, (&"yes".into(), &false.into(), &1.into()), "declared: {told:#}");
    phone.pass(60_000);
    drop(phone.shake("Shake.kt:7"));
    let json = phone.json(&[]);
    let told = answer(&json, "background");
    assert_eq!((&told["times"], &told["times_broken"]), (&2.into(), &1.into()));
    assert_eq!(column(&json, "let_through", "app"), ["background"]);
    phone.sees_apps_listed("tag");
    let json = phone.json(&[]);
    assert_eq!(answer(&json, "background")["times_broken"], 2, "past the gate");
}

#[test]
fn what_the_system_reports_is_counted_once() {
    let mut phone = Phone::new("reports");
    phone.accept();
    assert_eq!(answer(&phone.json(&[]), "past_the_gate")["answer"], "unclear");
    let lease = phone.at("08:00:00").shake("Shake.kt:7");
    let scopes = Resource::Motion.scope("raw").unwrap();
    let observed = Observed { resource: Resource::Motion, scopes, attribution: "shake" };
    phone.at("08:00:00.100").gate.os_observed(observed);
    phone.at("08:00:02.500");
    drop(lease);
    let json = phone.json(&[]);
    assert_eq!(answer(&json, "past_the_gate")["answer"], "no");
    assert_eq!(
        (&json["totals"]["accesses"], &json["peaks"][0]["accesses"]),
        (&1.into(), &1.into())
    );
    assert_eq!(
        column(&json, "access", "lease"),
        [&json!({ "ended": "released", "held_ms": 2_500 })]
    );
    phone.gate.os_observed(observed);
    let json = phone.json(&[]);
    let told = answer(&json, "past_the_gate");
    assert_eq!(
        (&told["answer"], &told["times_broken"], &told["looked_at"]),
        (&"yes".into(), &1.into(), &2.into())
    );
    assert_eq!(json["totals"]["accesses"], 2);
}

#[test]
fn prompts_are_told_with_their_tap_and_answer() {
    let mut phone = Phone::new("prompts");
    phone.accept();
    let unasked = scan().user_initiated(false);
    phone.at("08:00:00").gate.answer(&unasked, Answer::Refuse).unwrap();
    phone.at("09:00:00").gate.answer(&unasked, Answer::Dismiss).unwrap();
    phone.at("10:00:00").gate.answer(&scan(), Answer::Grant).unwrap();
    let json = phone.json(&[]);
    assert_eq!(column(&json, "prompt", "tapped"), [false, false, true]);
    let sheet = |answer| json!({ "kind": "consent_sheet", "answer": answer, "text_shown": true });
    let prompts = [sheet("refused"), sheet("dismissed"), sheet("granted")];
    assert_eq!(column(&json, "prompt", "prompt"), prompts.iter().collect::<Vec<_>>());
    let untapped = answer(&json, "asked_untapped");
    assert_eq!(
        (&untapped["times"], &untapped["looked_at"], &untapped["broken"]),
        (&2.into(), &3.into(), &false.into())
    );
    let again = answer(&json, "asked_again");
    assert_eq!((&again["times"], &again["broken"]), (&1.into(), &true.into()));
    assert!(phone.text(&["--lang", "zh"]).contains("关闭（视为拒绝）；已展示说明"));
}

#[test]
fn what_the_policy_does_not_declare_counts_only_when_it_was_let_in() {
    let phone = Phone::new("undeclared");
    phone.accept();
    let number = Access::new("shake", Resource::Phone, ["number"]).unwrap();
    assert!(phone.gate.acquire(&number).is_err());
    let json = phone.json(&[]);
    let told = answer(&json, "undeclared");
    assert_eq!((&told["answer"], &told["times_denied"]), (&"no".into(), &1.into()));
    assert_eq!(phone.report(&[]).status.code(), Some(0));
    assert!(!phone.text(&["--lang", "en"]).contains("<mark>"));
}

#[test]
fn a_group_is_a_row_for_each_resource() {
    let phone = Phone::new("group");
    phone.accept();
    assert!(phone.gate.acquire_all(&Access::purpose_only("record-video")).is_err());
    let json = phone.json(&[]);
    assert_eq!(column(&json, "denied", "resource"), ["camera", "microphone", "media"]);
}

#[test]
fn of_a_group_only_that_breaks_something_which_does() {
    let phone = Phone::observing("part", &["record-video"]);
    phone.accept();
    let video = Access::purpose_only("record-video");
    phone.gate.answer(&video, Answer::Grant).unwrap();
    let camera = Access::new("record-video", Resource::Camera, ["video"]).unwrap();
    phone.gate.withdraw(&camera).unwrap();
    drop(phone.gate.acquire_all(&video).unwrap());
    let json = phone.json(&[]);
    let told = answer(&json, "after_no");
    assert_eq!(told["times"], 1, "{told:#}");
    assert_eq!(column(&json, "let_through", "resource"), ["camera", "microphone", "media"]);
}

#[test]
fn what_has_no_end_in_the_log_says_so() {
    let mut phone = Phone::new("open");
    phone.accept();
    let first = phone.at("08:00:00").gate.acquire(&shake()).unwrap();
    drop(phone.at("08:00:05").shake("Shake.kt:7"));
    let json = phone.json(&[]);
    let leases =
        [json!({ "ended": null, "held_ms": null }), json!({ "ended": "released", "held_ms": 0 })];
    assert_eq!(column(&json, "access", "lease"), leases.iter().collect::<Vec<_>>());
    drop(first);
}
