//! What the vectors cannot ask: budgets at a time of their own, leases that are held, and SDKs
//! without purposes.

use std::cell::Cell;

use super::*;
use crate::words::{Action, AppState, Scopes};

const NOW: Time = Time::from_millis(1_000);

/// Why an access to the camera is denied, or still allowed: its consent is there and what `change`
/// makes of it; the permission was not asked for.
fn denied(target: Target, change: impl FnOnce(&mut State, SlotId)) -> Reason {
    denied_by(&|| NOW, target, change)
}

fn denied_by(
    clock: &dyn Fn() -> Time,
    target: Target,
    change: impl FnOnce(&mut State, SlotId),
) -> Reason {
    let policy = Policy::parse(crate::doc::POLICY).unwrap();
    let (resource, scopes) = camera();
    let slot = policy.slot_for("scan", Some(resource)).unwrap();
    let mut state = State::new(&policy);
    state.acceptance = Acceptance::Accepted(policy.version());
    state.app = AppState::Foreground;
    let answers = state.answers_mut(slot, None).unwrap();
    answers.take(Some(resource), scopes, Action::Grant, NOW, None);
    change(&mut state, slot);
    let purpose = policy.purpose_id("scan");
    let request = Request { purpose, target, caller: Caller::App, user_initiated: true };
    decide_by(clock, &policy, &state, &request).unwrap_err().reason
}

fn camera() -> (Resource, Scopes) {
    (Resource::Camera, Resource::Camera.scope("preview").unwrap())
}

/// To use the camera anew, and to go on with a lease on it.
fn targets() -> (Target, Target) {
    let (resource, scopes) = camera();
    (Target::Use(resource, scopes), Target::Held(Some(resource), scopes, Scopes::NONE))
}

#[test]
fn a_budget_counts_until_its_time_and_for_new_accesses_only() {
    let (used, held) = targets();
    let until = |target, until| {
        denied(target, |state, slot| state.budget.set(slot, Some(Time::from_millis(until))))
    };
    assert_eq!(until(used, 1_001), Reason::OverBudget);
    assert_eq!(until(used, 1_000), Reason::OsNotAsked);
    assert_eq!(until(used, 999), Reason::OsNotAsked);
    assert_eq!(until(held, 1_001), Reason::OsNotAsked);
}

#[test]
fn the_clock_is_read_once_and_only_if_the_verdict_hangs_on_it() {
    let (used, _) = targets();
    let reads = |change: fn(&mut State, SlotId)| {
        let reads = Cell::new(0);
        let clock = || {
            reads.set(reads.get() + 1);
            NOW
        };
        assert_eq!(denied_by(&clock, used, change), Reason::OsNotAsked);
        reads.get()
    };
    assert_eq!(reads(|_, _| {}), 0);
    assert_eq!(reads(|state, slot| state.budget.set(slot, Some(NOW))), 1);
    assert_eq!(
        reads(|state, slot| {
            state.budget.set(slot, Some(NOW));
            let last = Last::Granted(Some(Time::from_millis(1_001)));
            let term = BitAnswer { last, ..BitAnswer::default() };
            state.answers_mut(slot, None).unwrap().set(0, term);
        }),
        1
    );
}

#[test]
fn a_lease_carries_the_consent_for_one_access_that_it_used_up_itself() {
    let (resource, scopes) = camera();
    let (used, held) = targets();
    let own = Target::Held(Some(resource), scopes, scopes);
    let answered = |target, last| {
        denied(target, |state, slot| {
            let answer = BitAnswer { last, ..BitAnswer::default() };
            state.answers_mut(slot, None).unwrap().set(0, answer);
        })
    };
    assert_eq!(answered(own, Last::Expired), Reason::OsNotAsked);
    assert_eq!(answered(own, Last::Withdrawn), Reason::ConsentWithdrawn);
    assert_eq!(answered(held, Last::Expired), Reason::ConsentExpired);
    assert_eq!(answered(used, Last::Expired), Reason::ConsentExpired);
}

#[test]
fn an_sdk_without_purposes_starts_when_it_is_listed_and_the_policy_accepted() {
    let policy = Policy::parse(crate::doc::POLICY).unwrap();
    let mut state = State::new(&policy);
    let start = |state: &State, listed| decide_start(state, listed, true).map_err(|it| it.reason);
    assert_eq!(start(&state, false), Err(Reason::UndeclaredCaller));
    assert_eq!(start(&state, true), Err(Reason::PolicyNotAccepted));
    state.acceptance = Acceptance::Accepted(policy.version());
    assert_eq!(start(&state, true), Ok(()));
    state.log_unavailable = true;
    assert_eq!(start(&state, true), Err(Reason::LogUnavailable));
    state.gate_fault = true;
    assert_eq!(start(&state, false), Err(Reason::GateFault));
}

#[test]
fn a_denial_says_its_reason_and_the_next_step() {
    let denial = Denied::next(Reason::OsNotAsked, Step::RequestOs);
    assert_eq!(denial.to_string(), "deny os_not_asked next=request_os");
}
