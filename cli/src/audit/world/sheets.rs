//! How the user was asked for an answer.

use std::collections::HashMap;

use menshen::log::{Cause, Consent, Event, PromptAnswer, PromptKind};
use menshen::{Resource, Scopes, Span};

use crate::audit::judges::Seen;
use crate::audit::moment::Moment;

/// How the user was asked for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Asked {
    /// By a sheet for this purpose alone.
    OwnSheet,
    /// By a sheet that was about another purpose.
    OtherSheet,
    /// By the system's dialog.
    SystemDialog,
    /// By nothing that the log knows of.
    Nothing,
}

/// The newest sheet of each process that the user said yes to.
#[derive(Default)]
pub(super) struct Sheets(HashMap<u32, Sheet>);

struct Sheet {
    purpose: String,
    scope: Option<(Resource, Scopes)>,
    at: Moment,
}

/// A sheet's answers are kept at once; a phone under load may take this much longer.
const AT_ONCE: Span = Span::seconds(10);

impl Sheets {
    pub(super) fn take(&mut self, seen: &Seen<'_>) {
        let Event::Prompt(prompt) = &seen.record.event else { return };
        if prompt.kind == PromptKind::ConsentSheet && prompt.answer == PromptAnswer::Granted {
            let purpose = prompt.purpose.to_string();
            let sheet = Sheet { purpose, scope: prompt.scope, at: seen.at };
            self.0.insert(seen.record.process, sheet);
        }
    }

    /// How the user was asked for this answer.
    pub(super) fn behind(&self, seen: &Seen<'_>, consent: &Consent<'_>) -> Asked {
        if consent.cause == Cause::OsDialog {
            return Asked::SystemDialog;
        }
        let newest = self.0.get(&seen.record.process);
        match newest.filter(|sheet| seen.at.since(sheet.at) <= AT_ONCE) {
            Some(sheet) if sheet.is_about(consent) => Asked::OwnSheet,
            Some(_) => Asked::OtherSheet,
            None => Asked::Nothing,
        }
    }
}

impl Sheet {
    fn is_about(&self, consent: &Consent<'_>) -> bool {
        let covers = |(resource, scopes): (Resource, Scopes)| {
            let (on, answered) = consent.scope.unwrap_or((resource, scopes));
            on == resource && scopes.closed_down(resource).contains(answered)
        };
        self.purpose == consent.purpose && self.scope.is_none_or(covers)
    }
}
