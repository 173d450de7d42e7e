//! SDKs, code that goes past the gate, observe mode.

use menshen::Reason;
use menshen::log::{Decision, Event};

use super::super::script::*;
use super::Cases;

pub(super) const CASES: Cases = &[
    ("sdk-start", "unlisted", || {
        let mut log = Script::installed();
        log.culprit(|log| log.sdk("tracker", None, true));
        log
    }),
    ("sdk-start", "before-acceptance", || {
        let mut log = Script::fresh();
        log.culprit(|log| log.sdk("push", Some(Reason::PolicyNotAccepted), true));
        log
    }),
    ("sdk-start", "denied", || {
        let mut log = Script::installed();
        log.sdk("push", Some(Reason::ConsentNotAsked), false);
        log.culprit(|log| log.sdk("push", Some(Reason::ConsentNotAsked), true));
        log
    }),
    ("bypass", "past-the-gate", || {
        let mut log = Script::installed();
        log.observed(CAMERA, "", true).culprit(|log| log.observed(CAMERA, "ads", false));
        log
    }),
    ("observe-mode", "let-through", || {
        let mut log = Script::installed();
        log.agree("qr-scan", Some(CAMERA));
        let it = decision("qr-scan", Some(CAMERA), 0);
        let it = Decision { reason: Some(Reason::OsDenied), observed: true, ..it };
        log.culprit(|log| log.put(Event::Decision(it)));
        log
    }),
];
