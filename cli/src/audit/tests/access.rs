//! Rules about single accesses: acceptance, declaration, context, budget, observe mode, SDKs.

use super::*;

#[test]
fn an_access_before_acceptance() {
    let mut log = Script::fresh();
    log.policy(PolicyAct::Shown).allow("qr-scan", Some(CAMERA), 1).end(1, LeaseEnd::Released, 0);
    let finding = log.breaks("before-acceptance", "undecided");
    assert_eq!((finding.culprit.purpose.as_str(), finding.count), ("qr-scan", 1));
    assert_eq!(finding.places.iter().map(|place| place.seq).collect::<Vec<_>>(), [2]);
    assert!(finding.certain);
}

#[test]
fn an_access_let_through_by_observe_mode_before_acceptance_counts_too() {
    let mut log = Script::fresh();
    let reason = Some(Reason::PolicyNotAccepted);
    let it = Decision { reason, observed: true, ..decision("qr-scan", Some(CAMERA), 1) };
    log.put(Event::Decision(it)).end(1, LeaseEnd::Released, 0);
    let rules: Vec<_> = log.findings().iter().map(|it| it.variant.rule).collect();
    assert_eq!(rules, ["before-acceptance", "observe-mode"]);
}

#[test]
fn a_use_that_the_system_reports_before_acceptance() {
    let mut log = Script::fresh();
    log.observed(CAMERA, "ads", true);
    let finding = log.breaks("before-acceptance", "undecided");
    assert_eq!(finding.culprit.caller, "ads");
}

#[test]
fn an_access_after_declining() {
    let mut log = Script::accepted();
    log.policy(PolicyAct::Declined).allow("search", None, 0);
    log.breaks("before-acceptance", "declined");
}

#[test]
fn a_material_change_must_be_accepted_by_those_who_run_it() {
    let mut log = Script::fresh();
    log.version = "2023-01-01";
    log.policy(PolicyAct::Accepted);
    log.allow("device-info", Some((Resource::Wifi, "state")), 1).end(1, LeaseEnd::Released, 0);
    log.is_clean();
    log.version = "2024-08-23";
    log.start(2, 77).agree("qr-scan", Some(CAMERA)).allow("qr-scan", Some(CAMERA), 2).end(
        2,
        LeaseEnd::Released,
        0,
    );
    log.is_clean();
    log.allow("device-info", Some((Resource::Wifi, "state")), 3).end(3, LeaseEnd::Released, 0);
    log.breaks("before-acceptance", "outdated");
}

#[test]
fn denials_before_acceptance_and_accesses_after_it_are_fine() {
    let mut log = Script::fresh();
    log.deny("qr-scan", Some(CAMERA), Reason::PolicyNotAccepted);
    log.policy(PolicyAct::Declined).policy(PolicyAct::Accepted);
    log.agree("qr-scan", Some(CAMERA)).allow("qr-scan", Some(CAMERA), 1).end(
        1,
        LeaseEnd::Released,
        0,
    );
    log.is_clean();
}

#[test]
fn an_access_that_a_decline_crossed_was_never_handed_out() {
    let mut log = Script::accepted();
    log.policy(PolicyAct::Declined).allow("qr-scan", Some(CAMERA), 1);
    log.wait(900).end(1, LeaseEnd::PolicyChanged, 900);
    log.is_clean();
    let mut log = Script::accepted();
    log.policy(PolicyAct::Declined).allow("qr-scan", Some(CAMERA), 1);
    log.wait(1_100).end(1, LeaseEnd::PolicyChanged, 1_100);
    log.breaks("before-acceptance", "declined");
    let mut log = Script::accepted();
    log.policy(PolicyAct::Declined).allow("qr-scan", Some(CAMERA), 1);
    log.wait(900).end(1, LeaseEnd::Released, 900);
    log.breaks("before-acceptance", "declined");
}

#[test]
fn a_log_that_lost_its_start_accuses_nobody_of_what_is_not_in_it() {
    let mut log = Script::fresh();
    log.allow("qr-scan", Some(CAMERA), 1).end(1, LeaseEnd::Released, 0);
    log.put(Event::Checkpoint { number: 2, digest: 0 });
    log.is_clean();
    log.policy(PolicyAct::Declined).allow("qr-scan", Some(CAMERA), 2);
    log.end(2, LeaseEnd::Released, 0);
    log.breaks("before-acceptance", "declined");
    let mut log = Script::fresh();
    log.allow("qr-scan", Some(CAMERA), 1).end(1, LeaseEnd::Released, 0);
    log.put(Event::Checkpoint { number: 1, digest: 0 });
    log.breaks("before-acceptance", "undecided");
}

#[test]
fn what_is_not_declared() {
    for (purpose, of, caller, variant) in [
        ("ghost", CAMERA, "app", "purpose"),
        ("qr-scan", MICROPHONE, "app", "resource"),
        ("qr-scan", PHOTO, "app", "scope"),
        ("qr-scan", CAMERA, "push", "caller"),
        ("qr-scan", CAMERA, "nobody", "caller"),
    ] {
        let it = Decision { caller: caller.into(), ..decision(purpose, Some(of), 0) };
        let mut log = Script::accepted();
        log.put(Event::Decision(it.clone()));
        log.breaks("undeclared", variant);
        let reason = Some(Reason::UndeclaredPurpose);
        let mut log = Script::accepted();
        log.put(Event::Decision(Decision { reason, count: 5, ..it }));
        let finding = log.breaks("undeclared", &format!("{variant}-stopped"));
        assert_eq!(finding.count, 5);
    }
}

#[test]
fn an_undeclared_caller_of_a_group_without_a_lease() {
    let it = decision("installed-apps", None, 0);
    let mut log = Script::accepted();
    log.put(Event::Decision(it.clone())).is_clean();
    log.put(Event::Decision(Decision { caller: "push".into(), ..it }));
    log.breaks("undeclared", "caller");
}

#[test]
fn what_is_declared_may_be_asked_for() {
    let mut log = Script::accepted();
    // Named by its own need, by an alternative, implied, and by a listed SDK.
    log.allow("qr-scan", Some((Resource::Media, "pick")), 0);
    log.allow("publish-post", Some((Resource::Media, "images,video")), 0);
    log.allow("nearby-people", Some(FINE), 0);
    let it = decision("device-sensors", Some((Resource::Motion, "raw")), 0);
    log.put(Event::Decision(Decision { caller: "location-device".into(), ..it }));
    log.allow("search", None, 0);
    log.deny("qr-scan", Some(CAMERA), Reason::ConsentNotAsked);
    log.is_clean();
}

#[test]
fn an_access_from_further_back_than_declared() {
    let mut log = Script::accepted();
    log.app = AppState::Perceptible;
    log.allow("qr-scan", Some(CAMERA), 0);
    log.breaks("background", "too-far-back");
    let mut log = Script::accepted();
    log.app = AppState::Background;
    log.allow("playback-history", None, 0);
    log.breaks("background", "too-far-back");
}

#[test]
fn a_need_may_go_further_back_than_its_purpose() {
    let mut log = Script::accepted();
    log.app = AppState::Perceptible;
    log.allow("playback-history", None, 0);
    log.app = AppState::Background;
    // The purpose says foreground, its need for notifications says background.
    log.allow("music-alarm", Some((Resource::Notifications, "post")), 0);
    log.deny("qr-scan", Some(CAMERA), Reason::NotForeground);
    log.is_clean();
    log.allow("music-alarm", Some((Resource::Media, "save")), 0);
    log.breaks("background", "too-far-back");
}

/// device-info, where the network's name may only be read in the foreground.
fn with_a_stricter_need() -> Policy {
    let mut file: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    let purposes = file["purposes"].as_array_mut().unwrap();
    let purpose = purposes.iter_mut().find(|it| it["id"] == "device-info").unwrap();
    let needs = purpose["needs"].as_array_mut().unwrap();
    // Before the need for the state, which it implies.
    needs.sort_by_key(|need| need["scope"][0] != "ssid");
    needs[0]["context"] = "foreground".into();
    Policy::parse(&file.to_string()).unwrap()
}

#[test]
fn each_scope_has_the_context_of_the_need_that_names_it() {
    let policy = with_a_stricter_need();
    let rules = |scope| {
        let mut log = Script::accepted();
        log.app = AppState::Background;
        log.allow("device-info", Some((Resource::Wifi, scope)), 0);
        let findings = log.judge(&policy).findings;
        findings.iter().map(|it| it.variant.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules("state"), [""; 0]);
    assert_eq!(rules("ssid"), ["background"], "the strictest of its scopes counts");
}

#[test]
fn more_often_than_declared() {
    // friend-recommendation: 10 per hour.
    let contacts = Some((Resource::Contacts, "read"));
    let mut log = Script::accepted();
    for _ in 0..10 {
        log.allow("friend-recommendation", contacts, 0).wait(MINUTE);
    }
    log.is_clean();
    log.allow("friend-recommendation", contacts, 0);
    let finding = log.breaks("over-budget", "too-many");
    assert_eq!((finding.count, finding.places[0].seq), (1, 12));
}

#[test]
fn an_access_as_old_as_the_span_no_longer_counts() {
    let contacts = Some((Resource::Contacts, "read"));
    let mut log = Script::accepted();
    for _ in 0..30 {
        log.allow("friend-recommendation", contacts, 0).wait(6 * MINUTE);
    }
    log.is_clean();
}

#[test]
fn budgets_count_all_subjects_but_each_resource_and_purpose_for_itself() {
    // device-location: at least 5 minutes apart.
    let mut log = Script::accepted();
    log.allow("device-location", Some(FINE), 0);
    log.allow("nearby-people", Some(FINE), 0);
    log.wait(2 * MINUTE).is_clean();
    log.subject = 8;
    log.allow("device-location", Some(FINE), 0);
    log.breaks("over-budget", "too-close");
}

#[test]
fn a_clock_set_forward_hides_no_haste() {
    let mut log = Script::accepted();
    log.allow("device-location", Some(FINE), 0).wait(MINUTE);
    log.wall += 24 * HOUR as i64;
    log.allow("device-location", Some(FINE), 0);
    log.breaks("over-budget", "too-close");
}

#[test]
fn records_may_be_a_little_late() {
    let mut log = Script::accepted();
    log.allow("device-location", Some(FINE), 0).wait(5 * MINUTE - 900);
    log.allow("device-location", Some(FINE), 0).is_clean();
    // clipboard-command: at least 2 seconds apart, of which a tenth is allowed for.
    let clipboard = Some((Resource::Clipboard, "match"));
    log.allow("clipboard-command", clipboard, 0).wait(1_850);
    log.allow("clipboard-command", clipboard, 0).is_clean();
    log.wait(1_750).allow("clipboard-command", clipboard, 0);
    log.breaks("over-budget", "too-close");
}

#[test]
fn observe_mode_is_told_of() {
    let mut log = Script::accepted();
    let it = decision("qr-scan", Some(CAMERA), 0);
    let reason = Some(Reason::ConsentNotAsked);
    log.put(Event::Decision(Decision { reason, observed: true, ..it }));
    let finding = log.breaks("observe-mode", "let-through");
    assert_eq!(finding.details[0].en, "consent_not_asked");
    let mut log = Script::accepted();
    log.deny("qr-scan", Some(CAMERA), Reason::ConsentNotAsked).is_clean();
}

#[test]
fn a_use_past_the_gate() {
    let mut log = Script::accepted();
    log.observed(CAMERA, "ads", false);
    assert_eq!(log.breaks("bypass", "past-the-gate").culprit.caller, "ads");
}

#[test]
fn a_use_that_a_lease_covers_is_none_past_the_gate() {
    let mut log = Script::accepted();
    log.observed(CAMERA, "", true);
    log.allow("qr-scan", Some(CAMERA), 1);
    log.start(2, 77).observed(CAMERA, "", false).is_clean();
    // A lease on the preview covers no photo, and one that has ended nothing at all.
    let mut other = Script::accepted();
    other.allow("qr-scan", Some(CAMERA), 1).observed(PHOTO, "", false);
    other.breaks("bypass", "past-the-gate");
    log.process = 1;
    log.end(1, LeaseEnd::Released, 0).observed(CAMERA, "", false);
    log.breaks("bypass", "past-the-gate");
}

#[test]
fn sdks_that_should_not_run() {
    let mut log = Script::accepted();
    log.sdk("tracker", None, true).breaks("sdk-start", "unlisted");
    let mut log = Script::accepted();
    log.sdk("push", Some(Reason::ConsentNotAsked), true).breaks("sdk-start", "denied");
    let mut log = Script::fresh();
    log.sdk("push", Some(Reason::PolicyNotAccepted), true).breaks("sdk-start", "before-acceptance");
    let mut log = Script::fresh();
    log.sdk("push", None, false).breaks("sdk-start", "before-acceptance");
}

#[test]
fn sdks_that_may_run_or_were_stopped() {
    let mut log = Script::fresh();
    log.sdk("push", Some(Reason::PolicyNotAccepted), false);
    log.sdk("tracker", Some(Reason::UndeclaredCaller), false);
    log.policy(PolicyAct::Accepted).sdk("push", None, false).sdk("push", None, true);
    log.is_clean();
}
