//! What the decision is about: the request, and the state of the installation.

use std::collections::HashMap;

use super::answers::Answers;
use super::budget::Budget;
use super::os::OsTable;
use crate::policy::{Policy, PurposeId, SlotId};
use crate::version::Version;
use crate::words::{Age, AppState, Resource, Scopes, SubjectKind};

/// One wish to use something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// The purpose; `None` when the policy has no such purpose.
    pub purpose: Option<PurposeId>,
    /// What is asked for.
    pub target: Target,
    /// Who asks.
    pub caller: Caller,
    /// Whether the user has just tapped the control of this very feature.
    pub user_initiated: bool,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The purpose as a whole: its required needs as a group, or its own answer if it has none.
    Group,
    /// Some scopes of one resource.
    Use(Resource, Scopes),
    /// What a live lease on some scopes of a resource (or on a purpose without one) must still
    /// pass: all but the budget and the log. The last scopes are those whose consent for one
    /// access this very lease has used up: it still carries them.
    Held(Option<Resource>, Scopes, Scopes),
    /// To get ready for the purpose, as an SDK does when it starts: all but the access itself.
    Start,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caller {
    /// The app itself.
    App,
    /// The SDK with this index in the policy.
    Sdk(u16),
    /// Someone the policy does not know.
    Unknown,
}

impl Caller {
    /// The caller with this name: `app`, or the id of an SDK.
    pub fn named(policy: &Policy, name: &str) -> Caller {
        match name {
            "app" => Caller::App,
            id => policy.sdk(id).map_or(Caller::Unknown, Caller::Sdk),
        }
    }
}

/// What the user has decided about the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acceptance {
    /// Nothing yet.
    Undecided,
    /// No: basic mode. It stays so until the user acts, whatever version follows.
    Declined,
    /// Yes, to this version.
    Accepted(Version),
}

/// Who uses the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// Guest or account.
    pub kind: SubjectKind,
    /// The age band.
    pub age: Age,
}

/// Everything that the decision looks at besides the policy and the request.
#[derive(Debug, Clone)]
pub struct State {
    /// What the user has decided about the policy.
    pub acceptance: Acceptance,
    /// Who uses the app.
    pub subject: Subject,
    /// Whether a guardian has consented.
    pub guardian: bool,
    /// Where the app is.
    pub app: AppState,
    /// What the operating system permits.
    pub os: OsTable,
    /// Which purposes have used up their declared frequency.
    pub budget: Budget,
    /// Whether the gate is broken.
    pub gate_fault: bool,
    /// Whether the log cannot be written.
    pub log_unavailable: bool,
    answers: Vec<Answers>,
    named: HashMap<(SlotId, u16), Answers>,
}

impl State {
    /// A fresh installation: nothing decided, nothing granted, a guest of unknown age, in the
    /// background.
    pub fn new(policy: &Policy) -> State {
        State {
            acceptance: Acceptance::Undecided,
            subject: Subject { kind: SubjectKind::Guest, age: Age::Unknown },
            guardian: false,
            app: AppState::Background,
            os: OsTable::default(),
            budget: Budget::new(policy.slots().len()),
            gate_fault: false,
            log_unavailable: false,
            answers: vec![Answers::default(); policy.slots().len()],
            named: HashMap::new(),
        }
    }

    /// The answers on a resource of a purpose that count for this caller.
    pub(crate) fn answers(&self, policy: &Policy, slot: SlotId, caller: Caller) -> &Answers {
        const NONE: &Answers = &Answers::NONE;
        let general = self.answers.get(usize::from(slot.0)).unwrap_or(NONE);
        let Caller::Sdk(sdk) = caller else { return general };
        let fallback = if policy.is_independent(sdk) { NONE } else { general };
        self.named.get(&(slot, sdk)).unwrap_or(fallback)
    }

    /// The answers on a resource of a purpose, to be changed: those that name no SDK, or those
    /// for an SDK that is named.
    pub(crate) fn answers_mut(&mut self, slot: SlotId, sdk: Option<u16>) -> Option<&mut Answers> {
        match sdk {
            Some(sdk) => Some(self.named.entry((slot, sdk)).or_default()),
            None => self.answers.get_mut(usize::from(slot.0)),
        }
    }
}
