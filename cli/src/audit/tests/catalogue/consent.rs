//! Acceptance and consent.

use menshen::log::{Cause, Consent, Event, PolicyAct, PromptAnswer, PromptKind};
use menshen::{Action, Age, Resource, SubjectKind, Time};

use super::super::script::*;
use super::Cases;

pub(super) const CASES: Cases = &[
    ("before-acceptance", "undecided", || {
        let mut log = Script::fresh();
        log.policy(PolicyAct::Shown).culprit(scan);
        log
    }),
    ("before-acceptance", "declined", || {
        let mut log = Script::installed();
        log.policy(PolicyAct::Declined).wait(MINUTE);
        log.culprit(|log| log.allow("search", None, 0));
        log
    }),
    ("before-acceptance", "outdated", || {
        let mut log = Script::fresh();
        log.version = "2023-01-01";
        log.policy(PolicyAct::Accepted).wait(HOUR);
        log.version = "2024-08-23";
        log.start(2, 77).culprit(|log| log.allow("device-info", NETWORK, 0));
        log
    }),
    ("without-consent", "never-given", || {
        let mut log = Script::installed();
        log.culprit(scan);
        log
    }),
    ("after-refusal", "refused", || {
        let mut log = Script::installed();
        log.sheet("qr-scan", Some(CAMERA), PromptAnswer::Refused);
        log.consent("qr-scan", Some(CAMERA), Action::Refuse).wait(MINUTE).culprit(scan);
        log
    }),
    ("after-withdrawal", "withdrawn", || {
        let mut log = Script::installed();
        log.agree("qr-scan", Some(CAMERA)).wait(HOUR);
        log.consent("qr-scan", Some(CAMERA), Action::Withdraw).wait(MINUTE).culprit(scan);
        log
    }),
    ("after-withdrawal", "permission-switched-off", || {
        let mut log = Script::installed();
        log.agree("hum-recognition", Some(MICROPHONE)).wait(HOUR);
        let of = Some(MICROPHONE);
        log.consent_by("hum-recognition", of, Action::Withdraw, Cause::OsChange);
        log.wait(MINUTE).culprit(hum);
        log
    }),
    ("after-withdrawal", "ended", || {
        let mut log = Script::installed();
        log.agree("qr-scan", Some(CAMERA)).wait(HOUR);
        log.consent_by("qr-scan", Some(CAMERA), Action::Withdraw, Cause::Expiry);
        log.wait(MINUTE).culprit(scan);
        log
    }),
    ("after-expiry", "expired", || {
        let mut log = Script::installed();
        log.sheet("qr-scan", Some(CAMERA), PromptAnswer::Granted);
        let until = Time::from_millis(log.wall + (log.now + HOUR) as i64);
        let until = Some(until);
        log.put(Event::Consent(Consent { until, ..granted() }));
        log.wait(HOUR - MINUTE).allow("qr-scan", Some(CAMERA), 0);
        log.wait(2 * MINUTE).culprit(scan);
        log
    }),
    ("after-expiry", "used-up", || {
        let mut log = Script::installed();
        log.sheet("qr-scan", Some(CAMERA), PromptAnswer::Granted);
        log.put(Event::Consent(Consent { once: true, ..granted() }));
        log.allow("qr-scan", Some(CAMERA), 0).wait(MINUTE).culprit(scan);
        log
    }),
    ("separate-consent", "bundled", || {
        let mut log = Script::installed();
        log.agree("qr-scan", Some(CAMERA));
        log.consent("hum-recognition", Some(MICROPHONE), Action::Grant).wait(MINUTE);
        log.culprit(hum);
        log
    }),
    ("separate-consent", "system-dialog", || {
        let mut log = Script::installed();
        let of = MICROPHONE;
        log.prompt_for("hum-recognition", PromptKind::OsDialog, of, true, PromptAnswer::Granted);
        log.consent_by("hum-recognition", Some(of), Action::Grant, Cause::OsDialog).culprit(hum);
        log
    }),
    ("separate-consent", "no-sheet", || {
        let mut log = Script::installed();
        log.consent("hum-recognition", Some(MICROPHONE), Action::Grant).wait(MINUTE);
        log.culprit(hum);
        log
    }),
    ("guardian", "missing", || {
        let mut log = child();
        log.agree("qr-scan", Some(CAMERA)).culprit(scan);
        log
    }),
    ("guardian", "withdrawn", || {
        let mut log = child();
        log.put(Event::Guardian { action: Action::Grant });
        log.agree("qr-scan", Some(CAMERA)).allow("qr-scan", Some(CAMERA), 0).wait(HOUR);
        log.put(Event::Guardian { action: Action::Withdraw }).culprit(scan);
        log
    }),
];

const NETWORK: Option<Scope> = Some((Resource::Wifi, "state"));

fn scan(log: &mut Script) -> &mut Script {
    log.allow("qr-scan", Some(CAMERA), 0)
}

fn hum(log: &mut Script) -> &mut Script {
    log.allow("hum-recognition", Some(MICROPHONE), 0)
}

fn granted() -> Consent<'static> {
    consent("qr-scan", Some(CAMERA), Action::Grant, Cause::User)
}

/// A child's account is used.
fn child() -> Script {
    let mut log = Script::installed();
    log.subject = 8;
    log.put(Event::Subject { kind: SubjectKind::Account, age: Age::Child });
    log
}
