//! What the user answers: to our own sheet, and to the operating system's dialog.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::pending::Ending;
use super::{Access, Gate, GateError, Inner};
use crate::decision::Caller;
use crate::ledger::Answered;
use crate::log::{Cause, Consent, Event, Prompt, PromptAnswer, PromptKind, Room};
use crate::policy::{Group, SlotId};
use crate::time::{Span, Time};
use crate::words::{
    Action, Age, ConsentKind, OsGrant, Platform, Requirement, Resource, Scopes, System,
};

/// The user's answer to a consent sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes, until withdrawn.
    Grant,
    /// Yes, for one access.
    GrantOnce,
    /// Yes, for this long.
    GrantFor(Span),
    /// No.
    Refuse,
    /// The sheet was closed, which is a no.
    Dismiss,
}

/// One resource of a purpose that an answer is about.
type Covered = (Option<Resource>, Scopes);

impl Gate {
    /// Takes the user's answer to the consent sheet for an access. An access to a purpose as a
    /// whole answers for all of its needs.
    ///
    /// # Errors
    /// When the policy has no such purpose, or a yes could not be logged and kept: then it does not
    /// count. When a no could not be kept: then everything is denied until the background thread has
    /// it kept.
    pub fn answer(&self, access: &Access, answer: Answer) -> Result<(), GateError> {
        let inner = &self.inner;
        let now = inner.now();
        let (action, until) = match answer {
            Answer::Grant | Answer::GrantOnce => (Action::Grant, None),
            Answer::GrantFor(span) => (Action::Grant, Some(now.wall + span)),
            Answer::Refuse | Answer::Dismiss => (Action::Refuse, None),
        };
        let once = answer == Answer::GrantOnce;
        let said = match answer {
            Answer::Refuse => PromptAnswer::Refused,
            Answer::Dismiss => PromptAnswer::Dismissed,
            _ => PromptAnswer::Granted,
        };
        let covered = inner.covered(access)?;
        if action == Action::Grant {
            inner.sound_view()?;
        }
        inner.asked_and_said(access, PromptKind::ConsentSheet, said)?;
        inner.record(access, &covered, (action, until, once), Cause::User)
    }

    /// The user takes a consent back, for an access or for a purpose as a whole. Live leases on it
    /// end.
    ///
    /// # Errors
    /// When the policy has no such purpose, or the ledger cannot be written: then everything is
    /// denied until the background thread has it written.
    pub fn withdraw(&self, access: &Access) -> Result<(), GateError> {
        let covered = self.inner.covered(access)?;
        self.inner.record(access, &covered, (Action::Withdraw, None, false), Cause::User)
    }

    /// The user answered the operating system's dialog for an access. For needs that are asked in
    /// context the answer is the consent too.
    ///
    /// # Errors
    /// When the access names no resource of the policy, or the answer could not be logged and kept.
    pub fn answer_os(&self, access: &Access, grant: OsGrant) -> Result<(), GateError> {
        let inner = &self.inner;
        let unknown = || GateError::Unknown("an OS dialog is about a resource".to_owned());
        let (resource, scopes) = access.target().ok_or_else(unknown)?;
        inner.covered(access)?;
        let scopes = scopes.closed_down(resource);
        inner.asked_and_said(access, PromptKind::OsDialog, said(grant))?;
        inner.os_report(resource, inner.asked(resource, scopes), grant, true)?;
        let in_context = inner.in_context(access, resource, scopes);
        let granted = match grant {
            OsGrant::Granted | OsGrant::NotNeeded => in_context,
            OsGrant::Reduced => in_context & resource.reduced(),
            _ => Scopes::NONE,
        };
        let refused = in_context.without(granted);
        for (scopes, action) in [(granted, Action::Grant), (refused, Action::Refuse)] {
            if !scopes.is_empty() && grant != OsGrant::NotAsked {
                let covered = [(Some(resource), scopes)];
                inner.record(access, &covered, (action, None, false), Cause::OsDialog)?;
            }
        }
        Ok(())
    }

    /// The user was led to the system settings for an access, which counts as a prompt.
    ///
    /// # Errors
    /// When it could not be logged.
    pub fn settings_shown(&self, access: &Access) -> Result<(), GateError> {
        self.inner.prompt(access, PromptKind::OsSettings, PromptAnswer::Dismissed)
    }
}

fn said(grant: OsGrant) -> PromptAnswer {
    match grant {
        OsGrant::Granted | OsGrant::NotNeeded => PromptAnswer::Granted,
        OsGrant::Reduced => PromptAnswer::Reduced,
        OsGrant::NotAsked => PromptAnswer::Dismissed,
        _ => PromptAnswer::Refused,
    }
}

impl Inner {
    /// What an answer for this access is about.
    fn covered(&self, access: &Access) -> Result<Vec<Covered>, GateError> {
        let unknown = |what: String| GateError::Unknown(what);
        let rules = self.policy.purpose_id(access.purpose()).and_then(|id| self.policy.rules(id));
        let rules = rules
            .ok_or_else(|| unknown(format!("no purpose `{}` is declared", access.purpose())))?;
        let declared =
            |id: &SlotId| self.policy.slot(*id).map(|slot| (slot.resource, slot.declared));
        if access.request(&self.policy).caller == Caller::Unknown {
            return Err(unknown(format!("no sdk `{}` is declared", access.caller_name())));
        }
        match (access.target(), &rules.group) {
            (Some((resource, scopes)), _) => {
                let slot = rules.slot(resource);
                let slot = slot.and_then(|id| self.policy.slot(id));
                let declared = slot.is_some_and(|slot| slot.declared.contains(scopes));
                declared.then(|| vec![(Some(resource), scopes)]).ok_or_else(|| {
                    let names = resource.names(scopes).join(", ");
                    unknown(format!(
                        "`{}` does not declare `{resource}`: {names}",
                        access.purpose()
                    ))
                })
            }
            (None, Group::Own(slot)) => Ok(declared(slot).into_iter().collect()),
            (None, Group::Needs { .. }) => {
                Ok(rules.by_resource.iter().flatten().filter_map(declared).collect())
            }
        }
    }

    /// Logs what the user was asked and said. Only a yes waits for it: a full log must not make one
    /// of a no.
    fn asked_and_said(
        &self,
        access: &Access,
        kind: PromptKind,
        answer: PromptAnswer,
    ) -> Result<(), GateError> {
        let logged = self.prompt(access, kind, answer);
        let yes = matches!(answer, PromptAnswer::Granted | PromptAnswer::Reduced);
        if yes { logged } else { Ok(()) }
    }

    /// Logs what the user was shown and did.
    fn prompt(
        &self,
        access: &Access,
        kind: PromptKind,
        answer: PromptAnswer,
    ) -> Result<(), GateError> {
        let text = self.policy.purpose(access.purpose()).map(|purpose| &purpose.prompt);
        let text = text.map(|text| Sha256::digest(format!("{}\n{}", text.zh, text.en)));
        let text = text.and_then(|digest| digest.first_chunk().map(|it| u64::from_be_bytes(*it)));
        let prompt = Prompt {
            kind,
            purpose: Cow::Borrowed(access.purpose()),
            scope: access.target(),
            text: text.unwrap_or(0),
            user_initiated: access.is_user_initiated(),
            answer,
        };
        Ok(self.journal.write(&self.view.load(), Event::Prompt(prompt), Room::Reserve)?)
    }

    /// Keeps an answer of the subject that was asked. A grant is logged before it counts, anything
    /// else after.
    fn record(
        &self,
        access: &Access,
        covered: &[Covered],
        (action, until, once): (Action, Option<Time>, bool),
        cause: Cause,
    ) -> Result<(), GateError> {
        let caller = self.named_caller(access);
        let event = |(resource, scopes): &Covered| {
            Event::Consent(Consent {
                purpose: Cow::Owned(access.purpose().to_owned()),
                scope: resource.map(|resource| (resource, *scopes)),
                action,
                until,
                once,
                caller: Cow::Owned(caller.unwrap_or("").to_owned()),
                cause,
            })
        };
        let answered = |(resource, scopes): &Covered| Answered {
            purpose: access.purpose().to_owned(),
            resource: *resource,
            scopes: *scopes,
            caller: caller.map(str::to_owned),
            action,
            until,
            once,
        };
        let events = covered.iter().map(event).collect();
        let answers: Vec<Answered> = covered.iter().map(answered).collect();
        match action {
            Action::Grant => self.grant(&answers, events),
            Action::Refuse | Action::Withdraw => self.take_away(answers, events),
        }
    }

    /// Logs grants and keeps them, unless another subject has taken over meanwhile.
    fn grant(&self, answers: &[Answered], events: Vec<Event<'static>>) -> Result<(), GateError> {
        let view = self.sound_view()?;
        let (now, version) = (self.now(), self.policy.version());
        for event in events {
            self.journal.write(&view, event, Room::Normal)?;
        }
        self.keep_for(view.subject, |book| {
            answers.iter().for_each(|it| book.answer_of(view.subject, now, version, it));
        })
    }

    /// Keeps a no, and logs it then. While the ledger cannot be read nobody knows whose it is: then it
    /// is that of whoever is there when it can be read again.
    fn take_away(
        &self,
        answers: Vec<Answered>,
        events: Vec<Event<'static>>,
    ) -> Result<(), GateError> {
        let (now, subject) = (self.now(), self.fresh_view().known_subject());
        let ending = Ending::plain(move |book, policy| {
            let (subject, version) = (subject.unwrap_or(book.current), policy.version());
            answers.iter().for_each(|it| book.answer_of(subject, now, version, it));
        });
        let noting = |ending: Ending, event| ending.noting(subject, event);
        self.end_consents(events.into_iter().fold(ending, noting))
    }

    /// The SDK that an answer must name: an independent one.
    pub(super) fn named_caller<'a>(&self, access: &'a Access) -> Option<&'a str> {
        match access.request(&self.policy).caller {
            Caller::Sdk(sdk) if self.policy.is_independent(sdk) => Some(access.caller_name()),
            _ => None,
        }
    }

    /// The scopes for which the OS dialog's answer is the consent.
    pub(super) fn in_context(&self, access: &Access, resource: Resource, scopes: Scopes) -> Scopes {
        let slot = self.policy.slot_for(access.purpose(), Some(resource));
        let Some(slot) = slot.and_then(|id| self.policy.slot(id)) else { return Scopes::NONE };
        let age = self.policy.counted_age(self.view.load().state.subject.age);
        if age == Age::Child || self.named_caller(access).is_some() {
            return Scopes::NONE;
        }
        let rule = |bit: &u8| slot.bits.get(usize::from(*bit)).map(|rule| rule.consent);
        let bits = scopes.iter().filter(|bit| rule(bit) == Some(ConsentKind::InContext));
        bits.fold(Scopes::NONE, |all, bit| all | Scopes::bit(bit))
    }

    /// What of it the system's dialog is about: of what a picker gives, or nobody guards, its answer
    /// says nothing.
    fn asked(&self, resource: Resource, scopes: Scopes) -> Scopes {
        let asks = |bit: &u8| {
            let requirement = self.requirement(resource, Scopes::bit(*bit));
            matches!(requirement, Requirement::Permission | Requirement::Special)
        };
        scopes.iter().filter(asks).fold(Scopes::NONE, |all, bit| all | Scopes::bit(bit))
    }

    pub(super) fn requirement(&self, resource: Resource, scope: Scopes) -> Requirement {
        let asks = |platform: Platform| platform.requirement(resource, scope);
        self.platform.map_or(Requirement::Permission, asks)
    }

    /// HarmonyOS never shows its dialog twice.
    pub(super) fn platform_grant(&self, grant: OsGrant) -> OsGrant {
        let harmony = self.platform.is_some_and(|platform| platform.system == System::Harmony);
        if harmony && grant == OsGrant::Denied { OsGrant::PermanentlyDenied } else { grant }
    }
}
