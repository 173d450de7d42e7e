//! The gate's rich calls: answers, what happens around the app, the subject.

use std::sync::Arc;
use std::time::Duration;

use menshen::{Acceptance, Access, Action, Age, Answer, AppState, Gate, Observed, OsGrant};
use menshen::{Requirement, Resource, Scopes, Span};
use menshen_bindings::{Failure, Handle, Shared};

use crate::error::MenshenError;
use crate::options::GateOptions;

type Done = Result<(), MenshenError>;

/// The gate of this process. Its handle goes with the hot calls.
#[derive(uniffi::Object)]
pub struct NativeGate {
    handle: Handle,
    shared: Arc<Shared>,
}

/// Whether the policy was accepted.
#[derive(uniffi::Enum)]
pub enum PolicyState {
    /// Nobody was asked, or nobody answered.
    Undecided,
    /// Declined: basic mode, until the user acts.
    Declined,
    /// Accepted in this version.
    Accepted {
        /// The version.
        version: String,
    },
}

/// The user's answer to a consent sheet.
#[derive(uniffi::Enum)]
pub enum ConsentAnswer {
    /// Yes, until withdrawn.
    Grant,
    /// Yes, for one access.
    GrantOnce,
    /// Yes, for this long.
    GrantFor {
        /// How long.
        time: Duration,
    },
    /// No.
    Refuse,
    /// The sheet was closed, which is a no.
    Dismiss,
}

/// Hears of changes. Called on the gate's background thread, `menshen`; must not block.
#[uniffi::export(with_foreign)]
pub trait Watcher: Send + Sync {
    /// Something changed that decisions look at: look again.
    fn changed(&self);
}

#[uniffi::export]
impl NativeGate {
    /// Opens the gate. One a process; several processes may share the directory.
    #[uniffi::constructor]
    pub fn open(options: GateOptions) -> Result<Arc<NativeGate>, MenshenError> {
        let (handle, shared) = menshen_bindings::open(options.config()?)?;
        Ok(Arc::new(NativeGate { handle, shared }))
    }

    /// For the hot calls.
    pub fn handle(&self) -> u64 {
        self.handle
    }

    /// Gives the gate up: its handle denies everything from now on. Live leases go on until they
    /// are given back.
    pub fn shut(&self) -> bool {
        menshen_bindings::close(self.handle)
    }

    /// Why the gate is in fault and denies everything, if it is.
    pub fn fault(&self) -> Option<String> {
        self.shared.fault()
    }

    /// Whether the policy was accepted.
    pub fn policy_state(&self) -> PolicyState {
        match self.gate().acceptance() {
            Acceptance::Undecided => PolicyState::Undecided,
            Acceptance::Declined => PolicyState::Declined,
            Acceptance::Accepted(version) => PolicyState::Accepted { version: version.to_string() },
        }
    }

    /// The policy's text was put before the user.
    pub fn policy_shown(&self) -> Done {
        Ok(self.gate().policy_shown()?)
    }

    /// The user accepted the policy.
    pub fn accept_policy(&self) -> Done {
        Ok(self.gate().accept_policy()?)
    }

    /// The user declined the policy: basic mode.
    pub fn decline_policy(&self) -> Done {
        Ok(self.gate().decline_policy()?)
    }

    /// The user's answer to the consent sheet for a prepared access.
    pub fn answer(&self, access: u64, answer: ConsentAnswer) -> Done {
        Ok(self.gate().answer(&*prepared(access)?, answer.into())?)
    }

    /// The user takes a consent back.
    pub fn withdraw(&self, access: u64) -> Done {
        Ok(self.gate().withdraw(&*prepared(access)?)?)
    }

    /// The user's answer to the system's dialog for a prepared access.
    pub fn answer_os(&self, access: u64, grant: OsGrant) -> Done {
        Ok(self.gate().answer_os(&*prepared(access)?, grant)?)
    }

    /// The user was led to the system settings.
    pub fn settings_shown(&self, access: u64) -> Done {
        Ok(self.gate().settings_shown(&*prepared(access)?)?)
    }

    /// What the system permits now for some scopes, given as bits.
    pub fn os_changed(&self, resource: Resource, scopes: u8, grant: OsGrant) -> Done {
        let names = resource.names(Scopes::from_bits(scopes));
        Ok(self.gate().os_changed(resource, &names, grant)?)
    }

    /// What the system permits for a scope, as far as the gate was told.
    pub fn os_grant(&self, resource: Resource, scope: &str) -> Result<OsGrant, MenshenError> {
        Ok(self.gate().os_grant(resource, scope).map_err(Failure::from)?)
    }

    /// What this system asks for before a scope, given as a bit, can be used.
    pub fn requirement(&self, resource: Resource, scope: u8) -> Requirement {
        self.gate().requirement(resource, Scopes::from_bits(scope))
    }

    /// The system reported a use of a resource, so many milliseconds `ago`; `attribution` is its
    /// attribution tag.
    pub fn os_observed(&self, resource: Resource, scopes: u8, attribution: &str, ago: u64) {
        let scopes = Scopes::from_bits(scopes);
        let observed = Observed { resource, scopes, attribution };
        self.gate().os_observed_late(observed, Span::from_millis(ago));
    }

    /// Where the app is, as far as this process is concerned.
    pub fn app_state(&self, state: AppState) -> Done {
        Ok(self.gate().app_state(state)?)
    }

    /// An account uses the app, or a guest. The name is not kept, only a salted digest.
    pub fn switch_subject(&self, account: Option<String>, age: Age) -> Done {
        Ok(self.gate().switch_subject(account.as_deref(), age)?)
    }

    /// A guardian consents for the current subject, or takes it back.
    pub fn guardian(&self, consents: bool) -> Done {
        let action = if consents { Action::Grant } else { Action::Withdraw };
        Ok(self.gate().guardian(action)?)
    }

    /// Erases the current subject: its name, consents and leases.
    pub fn erase_subject(&self) -> Done {
        Ok(self.gate().erase_subject()?)
    }

    /// A third-party SDK was found running, whatever the gate said.
    pub fn sdk_running(&self, sdk: &str) {
        self.gate().sdk_running(sdk);
    }

    /// Tells of changes for as long as the gate is open.
    pub fn watch(&self, watcher: Arc<dyn Watcher>) {
        self.gate().on_change(move || watcher.changed());
    }

    /// Does what the background thread does, now.
    pub fn maintain(&self) {
        self.gate().maintain();
    }

    /// Makes what was logged survive a loss of power, and signs it.
    pub fn checkpoint(&self) -> Done {
        Ok(self.gate().checkpoint()?)
    }
}

impl NativeGate {
    pub(crate) fn gate(&self) -> &Gate {
        &self.shared.gate
    }
}

impl Drop for NativeGate {
    fn drop(&mut self) {
        self.shut();
    }
}

impl From<ConsentAnswer> for Answer {
    fn from(answer: ConsentAnswer) -> Answer {
        match answer {
            ConsentAnswer::Grant => Answer::Grant,
            ConsentAnswer::GrantOnce => Answer::GrantOnce,
            ConsentAnswer::GrantFor { time } => {
                Answer::GrantFor(Span::from_millis(time.as_millis().try_into().unwrap_or(u64::MAX)))
            }
            ConsentAnswer::Refuse => Answer::Refuse,
            ConsentAnswer::Dismiss => Answer::Dismiss,
        }
    }
}

/// The access under a handle.
pub(crate) fn prepared(access: Handle) -> Result<Arc<Access>, MenshenError> {
    menshen_bindings::access(access).ok_or_else(|| Failure::stale("prepared access").into())
}
