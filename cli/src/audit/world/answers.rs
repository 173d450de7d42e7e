//! What every subject has answered, worked out again from the records.

use std::collections::HashMap;

use menshen::log::{Cause, Consent, Decision, Event, Prompt, PromptAnswer, PromptKind};
use menshen::{Action, ConsentKind, Resource, Scopes, Span};

use super::sheets::{Asked, Sheets};
use crate::audit::declared::{Access, Declared, bit_rule};
use crate::audit::judges::{Seen, let_in};
use crate::audit::moment::Moment;

/// The latest answer of every subject, for every scope.
#[derive(Default)]
pub(in crate::audit) struct Answers {
    latest: HashMap<Subject, HashMap<Key, Answer>>,
    sheets: Sheets,
}

/// The pseudonym of a subject.
type Subject = u64;

#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::audit) struct Key {
    pub(in crate::audit) purpose: String,
    pub(in crate::audit) resource: Option<Resource>,
    pub(in crate::audit) bit: u8,
    /// The independent SDK that the answer names; empty for all others.
    pub(in crate::audit) caller: String,
}

/// An answer that stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::audit) struct Answer {
    pub(in crate::audit) action: Action,
    pub(in crate::audit) cause: Cause,
    pub(in crate::audit) at: Moment,
    /// How the user was asked.
    pub(in crate::audit) asked: Asked,
    pub(in crate::audit) troubles: u64,
    /// How long a grant holds; none until withdrawn.
    pub(in crate::audit) term: Option<Span>,
    /// A grant for one access, and whether that one is still to come.
    pub(in crate::audit) once: Option<bool>,
}

/// The gate writes that a grant for one access is used up, and then the access: this much later
/// at most.
const AT_ONCE: Span = Span::seconds(1);

impl Answers {
    pub(in crate::audit) fn take(
        &mut self,
        declared: Declared<'_>,
        seen: &Seen<'_>,
        troubles: u64,
    ) {
        let subject = seen.record.subject;
        self.sheets.take(seen);
        match &seen.record.event {
            Event::Consent(consent) => self.answered(declared, seen, consent, troubles),
            Event::Prompt(prompt) if prompt.kind == PromptKind::OsDialog => {
                self.answered_os(declared, seen, prompt, troubles);
            }
            Event::Decision(decision) if let_in(decision) => {
                self.used(declared, subject, decision);
            }
            Event::Erased => drop(self.latest.remove(&subject)),
            _ => {}
        }
    }

    pub(in crate::audit) fn of(&self, subject: Subject, key: &Key) -> Option<&Answer> {
        self.latest.get(&subject)?.get(key)
    }

    fn answered(
        &mut self,
        declared: Declared<'_>,
        seen: &Seen<'_>,
        consent: &Consent<'_>,
        troubles: u64,
    ) {
        let Consent { action, cause, until, once, .. } = *consent;
        let term = until.map(|until| until.since(seen.record.wall));
        let asked = self.sheets.behind(seen, consent);
        let once = (once && action == Action::Grant).then_some(true);
        let answer = Answer { action, cause, at: seen.at, asked, troubles, term, once };
        for (resource, scopes) in declared.covered(&consent.purpose, consent.scope) {
            for bit in touched(resource, scopes, action, cause).iter() {
                let (purpose, caller) = (consent.purpose.to_string(), consent.caller.to_string());
                let implied = action == Action::Grant && !scopes.has(bit);
                self.keep(
                    seen.record.subject,
                    Key { purpose, resource, bit, caller },
                    answer,
                    implied,
                );
            }
        }
    }

    /// For what is asked in context, the answer to the system's dialog is the consent.
    fn answered_os(
        &mut self,
        declared: Declared<'_>,
        seen: &Seen<'_>,
        prompt: &Prompt<'_>,
        troubles: u64,
    ) {
        let granted = match (prompt.scope, prompt.answer) {
            (Some((resource, scopes)), PromptAnswer::Granted) => (resource, scopes),
            (Some((resource, scopes)), PromptAnswer::Reduced) => {
                (resource, scopes.closed_down(resource) & resource.reduced())
            }
            _ => return,
        };
        let Some(purpose) = declared.purpose(&prompt.purpose) else { return };
        let (resource, scopes) = granted;
        let answer = Answer {
            action: Action::Grant,
            cause: Cause::OsDialog,
            at: seen.at,
            asked: Asked::SystemDialog,
            troubles,
            term: None,
            once: None,
        };
        for bit in scopes.closed_down(resource).iter() {
            let rule = bit_rule(purpose, Some(resource), bit);
            if rule.consent == ConsentKind::InContext {
                let (purpose, caller) = (purpose.id.clone(), String::new());
                let key = Key { purpose, resource: Some(resource), bit, caller };
                let before = self.of(seen.record.subject, &key);
                if before.is_none_or(|before| before.action != Action::Grant) {
                    self.keep(seen.record.subject, key, answer, false);
                }
            }
        }
    }

    /// A grant never shortens the longer grant of a scope that it only implies.
    fn keep(&mut self, subject: Subject, key: Key, answer: Answer, implied: bool) {
        let latest = self.latest.entry(subject).or_default();
        match latest.get_mut(&key) {
            Some(before) if implied && before.outlasts(&answer) => {}
            Some(before) => *before = Answer { once: left(before, &answer), ..answer },
            None => drop(latest.insert(key, answer)),
        }
    }

    /// An access uses up what was granted for one access.
    fn used(&mut self, declared: Declared<'_>, subject: Subject, decision: &Decision<'_>) {
        let Some(latest) = self.latest.get_mut(&subject) else { return };
        let caller = declared.named(&decision.caller);
        for Access { resource, scopes, .. } in declared.accesses(decision) {
            for bit in scopes.iter() {
                let (purpose, caller) = (decision.purpose.to_string(), caller.to_owned());
                let key = Key { purpose, resource, bit, caller };
                if let Some(answer) = latest.get_mut(&key) {
                    answer.once = answer.once.map(|_| false);
                }
            }
        }
    }
}

impl Answer {
    /// Whether this is the end of a grant for one access, and the access that ended it comes now.
    pub(in crate::audit) fn is_the_one_access(&self, now: Moment) -> bool {
        let used_up = self.action == Action::Withdraw && self.cause == Cause::Expiry;
        used_up && self.once == Some(true) && now.since(self.at) <= AT_ONCE
    }

    fn outlasts(&self, other: &Answer) -> bool {
        let rank = |it: &Answer| match (it.action, it.once, it.term) {
            (Action::Grant, Some(_), _) => (1, Span::from_millis(0)),
            (Action::Grant, None, Some(term)) => (2, term),
            (Action::Grant, None, None) => (3, Span::from_millis(0)),
            _ => (0, Span::from_millis(0)),
        };
        rank(self) > rank(other)
    }
}

/// What is left of a grant for one access when another answer takes its place: when the ledger
/// ends it, the access that used it up is still to come.
fn left(before: &Answer, after: &Answer) -> Option<bool> {
    let used_up = after.action == Action::Withdraw && after.cause == Cause::Expiry;
    if used_up { before.once } else { after.once }
}

/// The scopes that an answer is about. What the user says closes along the lattice; what the
/// ledger ends by itself is named scope by scope.
fn touched(resource: Option<Resource>, scopes: Scopes, action: Action, cause: Cause) -> Scopes {
    match resource {
        None => scopes,
        Some(resource) if action == Action::Grant => scopes.closed_down(resource),
        Some(resource) if matches!(cause, Cause::User | Cause::OsDialog) => {
            scopes.closed_up(resource)
        }
        Some(_) => scopes,
    }
}
