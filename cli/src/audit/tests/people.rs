//! Consents that are over, that are shared, and those of minors.

use super::*;
use menshen::{Age, SubjectKind, Time};

const BACK: Action = Action::Withdraw;

fn user(purpose: &'static str, of: Scope) -> Consent<'static> {
    consent(purpose, Some(of), Action::Grant, Cause::User)
}

/// A grant for this long, from now.
fn until(log: &Script, span: u64) -> Event<'static> {
    let until = Some(Time::from_millis(log.wall + (log.now + span) as i64));
    Event::Consent(Consent { until, ..user("qr-scan", CAMERA) })
}

#[test]
fn a_consent_for_an_hour_lasts_an_hour_whatever_the_wall_clock_says() {
    let mut log = Script::accepted();
    let grant = until(&log, HOUR);
    log.put(grant);
    log.wall -= 5 * HOUR as i64;
    log.wait(HOUR + SECOND).allow("qr-scan", Some(CAMERA), 0).is_clean();
    log.wait(1).allow("qr-scan", Some(CAMERA), 0).breaks("after-expiry", "expired");
    let mut log = Script::accepted();
    let grant = until(&log, HOUR);
    log.put(grant);
    log.wall += 5 * HOUR as i64;
    log.wait(MINUTE).allow("qr-scan", Some(CAMERA), 0).is_clean();
}

#[test]
fn a_grant_does_not_shorten_the_longer_grant_of_what_it_implies() {
    let mut log = Script::accepted();
    log.consent("nearby-people", Some(COARSE), Action::Grant);
    let until = Some(Time::from_millis(log.wall + (log.now + HOUR) as i64));
    log.put(Event::Consent(Consent { until, ..user("nearby-people", FINE) }));
    log.wait(2 * HOUR).allow("nearby-people", Some(COARSE), 0).is_clean();
    log.wait(MINUTE).allow("nearby-people", Some(FINE), 0).breaks("after-expiry", "expired");
}

#[test]
fn a_consent_for_one_access_covers_the_access_that_uses_it_up() {
    let mut log = Script::accepted();
    log.put(Event::Consent(Consent { once: true, ..user("qr-scan", CAMERA) })).wait(MINUTE);
    log.consent_by("qr-scan", Some(CAMERA), BACK, Cause::Expiry).wait(900);
    log.allow("qr-scan", Some(CAMERA), 0).is_clean();
    log.allow("qr-scan", Some(CAMERA), 0).breaks("after-withdrawal", "ended");
    let mut log = Script::accepted();
    log.put(Event::Consent(Consent { once: true, ..user("qr-scan", CAMERA) })).wait(MINUTE);
    log.consent_by("qr-scan", Some(CAMERA), BACK, Cause::Expiry).wait(1_001);
    log.allow("qr-scan", Some(CAMERA), 0).breaks("after-withdrawal", "ended");
}

#[test]
fn the_answer_to_the_systems_dialog_is_a_consent_in_context() {
    let mut log = Script::installed();
    log.prompt(PromptKind::OsDialog, CAMERA, true, PromptAnswer::Granted);
    log.allow("qr-scan", Some(CAMERA), 0).is_clean();
    log.allow("ar-scan", Some(CAMERA), 0).breaks("without-consent", "never-given");
    let mut log = Script::installed();
    log.prompt(PromptKind::OsDialog, CAMERA, true, PromptAnswer::Refused);
    log.allow("qr-scan", Some(CAMERA), 0).breaks("without-consent", "never-given");
}

#[test]
fn where_the_policy_suffices_or_the_basis_is_another_nothing_is_missing() {
    let mut log = Script::installed();
    log.allow("shake", Some((Resource::Motion, "raw")), 0).allow("register", None, 0);
    log.deny("qr-scan", Some(CAMERA), Reason::ConsentNotAsked).is_clean();
    // An independent SDK needs an answer that names it, even there.
    let it = decision("targeted-ads", None, 0);
    log.put(Event::Decision(Decision { caller: "advertising".into(), ..it }));
    log.breaks("without-consent", "never-given");
}

#[test]
fn a_log_that_lost_its_start_misses_no_consent_and_no_sheet() {
    let mut log = Script::accepted();
    log.allow("qr-scan", Some(CAMERA), 0);
    log.consent("hum-recognition", Some(MICROPHONE), Action::Grant);
    log.allow("hum-recognition", Some(MICROPHONE), 0).is_clean();
}

#[test]
fn a_sheet_for_the_purpose_as_a_whole_or_for_more_of_the_resource_is_its_own() {
    let mut log = Script::installed();
    log.sheet("record-video", None, PromptAnswer::Granted);
    for of in [(Resource::Camera, "video"), (Resource::Microphone, "record")] {
        log.consent("record-video", Some(of), Action::Grant);
        log.allow("record-video", Some(of), 0);
    }
    log.sheet("nearby-people", Some(FINE), PromptAnswer::Granted);
    log.consent("nearby-people", Some(COARSE), Action::Grant);
    log.allow("nearby-people", Some(COARSE), 0).is_clean();
}

#[test]
fn an_answer_that_comes_long_after_the_sheet_is_not_the_sheets() {
    for (wait, clean) in [(10 * SECOND, true), (10 * SECOND + 1, false)] {
        let mut log = Script::installed();
        log.sheet("hum-recognition", Some(MICROPHONE), PromptAnswer::Granted).wait(wait);
        log.consent("hum-recognition", Some(MICROPHONE), Action::Grant);
        log.allow("hum-recognition", Some(MICROPHONE), 0);
        assert_eq!(log.findings().is_empty(), clean);
    }
    let mut log = Script::installed();
    log.sheet("hum-recognition", Some(MICROPHONE), PromptAnswer::Refused);
    log.consent("hum-recognition", Some(MICROPHONE), Action::Grant);
    log.allow("hum-recognition", Some(MICROPHONE), 0).breaks("separate-consent", "no-sheet");
}

/// A subject of this age uses the app.
fn aged(age: Age) -> Script {
    let mut log = Script::installed();
    log.subject = 8;
    log.put(Event::Subject { kind: SubjectKind::Account, age });
    log.agree("qr-scan", Some(CAMERA)).allow("qr-scan", Some(CAMERA), 0);
    log
}

#[test]
fn a_guardian_is_needed_below_the_age_that_the_policy_names() {
    aged(Age::Child).breaks("guardian", "missing");
    // Cloud Music: 14. Who does not tell counts as an adult there.
    aged(Age::Teen).is_clean();
    aged(Age::Unknown).is_clean();
    let mut file: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    (file["guardian_age"], file["unknown_age"]) = (18.into(), "child".into());
    let strict = Policy::parse(&file.to_string()).unwrap();
    for age in [Age::Teen, Age::Unknown] {
        let findings = aged(age).judge(&strict).findings;
        assert_eq!(findings[0].variant.rule, "guardian");
    }
    assert!(aged(Age::Adult).judge(&strict).findings.is_empty());
}

#[test]
fn a_guardian_that_consented_suffices_and_a_lost_start_accuses_nobody() {
    let mut log = Script::installed();
    log.subject = 8;
    log.put(Event::Subject { kind: SubjectKind::Account, age: Age::Child });
    log.put(Event::Guardian { action: Action::Grant });
    log.agree("qr-scan", Some(CAMERA)).allow("qr-scan", Some(CAMERA), 0).is_clean();
    let mut log = aged(Age::Child);
    log.later = true;
    log.is_clean();
}

#[test]
fn a_childs_consents_are_all_separate() {
    let mut log = Script::installed();
    log.subject = 8;
    log.put(Event::Subject { kind: SubjectKind::Account, age: Age::Child });
    log.put(Event::Guardian { action: Action::Grant });
    log.allow("shake", Some((Resource::Motion, "raw")), 0);
    log.breaks("without-consent", "never-given");
}
