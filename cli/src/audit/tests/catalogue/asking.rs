//! How the user is asked.

use menshen::log::PromptAnswer::{Dismissed, Granted, Refused};
use menshen::log::PromptKind::{ConsentSheet, OsDialog};
use menshen::log::{Event, Prompt, PromptKind};
use menshen::{Action, AppState};

use super::super::script::*;
use super::Cases;

pub(super) const CASES: Cases = &[
    ("reprompt", "within-48h", || {
        let mut log = refused(1);
        log.wait(HOUR).culprit(ask_again);
        log
    }),
    ("reprompt", "at-relaunch", || {
        let mut log = refused(1);
        log.wait(HOUR).start(2, 77).goes(AppState::Foreground).wait(SECOND).culprit(ask_again);
        log
    }),
    ("reprompt", "after-two-refusals", || {
        let mut log = refused(2);
        log.wait(500 * HOUR).culprit(ask_again);
        log
    }),
    ("prompts-at-once", "at-launch", || {
        let mut log = Script::installed();
        log.wait(SECOND).prompt(OsDialog, CAMERA, false, Granted).wait(12 * SECOND);
        log.culprit(|log| log.prompt_for("download", OsDialog, COARSE, false, Granted));
        log
    }),
    ("prompts-at-once", "in-a-row", || {
        let mut log = Script::installed();
        log.wait(MINUTE).prompt(ConsentSheet, CAMERA, false, Dismissed).wait(3 * SECOND);
        log.culprit(|log| log.prompt_for("nearby-people", ConsentSheet, COARSE, false, Dismissed));
        log
    }),
    ("unexplained-prompt", "system-dialog", || untold(OsDialog)),
    ("unexplained-prompt", "sheet", || untold(ConsentSheet)),
];

/// The user has tapped the feature and refused, this often.
fn refused(times: u32) -> Script {
    let mut log = Script::installed();
    for _ in 0..times {
        log.wait(HOUR).sheet("qr-scan", Some(CAMERA), Refused);
        log.consent("qr-scan", Some(CAMERA), Action::Refuse);
    }
    log
}

fn ask_again(log: &mut Script) -> &mut Script {
    log.prompt(ConsentSheet, CAMERA, false, Refused)
}

fn untold(kind: PromptKind) -> Script {
    let mut log = Script::installed();
    let it = prompt(kind, "qr-scan", Some(CAMERA), true, Granted);
    log.wait(MINUTE).culprit(|log| log.put(Event::Prompt(Prompt { text: 0, ..it })));
    log
}
