//! Refusals and withdrawals.

use super::*;

const NO: Action = Action::Refuse;
const YES: Action = Action::Grant;
const BACK: Action = Action::Withdraw;

#[test]
fn an_access_after_a_refusal() {
    let mut log = Script::accepted();
    log.consent("qr-scan", Some(CAMERA), NO).allow("qr-scan", Some(CAMERA), 0);
    log.wait(HOUR).allow("qr-scan", Some(CAMERA), 0);
    let finding = log.breaks("after-refusal", "refused");
    assert_eq!((finding.count, finding.places.len()), (2, 2));
    assert_eq!(finding.last.unwrap().since(finding.first.unwrap()), Span::hours(1));
}

#[test]
fn only_the_latest_answer_of_this_subject_for_this_purpose_counts() {
    let mut log = Script::accepted();
    log.consent("qr-scan", Some(CAMERA), NO).consent("qr-scan", Some(CAMERA), YES);
    log.allow("qr-scan", Some(CAMERA), 0);
    log.consent("ar-scan", Some(CAMERA), NO).allow("qr-scan", Some(CAMERA), 0);
    log.subject = 8;
    log.consent("qr-scan", Some(CAMERA), NO);
    log.subject = 7;
    log.allow("qr-scan", Some(CAMERA), 0).is_clean();
    log.subject = 8;
    log.allow("qr-scan", Some(CAMERA), 0).breaks("after-refusal", "refused");
}

#[test]
fn refusing_a_scope_refuses_those_that_imply_it_and_no_others() {
    let mut log = Script::accepted();
    log.consent("nearby-people", Some(FINE), NO).allow("nearby-people", Some(COARSE), 0);
    log.is_clean();
    let mut log = Script::accepted();
    log.consent("nearby-people", Some(COARSE), NO).allow("nearby-people", Some(FINE), 0);
    log.breaks("after-refusal", "refused");
}

#[test]
fn granting_the_smaller_scope_again_does_not_grant_the_larger() {
    let mut log = Script::accepted();
    log.consent("nearby-people", Some(COARSE), NO).consent("nearby-people", Some(COARSE), YES);
    log.allow("nearby-people", Some(COARSE), 0).is_clean();
    log.wait(HOUR).allow("nearby-people", Some(FINE), 0).breaks("after-refusal", "refused");
}

#[test]
fn granting_a_scope_grants_what_it_implies() {
    let mut log = Script::accepted();
    log.consent("nearby-people", Some(COARSE), NO).consent("nearby-people", Some(FINE), YES);
    log.allow("nearby-people", Some(COARSE), 0).is_clean();
}

#[test]
fn an_answer_without_a_resource_is_about_all_of_the_purpose() {
    let mut log = Script::accepted();
    log.consent("record-video", None, NO);
    log.allow("record-video", Some((Resource::Microphone, "record")), 0);
    log.breaks("after-refusal", "refused");
    let mut log = Script::accepted();
    log.consent("personalised-content", None, NO).allow("personalised-content", None, 0);
    log.breaks("after-refusal", "refused");
}

#[test]
fn another_basis_than_consent_asks_nobody() {
    // register: contract.
    let mut log = Script::accepted();
    log.consent("register", None, NO).allow("register", None, 0).is_clean();
}

#[test]
fn an_independent_sdk_has_answers_of_its_own() {
    let answer = |caller: &'static str, action| {
        Event::Consent(Consent {
            purpose: "push-notifications".into(),
            scope: Some(scopes((Resource::Notifications, "post"))),
            action,
            until: None,
            once: false,
            caller: caller.into(),
            cause: Cause::User,
        })
    };
    let of = Some((Resource::Notifications, "post"));
    let by_push = Decision { caller: "push".into(), ..decision("push-notifications", of, 0) };
    let mut log = Script::accepted();
    log.put(answer("", NO)).put(Event::Decision(by_push.clone())).is_clean();
    log.put(answer("push", NO)).put(Event::Decision(by_push));
    log.breaks("after-refusal", "refused");
}

#[test]
fn an_access_after_a_withdrawal() {
    let mut log = Script::accepted();
    log.consent("qr-scan", Some(CAMERA), YES).allow("qr-scan", Some(CAMERA), 0);
    log.consent("qr-scan", Some(CAMERA), BACK).is_clean();
    log.allow("qr-scan", Some(CAMERA), 0).breaks("after-withdrawal", "withdrawn");
}

#[test]
fn an_access_after_the_permission_was_switched_off() {
    let mut log = Script::accepted();
    log.consent("hum-recognition", Some(MICROPHONE), YES);
    log.consent_by("hum-recognition", Some(MICROPHONE), BACK, Cause::OsChange);
    log.allow("hum-recognition", Some(MICROPHONE), 0);
    log.breaks("after-withdrawal", "permission-switched-off");
}

#[test]
fn an_access_that_a_withdrawal_crossed_was_never_handed_out() {
    let mut log = Script::accepted();
    log.consent("qr-scan", Some(CAMERA), BACK).allow("qr-scan", Some(CAMERA), 1);
    log.wait(2).end(1, LeaseEnd::Withdrawn, 2).is_clean();
}

#[test]
fn what_the_ledger_ends_is_named_scope_by_scope() {
    let mut log = Script::accepted();
    log.consent("nearby-people", Some(FINE), YES);
    log.consent_by("nearby-people", Some(COARSE), BACK, Cause::Expiry);
    log.consent("nearby-people", Some(COARSE), YES);
    log.allow("nearby-people", Some(FINE), 0).is_clean();
    let mut log = Script::accepted();
    log.consent_by("nearby-people", Some(COARSE), BACK, Cause::Expiry);
    log.allow("nearby-people", Some(COARSE), 0).breaks("after-withdrawal", "ended");
}

#[test]
fn where_accepting_the_policy_suffices_an_expiry_ends_nothing() {
    let motion = Some((Resource::Motion, "raw"));
    let mut log = Script::accepted();
    log.consent_by("shake", motion, BACK, Cause::Expiry).allow("shake", motion, 0).is_clean();
    log.consent("shake", motion, BACK).allow("shake", motion, 0);
    log.breaks("after-withdrawal", "withdrawn");
}
