//! What the user interface does next, and whether a third-party SDK may start.

use std::sync::{Arc, Mutex, PoisonError};

use menshen::{Access, Denied, Plan, Reason, Shown, Step};

use crate::error::MenshenError;
use crate::gate::{NativeGate, prepared};

/// What the user interface does next for an access.
#[derive(uniffi::Enum)]
pub enum NextStep {
    /// Nothing: acquire the lease.
    Go,
    /// This step, then ask again.
    Next {
        /// The step.
        step: Step,
        /// Why access is denied so far.
        reason: Reason,
        /// For `AskConsent`: show the purpose's text together with the system's dialog, whose
        /// answer is the consent too.
        os_dialog_answers: bool,
    },
    /// Nothing more for now: access stays denied.
    Stop {
        /// Why.
        denial: Denial,
    },
}

/// Why access is denied.
#[derive(uniffi::Record)]
pub struct Denial {
    /// The first check that failed.
    pub reason: Reason,
    /// What would help, when something would.
    pub step: Step,
    /// Not before this time, in milliseconds since 1970.
    pub until: Option<i64>,
}

impl From<Denied> for Denial {
    fn from(Denied { reason, step, until }: Denied) -> Denial {
        Denial { reason, step, until: until.map(|until| until.millis()) }
    }
}

/// One walk through the steps of an access: each kind of prompt is shown once, then it stops.
#[derive(uniffi::Object)]
pub struct Walk {
    gate: Arc<NativeGate>,
    access: Arc<Access>,
    shown: Mutex<Shown>,
}

#[uniffi::export]
impl Walk {
    /// The next step.
    pub fn next(&self) -> NextStep {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.next(self.gate.gate(), &self.access).into()
    }
}

#[uniffi::export]
impl NativeGate {
    /// A walk through the steps of a prepared access.
    pub fn walk(self: Arc<Self>, access: u64) -> Result<Arc<Walk>, MenshenError> {
        Ok(Arc::new(Walk { gate: self, access: prepared(access)?, shown: Mutex::default() }))
    }

    /// What the user interface would do next for a prepared access.
    pub fn plan(&self, access: u64) -> Result<NextStep, MenshenError> {
        Ok(self.gate().plan(&*prepared(access)?).into())
    }

    /// What `may_start` would say, unlogged.
    pub fn could_start(&self, sdk: &str) -> Option<Denial> {
        self.gate().could_start(sdk).err().map(Denial::from)
    }

    /// Whether a third-party SDK may initialise now, which is logged; `None` when it may.
    pub fn may_start(&self, sdk: &str) -> Option<Denial> {
        self.gate().may_start(sdk).err().map(Denial::from)
    }
}

impl From<Plan> for NextStep {
    fn from(plan: Plan) -> NextStep {
        match plan {
            Plan::Go => NextStep::Go,
            Plan::Next { step, reason, os_dialog_answers } => {
                NextStep::Next { step, reason, os_dialog_answers }
            }
            Plan::Stop { reason, step, until } => {
                NextStep::Stop { denial: Denied { reason, step, until }.into() }
            }
        }
    }
}
