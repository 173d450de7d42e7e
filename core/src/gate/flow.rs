//! What the user interface does next, without nagging.

use super::{Access, Gate};
use crate::decision::Denied;
use crate::time::Time;
use crate::words::{OsGrant, Reason, Step};

/// What the user interface does next for an access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// Nothing: acquire the lease.
    Go,
    /// This step, then ask again.
    Next {
        /// The step.
        step: Step,
        /// Why access is denied so far.
        reason: Reason,
        /// For [`Step::AskConsent`]: show the purpose's text, then the OS dialog, whose answer is
        /// the consent too; no sheet of our own.
        os_dialog_answers: bool,
    },
    /// Nothing more for now: access stays denied.
    Stop {
        /// Why.
        reason: Reason,
        /// What would help, when something would.
        step: Step,
        /// Not before this time.
        until: Option<Time>,
    },
}

/// One walk through the steps of an access: each kind of prompt is shown once, then it stops.
///
/// ```no_run
/// # use menshen::{Access, Gate, Plan, Resource};
/// # fn walk(gate: &Gate, scan: &Access) {
/// let mut flow = gate.flow(scan);
/// while let Plan::Next { step, .. } = flow.next() {
///     // show the step's dialog and report the answer to the gate
/// #   let _ = step;
/// }
/// # }
/// ```
#[derive(Debug)]
pub struct Flow<'a> {
    pub(super) gate: &'a Gate,
    pub(super) access: &'a Access,
    shown: Shown,
}

impl Flow<'_> {
    /// The next step.
    #[allow(clippy::should_implement_trait, reason = "a flow goes on only when its caller acts")]
    pub fn next(&mut self) -> Plan {
        self.shown.next(self.gate, self.access)
    }
}

/// What a walk has shown already, for one that cannot keep a borrow of its gate.
#[derive(Debug, Clone, Default)]
pub struct Shown(Vec<Step>);

impl Shown {
    /// The next step, which counts as shown.
    pub fn next(&mut self, gate: &Gate, access: &Access) -> Plan {
        let plan = gate.plan(access);
        match plan {
            Plan::Next { step, reason, .. } if self.0.contains(&step) => {
                return Plan::Stop { reason, step: Step::WaitForUser, until: None };
            }
            Plan::Next { step, .. } => self.0.push(step),
            Plan::Go | Plan::Stop { .. } => {}
        }
        plan
    }
}

impl Gate {
    /// What the user interface does next for this access.
    pub fn plan(&self, access: &Access) -> Plan {
        match self.check(access) {
            Ok(()) => Plan::Go,
            Err(denied) => self.planned(access, denied),
        }
    }

    /// A walk through the steps of an access.
    pub fn flow<'a>(&'a self, access: &'a Access) -> Flow<'a> {
        Flow { gate: self, access, shown: Shown::default() }
    }

    fn planned(&self, access: &Access, denied: Denied) -> Plan {
        let Denied { reason, step, until } = denied;
        match step {
            Step::None | Step::Wait | Step::WaitForUser | Step::ComeToForeground => {
                Plan::Stop { reason, step, until }
            }
            _ => {
                let asks = step == Step::AskConsent;
                let os_dialog_answers = asks && self.os_dialog_answers(access);
                Plan::Next { step, reason, os_dialog_answers }
            }
        }
    }

    /// Whether an OS dialog will follow whose answer is the consent: every scope is asked in
    /// context, and the OS has yet to ask for one of them, or may ask again.
    fn os_dialog_answers(&self, access: &Access) -> bool {
        let Some((resource, scopes)) = access.target() else { return false };
        let view = self.inner.view.load();
        let asks = |bit: u8| {
            let grant = view.state.os.get(resource, bit).grant;
            matches!(grant, OsGrant::NotAsked | OsGrant::Denied)
        };
        let scopes = scopes.closed_down(resource);
        self.inner.in_context(access, resource, scopes) == scopes && scopes.iter().any(asks)
    }
}
