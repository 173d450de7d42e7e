//! The decision: one pure function, the room that everyone reads first.
//!
//! [`decide`] holds three things against each other: what the policy declares for the purpose,
//! what the subject has granted, and what the operating system permits. It does no input or
//! output and has no clock of its own. The first check that fails is the reason; the order of the
//! checks is the order of [`Reason`].

mod answers;
mod budget;
mod consent;
mod denied;
mod group;
mod os;
mod state;

pub use answers::{Answers, BitAnswer, Last};
pub use budget::Budget;
pub use denied::{Denied, THROTTLE, Verdict};
pub use os::{OsEntry, OsState, OsTable};
pub use state::{Acceptance, Caller, Request, State, Subject, Target};

pub(crate) use budget::blocked_until;
pub(crate) use denied::Refusals;

use std::cell::LazyCell;

use crate::policy::{Group, Policy, Rules, SlotId};
use crate::time::Time;
use crate::words::{Reason, Resource, Scopes, Step, SubjectKind};

/// Decides whether `request` may be served in `state` at `now`.
///
/// ```
/// use menshen::{decide, Caller, Policy, Reason, Request, State, Target, Time};
/// # let text = menshen::doc::POLICY;
/// let policy = Policy::parse(text)?;
/// let request = Request {
///     purpose: policy.purpose_id("scan"),
///     target: Target::Group,
///     caller: Caller::App,
///     user_initiated: true,
/// };
/// let denial = decide(&policy, &State::new(&policy), &request, Time::from_millis(0)).unwrap_err();
/// assert_eq!(denial.reason, Reason::PolicyNotAccepted);
/// # Ok::<(), menshen::Problems>(())
/// ```
///
/// # Errors
/// The [`Denied`]: its reason, and what the user interface does next.
pub fn decide(policy: &Policy, state: &State, request: &Request, now: Time) -> Verdict {
    decide_by(&|| now, policy, state, request)
}

/// The same by a clock, which is read only if the verdict hangs on the time: few do, and reading it
/// takes longer than all the rest.
pub(crate) fn decide_by(
    clock: &dyn Fn() -> Time,
    policy: &Policy,
    state: &State,
    request: &Request,
) -> Verdict {
    let case = Case { policy, state, request, now: LazyCell::new(clock) };
    let rules = case.admitted()?;
    match request.target {
        Target::Group => group::needs(&case, rules)?,
        Target::Use(resource, scopes) => {
            case.usable(case.slot(rules, resource)?, scopes.closed_down(resource))?;
        }
        Target::Held(resource, scopes, _) => {
            return case.usable(case.held_slot(rules, resource)?, scopes);
        }
        Target::Start => group::consents(&case, rules)?,
    }
    fails(state.log_unavailable, Reason::LogUnavailable)
}

/// Whether anything may be done at all before a purpose is named: what an SDK without declared
/// purposes needs in order to start.
pub(crate) fn decide_start(state: &State, listed: bool, user_initiated: bool) -> Verdict {
    fails(state.gate_fault, Reason::GateFault)?;
    fails(!listed, Reason::UndeclaredCaller)?;
    accepted(state, user_initiated)?;
    fails(state.log_unavailable, Reason::LogUnavailable)
}

/// All that one decision looks at.
struct Case<'a> {
    policy: &'a Policy,
    state: &'a State,
    request: &'a Request,
    now: LazyCell<Time, &'a dyn Fn() -> Time>,
}

impl<'a> Case<'a> {
    /// The checks that do not depend on a particular need.
    fn admitted(&self) -> Result<&'a Rules, Denied> {
        let state = self.state;
        fails(state.gate_fault, Reason::GateFault)?;
        let rules = self.request.purpose.and_then(|id| self.policy.rules(id));
        let rules = rules.ok_or(Denied::of(Reason::UndeclaredPurpose))?;
        self.declared(rules)?;
        let version = accepted(state, self.request.user_initiated)?;
        if rules.is_outdated(version) {
            return Err(Denied::next(Reason::PolicyOutdated, Step::AcceptPolicy));
        }
        if state.subject.kind == SubjectKind::Guest && !rules.guests {
            return Err(Denied::next(Reason::SignInRequired, Step::SignIn));
        }
        if self.policy.needs_guardian(state.subject.age) && !state.guardian {
            return Err(Denied::next(Reason::GuardianRequired, Step::GuardianConsent));
        }
        Ok(rules)
    }

    fn slot(&self, rules: &Rules, resource: Resource) -> Result<SlotId, Denied> {
        let slot = rules.slot(resource);
        slot.ok_or(Denied::of(Reason::UndeclaredResource))
    }

    fn held_slot(&self, rules: &Rules, resource: Option<Resource>) -> Result<SlotId, Denied> {
        match (resource, &rules.group) {
            (Some(resource), _) => self.slot(rules, resource),
            (None, Group::Own(slot)) => Ok(*slot),
            (None, Group::Needs { .. }) => Err(Denied::of(Reason::UndeclaredResource)),
        }
    }

    fn declared(&self, rules: &Rules) -> Verdict {
        if let Target::Use(resource, scopes) = self.request.target {
            let slot = self.policy.slot(self.slot(rules, resource)?);
            let slot = slot.ok_or(Denied::of(Reason::UndeclaredResource))?;
            let asked = scopes.closed_down(resource);
            let within = !asked.is_empty() && slot.declared.contains(asked);
            fails(!within, Reason::UndeclaredScope)?;
        }
        let listed = match self.request.caller {
            Caller::App => rules.app,
            Caller::Sdk(index) => rules.sdks.contains(&index),
            Caller::Unknown => false,
        };
        fails(!listed, Reason::UndeclaredCaller)
    }

    /// The checks of one need: consent, context, budget, operating system.
    fn usable(&self, slot_id: SlotId, scopes: Scopes) -> Verdict {
        let slot = self.policy.slot(slot_id).ok_or(Denied::of(Reason::UndeclaredResource))?;
        consent::check(self, slot_id, slot, scopes)?;
        let mut contexts = scopes.iter().filter_map(|bit| slot.bits.get(usize::from(bit)));
        if !contexts.all(|rule| rule.context.covers(self.state.app)) {
            return Err(Denied::next(Reason::NotForeground, Step::ComeToForeground));
        }
        let spent = !matches!(self.request.target, Target::Held(..));
        if let Some(until) =
            self.state.budget.blocked_until(slot_id).filter(|at| spent && *at > *self.now)
        {
            return Err(Denied::wait(Reason::OverBudget, until));
        }
        match slot.resource {
            Some(resource) => os::check(self, resource, scopes),
            None => Ok(()),
        }
    }
}

fn accepted(state: &State, user_initiated: bool) -> Result<crate::version::Version, Denied> {
    let step = match state.acceptance {
        Acceptance::Accepted(version) => return Ok(version),
        Acceptance::Undecided => Step::AcceptPolicy,
        Acceptance::Declined if user_initiated => Step::AcceptPolicy,
        Acceptance::Declined => Step::WaitForUser,
    };
    Err(Denied::next(Reason::PolicyNotAccepted, step))
}

fn fails(fails: bool, reason: Reason) -> Verdict {
    if fails { Err(Denied::of(reason)) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
