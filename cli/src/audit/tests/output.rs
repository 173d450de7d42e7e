//! What people and scripts read.

use super::*;
use crate::audit::RULES;
use crate::lang::Lang;

/// A log that breaks several rules.
fn bad_day() -> Script {
    let mut log = Script::fresh();
    log.allow("qr-scan", Some(CAMERA), 1).end(1, LeaseEnd::Released, 0);
    log.policy(PolicyAct::Accepted).consent("targeted-ads", None, Action::Refuse);
    // An independent SDK is asked for by name.
    log.sheet("targeted-ads", None, PromptAnswer::Granted);
    let it = consent("targeted-ads", None, Action::Grant, Cause::User);
    log.put(Event::Consent(Consent { caller: "advertising".into(), ..it }));
    for _ in 0..9 {
        let it = decision("targeted-ads", None, 0);
        log.put(Event::Decision(Decision { caller: "advertising".into(), ..it }));
        log.put(Event::Decision(decision("targeted-ads", None, 0)));
    }
    log.observed(CAMERA, "", false);
    log
}

#[test]
fn findings_name_the_culprit_and_cite() {
    let policy = policy();
    let judgement = bad_day().judge(&policy);
    let english = judgement.as_text(Lang::En);
    assert!(english.starts_with("3 violations, 0 warnings: 26 records from 2026-"), "{english}");
    assert!(
        english.contains(
            "The app used camera:preview for `qr-scan` (Scan a QR code) once before the user"
        ),
        "{english}"
    );
    let cites = "cites   policy 一(二)7\n            国信办秘字〔2019〕191号 三(1)\n";
    assert!(english.contains(cites), "{english}");
    let chinese = judgement.as_text(Lang::Zh);
    let cites =
        "依据    《网易云音乐隐私政策》一(二)7\n            国信办秘字〔2019〕191号 三(1)\n";
    assert!(chinese.contains(cites), "{chinese}");
    assert!(
        chinese.contains(
            "用户已拒绝，应用仍使用了该用途的数据（用途“定向广告” targeted-ads），共 9 次。"
        ),
        "{chinese}"
    );
}

#[test]
fn json_is_stable() {
    let policy = policy();
    let json = bad_day().judge(&policy).to_json();
    let rules: Vec<_> = json["findings"].as_array().unwrap().iter().map(|it| &it["rule"]).collect();
    assert_eq!(rules, ["before-acceptance", "after-refusal", "bypass"]);
    let first = &json["findings"][0];
    assert_eq!(first["scope"][0], "preview");
    assert_eq!(first["places"][0]["segment"], "0000000000000009");
    assert_eq!(first["cites"][0]["clause"], "一(二)7");
    assert_eq!(json["looked_at"]["records"], 26);
}

#[test]
fn a_clean_log_says_what_was_looked_at() {
    let policy = policy();
    let judgement = Script::accepted().judge(&policy);
    let text = judgement.as_text(Lang::En);
    assert!(text.starts_with("no findings: 2 records from 2026-11-"), "{text}");
    assert!(judgement.as_text(Lang::Zh).starts_with("没有发现问题：2 条记录"));
}

#[test]
fn nothing_is_left_to_fill_in() {
    let policy = policy();
    for lang in [Lang::En, Lang::Zh] {
        let text = bad_day().judge(&policy).as_text(lang);
        assert!(!text.contains(['{', '}']), "{text}");
    }
}

#[test]
fn every_rule_explains_itself_in_both_languages() {
    for rule in RULES {
        assert!(!rule.cites.is_empty(), "{}", rule.id);
        for lang in [Lang::En, Lang::Zh] {
            assert!(rule.explanation(lang).lines().count() >= 3, "{}", rule.id);
        }
    }
}

#[test]
fn records_of_another_policy_version_are_noted() {
    let mut log = Script::accepted();
    log.version = "2023-01-01";
    log.deny("qr-scan", Some(CAMERA), Reason::ConsentNotAsked);
    let policy = policy();
    let text = log.judge(&policy).as_text(Lang::En);
    assert!(text.contains("note: 1 record of policy version 2023-01-01 held"), "{text}");
}
