//! Asking again.

use super::*;
use PromptAnswer::{Dismissed, Granted, Reduced, Refused};
use PromptKind::{ConsentSheet, OsDialog, OsSettings};

#[test]
fn asked_again_within_48_hours() {
    for (first, second) in
        [(ConsentSheet, OsDialog), (OsDialog, ConsentSheet), (ConsentSheet, OsSettings)]
    {
        let mut log = Script::accepted();
        log.prompt(first, CAMERA, true, Dismissed).wait(48 * HOUR - 1);
        log.prompt(second, CAMERA, false, Granted);
        log.breaks("reprompt", "within-48h");
    }
}

#[test]
fn another_subject_is_the_same_person_to_ask() {
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).wait(HOUR);
    log.subject = 8;
    log.prompt(ConsentSheet, CAMERA, false, Granted).breaks("reprompt", "within-48h");
}

#[test]
fn after_48_hours_once_more_and_then_no_more() {
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).wait(48 * HOUR);
    log.prompt(ConsentSheet, CAMERA, false, Refused).is_clean();
    log.wait(500 * HOUR).prompt(ConsentSheet, CAMERA, false, Refused);
    log.breaks("reprompt", "after-two-refusals");
}

#[test]
fn who_taps_the_feature_may_be_asked() {
    let mut log = Script::accepted();
    for _ in 0..4 {
        log.prompt(ConsentSheet, CAMERA, true, Refused).wait(MINUTE);
    }
    log.is_clean();
    log.wait(500 * HOUR).prompt(ConsentSheet, CAMERA, false, Refused);
    log.breaks("reprompt", "after-two-refusals");
}

#[test]
fn a_grant_between_starts_over() {
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).wait(HOUR);
    log.prompt(ConsentSheet, CAMERA, true, Granted).wait(HOUR);
    log.prompt(OsDialog, CAMERA, false, Granted).is_clean();
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).wait(HOUR);
    log.consent("qr-scan", Some(CAMERA), Action::Grant);
    log.prompt(ConsentSheet, CAMERA, false, Granted).is_clean();
}

#[test]
fn a_permission_given_in_the_settings_starts_the_systems_dialogs_over() {
    let (resource, scopes) = scopes(CAMERA);
    let granted = Event::OsGrant { resource, scopes, grant: OsGrant::Granted };
    let mut log = Script::accepted();
    log.prompt(OsDialog, CAMERA, false, Refused).put(granted.clone());
    log.prompt(OsDialog, CAMERA, false, Granted).is_clean();
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).put(granted);
    log.prompt(ConsentSheet, CAMERA, false, Granted).breaks("reprompt", "within-48h");
}

#[test]
fn other_purposes_and_scopes_may_be_asked_for() {
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).wait(MINUTE);
    log.prompt_for("ar-scan", ConsentSheet, CAMERA, false, Granted).wait(MINUTE);
    log.prompt(ConsentSheet, (Resource::Media, "pick"), false, Granted).wait(MINUTE);
    log.prompt_for("nearby-people", ConsentSheet, FINE, false, Refused).wait(MINUTE);
    log.prompt_for("nearby-people", ConsentSheet, COARSE, false, Refused).wait(MINUTE);
    log.is_clean();
    log.prompt_for("nearby-people", ConsentSheet, FINE, false, Refused);
    log.findings().iter().for_each(|it| assert_eq!(it.variant.rule, "reprompt"));
}

#[test]
fn a_reduced_answer_refuses_the_rest() {
    let mut log = Script::accepted();
    log.prompt_for("nearby-people", OsDialog, FINE, false, Reduced);
    log.prompt_for("nearby-people", OsDialog, COARSE, false, Granted).is_clean();
    log.prompt_for("nearby-people", OsDialog, FINE, false, Granted);
    log.breaks("reprompt", "within-48h");
}

#[test]
fn two_reduced_answers_are_two_refusals_of_the_rest() {
    let mut log = Script::accepted();
    for _ in 0..2 {
        log.prompt_for("nearby-people", OsDialog, FINE, true, Reduced).wait(500 * HOUR);
    }
    log.prompt_for("nearby-people", OsDialog, FINE, false, Granted);
    log.breaks("reprompt", "after-two-refusals");
}

#[test]
fn a_visit_to_the_settings_is_no_refusal() {
    let mut log = Script::accepted();
    log.prompt(OsSettings, CAMERA, true, Dismissed);
    log.prompt(OsDialog, CAMERA, false, Granted).is_clean();
}

#[test]
fn the_boot_clock_counts_the_hours() {
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).wait(HOUR);
    log.wall += 72 * HOUR as i64;
    log.prompt(ConsentSheet, CAMERA, false, Granted).breaks("reprompt", "within-48h");
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused).wait(HOUR);
    log.wall += 72 * HOUR as i64;
    log.start(2, 77).prompt(ConsentSheet, CAMERA, false, Granted);
    log.breaks("reprompt", "within-48h");
    // After a restart of the device there is only the wall clock.
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, false, Refused);
    log.wall += 72 * HOUR as i64;
    log.start(2, 78).prompt(ConsentSheet, CAMERA, false, Granted).is_clean();
}
