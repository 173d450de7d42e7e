//! What is accessed, from where, how often and for how long.

use menshen::log::{Decision, Event, LeaseEnd};
use menshen::{AppState, Reason, Resource};

use super::super::script::*;
use super::Cases;

pub(super) const CASES: Cases = &[
    ("undeclared", "purpose", || undeclared("ghost", CAMERA, "app", None)),
    ("undeclared", "purpose-stopped", || undeclared("ghost", CAMERA, "app", STOPPED)),
    ("undeclared", "resource", || undeclared("qr-scan", MICROPHONE, "app", None)),
    ("undeclared", "resource-stopped", || undeclared("qr-scan", MICROPHONE, "app", STOPPED)),
    ("undeclared", "scope", || undeclared("qr-scan", PHOTO, "app", None)),
    ("undeclared", "scope-stopped", || undeclared("qr-scan", PHOTO, "app", STOPPED)),
    ("undeclared", "caller", || undeclared("qr-scan", CAMERA, "push", None)),
    ("undeclared", "caller-stopped", || undeclared("qr-scan", CAMERA, "push", STOPPED)),
    ("background", "too-far-back", || {
        let mut log = agreed("qr-scan", CAMERA);
        log.goes(AppState::Background).wait(MINUTE);
        log.culprit(|log| log.allow("qr-scan", Some(CAMERA), 0));
        log
    }),
    ("over-budget", "too-many", || {
        let mut log = agreed("friend-recommendation", CONTACTS);
        for _ in 0..10 {
            log.wait(MINUTE).allow("friend-recommendation", Some(CONTACTS), 0);
        }
        log.wait(MINUTE);
        log.culprit(|log| log.allow("friend-recommendation", Some(CONTACTS), 0));
        log
    }),
    ("over-budget", "too-close", || {
        let mut log = agreed("device-location", FINE);
        log.allow("device-location", Some(FINE), 0).wait(MINUTE);
        log.culprit(|log| log.allow("device-location", Some(FINE), 0));
        log
    }),
    ("fixed-interval", "polling", || {
        let mut log = Script::installed();
        for _ in 0..7 {
            polls(log.wait(30 * SECOND));
        }
        log.wait(31 * SECOND).culprit(polls);
        log
    }),
    ("lease-open", "held-too-long", || {
        let mut log = agreed("qr-scan", CAMERA);
        log.culprit(|log| {
            log.allow("qr-scan", Some(CAMERA), 1).wait(11 * MINUTE);
            log.end(1, LeaseEnd::HeldTooLong, 11 * MINUTE)
        });
        log
    }),
    ("lease-open", "still-open", || {
        let mut log = agreed("qr-scan", CAMERA);
        log.culprit(|log| log.allow("qr-scan", Some(CAMERA), 1));
        log.wait(11 * MINUTE).goes(AppState::Background);
        log
    }),
    ("lease-open", "leaked", || {
        let mut log = agreed("qr-scan", CAMERA);
        log.allow("qr-scan", Some(CAMERA), 1).wait(MINUTE);
        log.culprit(|log| log.end(1, LeaseEnd::Leaked, MINUTE));
        log
    }),
    ("lease-open", "unended", || {
        let mut log = agreed("local-music", AUDIO);
        log.culprit(|log| log.allow("local-music", Some(AUDIO), 1));
        log.wait(HOUR).start(2, 78);
        log
    }),
    ("lease-open", "one-shot-held", || {
        let mut log = Script::installed();
        log.culprit(|log| {
            log.allow("clipboard-command", Some((Resource::Clipboard, "match")), 1);
            log.wait(3 * MINUTE).end(1, LeaseEnd::Released, 3 * MINUTE)
        });
        log
    }),
];

const CONTACTS: Scope = (Resource::Contacts, "read");
const AUDIO: Scope = (Resource::Media, "audio");
const STOPPED: Option<Reason> = Some(Reason::UndeclaredPurpose);

fn agreed(purpose: &'static str, of: Scope) -> Script {
    let mut log = Script::installed();
    log.agree(purpose, Some(of)).wait(MINUTE);
    log
}

fn undeclared(
    purpose: &'static str,
    of: Scope,
    caller: &'static str,
    reason: Option<Reason>,
) -> Script {
    let caller = caller.into();
    let mut log = agreed("qr-scan", CAMERA);
    let it = Decision { caller, reason, ..decision(purpose, Some(of), 0) };
    log.culprit(|log| log.put(Event::Decision(it)));
    log
}

fn polls(log: &mut Script) -> &mut Script {
    let it = decision("device-sensors", Some((Resource::Motion, "raw")), 0);
    log.put(Event::Decision(Decision { user_initiated: false, ..it }))
}
