//! What happens around the app: the policy, the subject, the operating system, the screen.

use std::borrow::Cow;
use std::sync::Arc;

use super::pending::Ending;
use super::view::View;
use super::{Gate, GateError, Inner};
use crate::ledger::{Book, Change};
use crate::log::{Cause, Consent, Event, PolicyAct, Room};
use crate::time::Span;
use crate::words::{Action, Age, AppState, OsGrant, Resource, Scopes, SubjectKind};

/// A use of a resource that the operating system reported.
#[derive(Debug, Clone, Copy)]
pub struct Observed<'a> {
    /// The resource.
    pub resource: Resource,
    /// The scopes, as far as the system tells.
    pub scopes: Scopes,
    /// What the system attributes the use to, such as an SDK's tag.
    pub attribution: &'a str,
}

impl Gate {
    /// The policy's text was put before the user.
    ///
    /// # Errors
    /// When it could not be logged.
    pub fn policy_shown(&self) -> Result<(), GateError> {
        self.inner.policy_event(PolicyAct::Shown)
    }

    /// The user accepted the policy's current version. Older in-context and separate consents of
    /// purposes that changed materially end, so that they are asked anew.
    ///
    /// # Errors
    /// When it could not be logged and kept: then it does not count.
    pub fn accept_policy(&self) -> Result<(), GateError> {
        let inner = &self.inner;
        inner.policy_event(PolicyAct::Accepted)?;
        let now = inner.now();
        inner.change(Cause::Policy, |book| book.accept(now, &inner.policy))
    }

    /// The user declined the policy: basic mode, until the user acts. All leases end.
    ///
    /// # Errors
    /// When the ledger cannot be written: then everything is denied until the background thread has
    /// it written.
    pub fn decline_policy(&self) -> Result<(), GateError> {
        let inner = &self.inner;
        let now = inner.now();
        let version = inner.policy.version();
        let ending = Ending::plain(move |book, policy| book.decline(now, policy));
        let declined = Event::Policy { act: PolicyAct::Declined, version };
        inner.end_consents(ending.noting(None, declined))
    }

    /// The app, as far as this process is concerned, moved. After leaving the foreground it counts
    /// as there for 5 seconds more.
    ///
    /// # Errors
    /// When the other processes could not be told.
    pub fn app_state(&self, state: AppState) -> Result<(), GateError> {
        let inner = &self.inner;
        inner.presence.set(state, inner.seams.clock.boot())?;
        inner.rebuild();
        inner.journal.note(&inner.view.load(), Event::AppState { state });
        if state == AppState::Background {
            inner.journal.sign_soon();
        }
        inner.worker.wake();
        Ok(())
    }

    /// The account of this name uses the app, or a guest (`None`). Live leases end; a guest's
    /// consents do not carry over. The name itself is not kept, only a salted digest.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub fn switch_subject(&self, account: Option<&str>, age: Age) -> Result<(), GateError> {
        let inner = &self.inner;
        let fresh = inner.seams.random.number()?;
        let account = account.map(|name| inner.ledger.account(name)).transpose()?;
        let kind = if account.is_some() { SubjectKind::Account } else { SubjectKind::Guest };
        let ending = Ending::plain(move |book, _| book.switch(account.clone(), age, fresh));
        inner.end_consents(ending.noting(None, Event::Subject { kind, age }))
    }

    /// A guardian consents for the current subject ([`Action::Grant`]), or takes it back.
    ///
    /// # Errors
    /// When it could not be logged and kept.
    pub fn guardian(&self, action: Action) -> Result<(), GateError> {
        let inner = &self.inner;
        let (now, event) = (inner.now(), Event::Guardian { action });
        if action != Action::Grant {
            let subject = inner.fresh_view().known_subject();
            let ending = Ending::plain(move |book, _| {
                book.guardian(subject.unwrap_or(book.current), now, action);
            });
            return inner.end_consents(ending.noting(subject, event));
        }
        let view = inner.sound_view()?;
        inner.journal.write(&view, event, Room::Normal)?;
        inner.keep_for(view.subject, |book| book.guardian(view.subject, now, action))
    }

    /// Erases the current subject: its name, consents and leases. Its records in the log can no
    /// longer be linked to the account, though they still stand together under its pseudonym.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn erase_subject(&self) -> Result<(), GateError> {
        let inner = &self.inner;
        let (subject, fresh) = (inner.readable_view()?.subject, inner.seams.random.number()?);
        let ending = Ending::plain(move |book, _| book.erase(subject, fresh));
        inner.end_consents(ending.noting(Some(subject), Event::Erased))
    }

    /// What the operating system permits for some scopes, as just read from it. Call it at open,
    /// at every resume, and when the system tells of a change; report a device-wide switch that
    /// is off ([`OsGrant::SwitchedOff`]) last, as any other report for the resource lifts it.
    ///
    /// # Errors
    /// A scope that the resource does not have, or a ledger that cannot be written.
    pub fn os_changed(
        &self,
        resource: Resource,
        scopes: &[&str],
        grant: OsGrant,
    ) -> Result<(), GateError> {
        let scopes = resource.scopes(scopes.iter().copied());
        let scopes = scopes.map_err(|error| GateError::Unknown(error.to_string()))?;
        self.inner.os_report(resource, scopes, grant, false)
    }

    /// The operating system reported a use of a resource. Without a live lease that covers it,
    /// something went past the gate, and the audit will say so.
    pub fn os_observed(&self, observed: Observed<'_>) {
        self.os_observed_late(observed, Span::default());
    }

    /// The same for a report that comes late: the use was this long `ago`. A lease that ended since,
    /// some seconds ago at most, covers it too.
    pub fn os_observed_late(&self, observed: Observed<'_>, ago: Span) {
        let Observed { resource, scopes, attribution } = observed;
        let now = self.inner.seams.clock.boot();
        let covered = self.inner.registry.covers((resource, scopes), now, ago);
        let attribution = Cow::Borrowed(attribution);
        let event = Event::OsObserved { resource, scopes, attribution, covered };
        self.inner.journal.note(&self.inner.view.load(), event);
    }
}

impl Inner {
    /// The view after looking at what other processes did.
    pub(super) fn fresh_view(&self) -> Arc<View> {
        self.refresh();
        self.retry_pending();
        self.view.load_full()
    }

    /// The view of a gate whose ledger can be read, so that it knows its subject.
    fn readable_view(&self) -> Result<Arc<View>, GateError> {
        let view = self.fresh_view();
        self.ledger.book()?;
        view.known_subject().map(|_| view).ok_or(GateError::Fault)
    }

    /// The view of a gate that is not in fault: otherwise nothing is granted.
    pub(super) fn sound_view(&self) -> Result<Arc<View>, GateError> {
        let view = self.readable_view()?;
        if view.state.gate_fault { Err(GateError::Fault) } else { Ok(view) }
    }

    fn policy_event(&self, act: PolicyAct) -> Result<(), GateError> {
        let event = Event::Policy { act, version: self.policy.version() };
        Ok(self.journal.write(&self.view.load(), event, Room::Reserve)?)
    }

    /// Takes in what the operating system permits, and logs it when it is new.
    pub(super) fn os_report(
        &self,
        resource: Resource,
        scopes: Scopes,
        grant: OsGrant,
        asked: bool,
    ) -> Result<(), GateError> {
        let grant = self.platform_grant(grant);
        let before = self.fresh_view();
        let known =
            |bit: u8| before.state.os.get(resource, bit).grant == grant.for_bit(resource, bit);
        if !asked && !before.state.gate_fault && scopes.iter().all(known) {
            return Ok(());
        }
        let now = self.now();
        let report = (resource, scopes, grant);
        let ending = Ending::new(Cause::OsChange, move |book, policy| {
            book.os_changed(now, policy, report, asked)
        });
        self.end_consents(ending.noting(None, Event::OsGrant { resource, scopes, grant }))
    }

    /// Changes the ledger, and logs the consents that end by it.
    pub(super) fn change(
        &self,
        cause: Cause,
        apply: impl FnOnce(&mut Book) -> Vec<Change>,
    ) -> Result<(), GateError> {
        let ended = self.keep(apply)?;
        ended.into_iter().for_each(|change| self.consent_ended(change, cause));
        Ok(())
    }

    pub(super) fn consent_ended(&self, Change { subject, key }: Change, cause: Cause) {
        let scopes = key.bit().map(Scopes::bit).unwrap_or_default();
        let consent = Consent {
            purpose: Cow::Owned(key.purpose),
            scope: key.resource.map(|resource| (resource, scopes)),
            action: Action::Withdraw,
            until: None,
            once: false,
            caller: Cow::Owned(key.caller.unwrap_or_default()),
            cause,
        };
        self.journal.note_as(subject, self.view.load().state.app, Event::Consent(consent));
    }
}
