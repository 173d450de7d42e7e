//! What was promised about a user's answer: which answers may stand.

use menshen::{Action, Answer, AppState, Gate, GateError, Reason};

use crate::world::{Wish, access};

/// Which answers may stand about one thing that is asked for; `None` is no answer at all.
#[derive(Debug, Clone)]
pub struct Promise {
    may: Vec<Option<Action>>,
    /// Answers that take something away and could not be kept at once: they may be kept later.
    waiting: Vec<Option<Action>>,
}

impl Promise {
    /// Only this one may stand.
    pub fn of(found: Option<Action>) -> Promise {
        Promise { may: vec![found], waiting: Vec::new() }
    }

    /// The gate is being told: it may stand from now on.
    pub fn answering(&mut self, action: Action) {
        self.may.push(Some(action));
    }

    /// The gate took it: nothing before it may stand.
    pub fn answered(&mut self, action: Action) {
        self.may.clone_from(&self.waiting);
        self.may.push(Some(action));
    }

    /// The gate said that it failed: a grant must not stand then.
    pub fn failed(&mut self, action: Action) {
        match action {
            Action::Grant => drop(self.may.pop()),
            _ => self.waiting.push(Some(action)),
        }
    }

    /// Whether it may be as it was found.
    pub fn allows(&self, found: Option<Action>) -> bool {
        self.may.contains(&found)
    }
}

/// Tells the gate of the user's answer.
///
/// # Errors
/// What the gate says.
pub fn answer(gate: &Gate, wish: Wish, action: Action) -> Result<(), GateError> {
    match action {
        Action::Grant => gate.answer(&access(wish), Answer::Grant),
        Action::Refuse => gate.answer(&access(wish), Answer::Refuse),
        Action::Withdraw => gate.withdraw(&access(wish)),
    }
}

/// What the user last said about this, as the gate has it.
///
/// # Errors
/// Why it is denied, when that does not tell.
pub fn stands(gate: &Gate, wish: Wish) -> Result<Option<Action>, Reason> {
    gate.app_state(AppState::Foreground).unwrap();
    match gate.check(&access(wish)).map_err(|denied| denied.reason) {
        Ok(()) => Ok(Some(Action::Grant)),
        // In the order of the decision these come later.
        Err(reason) if reason > Reason::ConsentScope => Ok(Some(Action::Grant)),
        Err(Reason::ConsentWithdrawn) => Ok(Some(Action::Withdraw)),
        Err(Reason::ConsentRefused) => Ok(Some(Action::Refuse)),
        Err(Reason::ConsentNotAsked) => Ok(None),
        Err(other) => Err(other),
    }
}
