//! What can happen in a history.

use menshen::{Access, Action, Age, Answer, AppState, OsGrant, Resource, Span};
use serde_json::Value;

use crate::sim::Failure;

/// A history: the versions of a policy, and what happens.
#[derive(Debug, Clone)]
pub struct History {
    /// What chance the gates meet.
    pub seed: u64,
    /// The same policy in several versions, oldest first.
    pub policies: Vec<Value>,
    /// What happens.
    pub steps: Vec<Step>,
}

/// One thing that happens.
#[derive(Debug, Clone)]
pub struct Step {
    /// The place of the process that acts, which is opened first when there is none.
    pub place: usize,
    /// What it does.
    pub act: Act,
    /// What goes wrong meanwhile.
    pub trouble: Option<Trouble>,
    /// Whether all processes have a second afterwards to notice.
    pub settles: bool,
    /// What the processes are asked afterwards.
    pub asks: Vec<Ask>,
}

/// What goes wrong during an act, at its call of the disk with this number.
#[derive(Debug, Clone, Copy)]
pub enum Trouble {
    /// The call fails.
    Fails(u64, Failure),
    /// The process is killed.
    Killed(u64),
}

/// What a process, or the world around it, does.
#[derive(Debug, Clone)]
pub enum Act {
    /// Nothing but being there.
    Idle,
    /// The process ends in peace.
    Close,
    /// The app ends and comes back with this version of the policy.
    Update(usize),
    /// The device is switched off for a while and comes back with a wall clock that is off by some
    /// milliseconds.
    Restart(Span, i64),
    /// Time passes.
    Pass(Span),
    /// Somebody sets the wall clock, by milliseconds.
    Step(i64),
    /// An access is asked for.
    Acquire(Ask),
    /// The lease with this number, modulo how many there are, is given back.
    Release(usize),
    /// The user answers a sheet.
    Answer(Ask, Answer),
    /// The user takes a consent back.
    Withdraw(Ask),
    /// The user answers the system's dialog.
    AnswerOs(Ask, OsGrant),
    /// The system permits something, or no longer.
    OsChanged(Resource, Vec<&'static str>, OsGrant),
    /// The process moves.
    Move(AppState),
    /// Another subject uses the app.
    Switch(Option<&'static str>, Age),
    /// A guardian speaks.
    Guardian(Action),
    /// The subject is erased.
    Erase,
    /// The policy is accepted.
    Accept,
    /// The policy is declined.
    Decline,
    /// The log is signed.
    Sign,
    /// The log is exported, and the subject's copy made.
    Export,
}

/// A wish to use something, as the model and the gate know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// `purpose`, and perhaps `resource` and `scope`.
    pub request: Value,
    /// `app`, or an SDK.
    pub caller: String,
    /// Whether the user has just tapped.
    pub tapped: bool,
}

impl Ask {
    /// The purpose.
    pub fn purpose(&self) -> &str {
        self.request["purpose"].as_str().unwrap()
    }

    /// The resource, unless the purpose as a whole is asked for.
    pub fn resource(&self) -> Option<&str> {
        self.request["resource"].as_str()
    }

    /// As the gate takes it.
    pub fn access(&self) -> Access {
        let whole = || Access::purpose_only(self.purpose());
        let access = self.resource().map_or_else(whole, |resource| {
            let names = self.request["scope"].as_array().unwrap().iter();
            let names = names.map(|name| name.as_str().unwrap());
            Access::new(self.purpose(), resource.parse().unwrap(), names).unwrap()
        });
        access.caller(&self.caller).user_initiated(self.tapped)
    }
}
