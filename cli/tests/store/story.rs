//! The rejection: "read installed apps 09:58:34; privacy policy shown 10:00:17".

use serde_json::{Value, json};

use crate::phone::{Phone, answer, column, scan};

/// An SDK lists the installed apps before the user has seen the policy.
fn rejected(name: &str) -> Phone {
    let mut phone = Phone::new(name);
    phone.at("09:58:34").sees_apps_listed("location-device");
    phone.at("09:59:00.250").gate.sdk_running("advertising");
    assert!(phone.gate.acquire(&scan()).is_err());
    phone.at("10:00:17").gate.policy_shown().unwrap();
    phone.at("10:00:40").gate.accept_policy().unwrap();
    drop(phone.at("10:00:41.500").shake("Shake.kt:7"));
    phone
}

#[test]
fn the_access_before_the_policy_was_shown_is_told_with_its_times() {
    let phone = rejected("story");
    let json = phone.json(&[]);
    let told = answer(&json, "before_acceptance");
    assert_eq!((&told["answer"], &told["broken"]), (&"yes".into(), &true.into()), "{told:#}");
    assert_eq!((&told["times"], &told["times_denied"]), (&1.into(), &1.into()));
    let sentence = told["sentence"]["en"].as_str().unwrap();
    for part in ["at 2026-11-20 09:58:34.000", "00:01:43.000 before", "00:02:06.000 before"] {
        assert!(sentence.contains(part), "{sentence}");
    }
    let row = &json["rows"][told["rows"][0].as_u64().unwrap() as usize - 1];
    assert_eq!(row["at"], "2026-11-20T01:58:34Z");
    assert_eq!(row["relative_ms"], -126_000);
    assert_eq!((&row["kind"], &row["is_access"]), (&"reported_past_the_gate".into(), &true.into()));
    assert_eq!(
        (&row["caller"], &row["resource"]),
        (&"location-device".into(), &"installed_apps".into())
    );
    assert_eq!(row["breaks"], json!(["before-acceptance", "bypass"]));
    assert_eq!(json["acceptance"]["first_shown"], "2026-11-20T02:00:17Z");
    assert_eq!(json["acceptance"]["first_accepted"], "2026-11-20T02:00:40Z");
    assert_eq!(phone.report(&[]).status.code(), Some(1));
}

#[test]
fn what_follows_the_acceptance_is_after_it() {
    let json = rejected("after").json(&[]);
    assert_eq!(column(&json, "access", "relative_ms"), [1_500]);
    assert_eq!(column(&json, "policy", "relative_ms"), [-23_000, 0]);
    assert_eq!(column(&json, "denied", "relative_ms"), [-99_750]);
}

#[test]
fn an_sdk_that_ran_before_the_acceptance_is_named() {
    let json = rejected("sdk").json(&[]);
    let told = answer(&json, "sdk_start");
    assert_eq!((&told["answer"], &told["times"]), (&"yes".into(), &1.into()));
    assert_eq!(column(&json, "sdk_start", "caller"), ["advertising"]);
    assert_eq!(column(&json, "sdk_start", "relative_ms"), [-99_750]);
}

#[test]
fn the_page_has_the_same_times_in_both_languages() {
    let phone = rejected("page");
    let zh = phone.text(&["--lang", "zh"]);
    for part in [
        "<html lang=\"zh-CN\">",
        "2026-11-20 09:58:34.000",
        "−00:02:06.000",
        "+00:00:01.500",
        "距首次同意",
        "已安装应用：查询",
        "第一次比首次展示早 00:01:43.000，比首次同意早 00:02:06.000。",
        "拒绝，未访问：未同意隐私政策",
        "系统报告，绕过门神",
    ] {
        assert!(zh.contains(part), "{part}");
    }
    let en = phone.text(&["--lang", "en"]);
    for part in ["from first acceptance", "installed apps: query", "denied, not accessed"] {
        assert!(en.contains(part), "{part}");
    }
    assert!(!zh.contains("<script") && !zh.contains("http") && !zh.contains(" src="));
}

#[test]
fn rows_outside_the_period_are_left_out_but_not_forgotten() {
    let phone = rejected("period");
    let json = phone.json(&["--since", "2026-11-20T10:00:41+08:00"]);
    assert_eq!(json["rows"].as_array().unwrap().len(), 1, "{:#}", json["rows"]);
    assert_eq!(json["rows"][0]["relative_ms"], 1_500);
    assert_eq!(answer(&json, "before_acceptance")["answer"], "no");
    assert_eq!(answer(&json, "before_acceptance")["looked_at"], 1);
    let sentence = answer(&json, "before_acceptance")["sentence"]["en"].as_str().unwrap();
    assert!(sentence.contains("00:00:01.500 after the first acceptance (row 1)"), "{sentence}");
    let json = phone.json(&["--until", "2026-11-20T09:58:34+08:00"]);
    assert_eq!(json["rows"], Value::Array(vec![]));
    assert_eq!(json["acceptance"]["first_accepted"], "2026-11-20T02:00:40Z");
}
