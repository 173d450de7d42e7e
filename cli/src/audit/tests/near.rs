//! What nearly breaks a rule about prompts, intervals, one-shot reads and signatures.

use super::*;
use PromptAnswer::{Dismissed, Granted};
use PromptKind::{ConsentSheet, OsDialog, OsSettings};

/// The user was refused an hour ago, and the app is started again.
fn restarted() -> Script {
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, CAMERA, true, Dismissed).wait(HOUR);
    log.start(2, 77).goes(AppState::Foreground);
    log
}

#[test]
fn a_prompt_is_at_relaunch_for_half_a_minute() {
    let mut log = restarted();
    log.wait(30 * SECOND).prompt(ConsentSheet, CAMERA, false, Granted);
    log.breaks("reprompt", "at-relaunch");
    let mut log = restarted();
    log.wait(30 * SECOND + 1).prompt(ConsentSheet, CAMERA, false, Granted);
    log.breaks("reprompt", "within-48h");
    // Refused after the start, asked again at once: no matter of the start.
    let mut log = restarted();
    log.prompt_for("ar-scan", ConsentSheet, CAMERA, true, Dismissed).wait(SECOND);
    log.prompt_for("ar-scan", ConsentSheet, CAMERA, false, Granted);
    log.breaks("reprompt", "within-48h");
    let mut log = restarted();
    log.prompt(ConsentSheet, CAMERA, true, Granted).is_clean();
}

/// Two permissions are asked for, this long after the acceptance and one another.
fn two_permissions(first: u64, second: u64, tapped: bool) -> Script {
    let mut log = Script::accepted();
    log.wait(first).prompt(OsDialog, CAMERA, false, Granted);
    log.wait(second).prompt(OsDialog, MICROPHONE, tapped, Granted);
    log
}

#[test]
fn permissions_are_asked_for_at_launch_for_half_a_minute() {
    let finding =
        two_permissions(SECOND, 29 * SECOND, false).breaks("prompts-at-once", "at-launch");
    assert_eq!(finding.culprit.resource, Some(Resource::Camera));
    assert_eq!(finding.details[0].en, "qr-scan microphone:recognise");
    two_permissions(SECOND, 29 * SECOND + 1, false).is_clean();
    two_permissions(SECOND, SECOND, true).is_clean();
    // The same permission for more is one, and so is the sheet before the dialog.
    let mut log = Script::accepted();
    log.prompt(OsDialog, COARSE, false, Dismissed);
    log.prompt(OsDialog, (Resource::Location, "background"), false, Granted).is_clean();
    let mut log = Script::accepted();
    log.prompt(ConsentSheet, MICROPHONE, false, Granted);
    log.prompt(OsDialog, CAMERA, false, Granted).is_clean();
}

#[test]
fn each_launch_is_for_itself() {
    let mut log = Script::accepted();
    log.wait(SECOND).prompt(OsDialog, CAMERA, false, Granted).wait(HOUR);
    log.start(2, 77).goes(AppState::Foreground);
    log.prompt(OsDialog, MICROPHONE, false, Granted).is_clean();
    log.wait(SECOND).prompt(OsDialog, COARSE, false, Granted);
    log.breaks("prompts-at-once", "at-launch");
}

#[test]
fn prompts_in_a_row_are_ten_seconds_apart_and_for_different_purposes() {
    let two = |wait: u64, purpose: &'static str, tapped: bool| {
        let mut log = Script::accepted();
        log.wait(HOUR).prompt(ConsentSheet, CAMERA, false, Dismissed).wait(wait);
        log.prompt_for(purpose, ConsentSheet, MICROPHONE, tapped, Granted);
        log
    };
    two(10 * SECOND, "hum-recognition", false).breaks("prompts-at-once", "in-a-row");
    two(10 * SECOND + 1, "hum-recognition", false).is_clean();
    two(SECOND, "qr-scan", false).is_clean();
    two(SECOND, "hum-recognition", true).is_clean();
    // A tap on another feature between them.
    let mut log = Script::accepted();
    log.wait(HOUR).prompt(ConsentSheet, CAMERA, false, Dismissed).wait(SECOND);
    log.deny("hum-recognition", Some(MICROPHONE), Reason::ConsentNotAsked);
    log.prompt_for("hum-recognition", ConsentSheet, MICROPHONE, false, Granted).is_clean();
}

#[test]
fn a_row_is_one_finding() {
    let mut log = Script::accepted();
    log.wait(HOUR).prompt(ConsentSheet, CAMERA, false, Dismissed);
    for purpose in ["ar-scan", "hum-recognition", "shake"] {
        log.wait(3 * SECOND).prompt_for(purpose, ConsentSheet, CAMERA, false, Dismissed);
    }
    let finding = log.breaks("prompts-at-once", "in-a-row");
    assert_eq!((finding.count, finding.culprit.purpose.as_str()), (3, "qr-scan"));
}

#[test]
fn a_dialog_is_explained_for_five_minutes_and_for_its_purpose() {
    let asked = |purpose: &'static str, kind: PromptKind, wait: u64| {
        let mut log = Script::accepted();
        log.sheet(purpose, Some(CAMERA), Granted).wait(wait);
        let it = prompt(kind, "qr-scan", Some(CAMERA), true, Granted);
        log.put(Event::Prompt(Prompt { text: 0, ..it }));
        log
    };
    asked("qr-scan", OsDialog, 5 * MINUTE).is_clean();
    asked("qr-scan", OsDialog, 5 * MINUTE + 1).breaks("unexplained-prompt", "system-dialog");
    asked("ar-scan", OsDialog, SECOND).breaks("unexplained-prompt", "system-dialog");
    asked("qr-scan", ConsentSheet, SECOND).breaks("unexplained-prompt", "sheet");
    asked("ar-scan", OsSettings, SECOND).is_clean();
}

/// Accesses that these spans lie between; the user taps none.
fn accesses(spans: &[u64]) -> Script {
    let mut log = Script::accepted();
    let it = decision("device-sensors", Some((Resource::Motion, "raw")), 0);
    let it = Decision { user_initiated: false, ..it };
    log.put(Event::Decision(it.clone()));
    for span in spans {
        log.wait(*span).put(Event::Decision(it.clone()));
    }
    log
}

#[test]
fn eight_accesses_at_one_interval_are_polling() {
    accesses(&[30 * SECOND; 6]).is_clean();
    let finding = accesses(&[30 * SECOND; 7]).breaks("fixed-interval", "polling");
    assert_eq!((finding.count, finding.places.len()), (8, 5));
    assert_eq!(finding.details[0].en, "about every 30 s");
    assert_eq!(accesses(&[30 * SECOND; 9]).findings()[0].count, 10);
}

#[test]
fn an_interval_may_waver_by_a_tenth() {
    let wavering = |last: u64| accesses(&[[30 * SECOND; 6].as_slice(), &[last]].concat());
    wavering(33 * SECOND).breaks("fixed-interval", "polling");
    wavering(33 * SECOND + 1).is_clean();
    wavering(27 * SECOND).breaks("fixed-interval", "polling");
    wavering(27 * SECOND - 1).is_clean();
}

#[test]
fn a_burst_or_a_visit_now_and_then_is_no_polling() {
    accesses(&[999; 7]).is_clean();
    accesses(&[SECOND; 7]).breaks("fixed-interval", "polling");
    accesses(&[10 * MINUTE; 7]).breaks("fixed-interval", "polling");
    accesses(&[10 * MINUTE + 1; 7]).is_clean();
}

#[test]
fn a_tap_between_begins_anew() {
    let mut log = accesses(&[30 * SECOND; 6]);
    log.wait(30 * SECOND).allow("device-sensors", Some((Resource::Motion, "raw")), 0).is_clean();
}

#[test]
fn one_read_takes_a_minute_at_most_unless_more_is_declared() {
    let held = |purpose: &'static str, of: Scope, span: u64| {
        let mut log = Script::accepted();
        log.allow(purpose, Some(of), 1).wait(span).end(1, LeaseEnd::Released, span);
        log
    };
    let clipboard = (Resource::Clipboard, "match");
    held("clipboard-command", clipboard, MINUTE + 5 * SECOND).is_clean();
    let late = held("clipboard-command", clipboard, MINUTE + 5 * SECOND + 1);
    late.breaks("lease-open", "one-shot-held");
    held("local-music", (Resource::Media, "audio"), 9 * HOUR).is_clean();
}

/// A log of this many records after the first two, this far apart.
fn long(records: usize, apart: u64) -> Script {
    let mut log = Script::accepted();
    for _ in 0..records {
        log.wait(apart).goes(AppState::Foreground);
    }
    log
}

#[test]
fn a_tail_may_be_short_or_quick_but_not_neither() {
    long(98, 6_123).breaks("unsigned", "never-signed");
    long(97, 60 * SECOND).is_clean();
    long(100, 6 * SECOND).is_clean();
    long(8_190, 1).is_clean();
    long(8_191, 1).breaks("unsigned", "never-signed");
}

#[test]
fn a_checkpoint_signs_what_came_before() {
    let mut log = long(200, MINUTE);
    log.put(Event::Checkpoint { number: 1, digest: 0 }).is_clean();
}
