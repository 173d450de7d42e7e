//! What the user answers. Each waits for the disk, and so is a promise.

use std::sync::Arc;

use menshen::{Access, Action, Answer as Consent, Gate, GateError, OsGrant};
use menshen_bindings::{Failure, Shared};
use serde_json::Value;

use crate::entry::Job;
use crate::js::Call;
use crate::refusal::Answer;

pub(crate) fn policy_shown(call: &mut Call<'_>) -> Answer<Job> {
    Ok(done(call.gate()?, Gate::policy_shown))
}

pub(crate) fn accept_policy(call: &mut Call<'_>) -> Answer<Job> {
    Ok(done(call.gate()?, Gate::accept_policy))
}

pub(crate) fn decline_policy(call: &mut Call<'_>) -> Answer<Job> {
    Ok(done(call.gate()?, Gate::decline_policy))
}

pub(crate) fn answer(call: &mut Call<'_>) -> Answer<Job> {
    let (gate, access) = (call.gate()?, call.access()?);
    let answer = consent(&call.name("answer")?)?;
    Ok(done(gate, move |gate| gate.answer(&access, answer)))
}

fn consent(word: &str) -> Answer<Consent> {
    Ok(match word {
        "grant" => Consent::Grant,
        "grant_once" => Consent::GrantOnce,
        "refuse" => Consent::Refuse,
        "dismiss" => Consent::Dismiss,
        _ => return Err(Failure::Unknown(format!("unknown answer `{word}`")).into()),
    })
}

pub(crate) fn withdraw(call: &mut Call<'_>) -> Answer<Job> {
    about(call, Gate::withdraw)
}

pub(crate) fn answer_os(call: &mut Call<'_>) -> Answer<Job> {
    let (gate, access) = (call.gate()?, call.access()?);
    let grant: OsGrant = call.word("grant")?;
    Ok(done(gate, move |gate| gate.answer_os(&access, grant)))
}

pub(crate) fn settings_shown(call: &mut Call<'_>) -> Answer<Job> {
    about(call, Gate::settings_shown)
}

pub(crate) fn guardian(call: &mut Call<'_>) -> Answer<Job> {
    let (gate, consents) = (call.gate()?, call.flag("consents")?);
    let action = if consents { Action::Grant } else { Action::Withdraw };
    Ok(done(gate, move |gate| gate.guardian(action)))
}

pub(crate) fn erase_subject(call: &mut Call<'_>) -> Answer<Job> {
    Ok(done(call.gate()?, Gate::erase_subject))
}

fn about(call: &mut Call<'_>, act: fn(&Gate, &Access) -> Result<(), GateError>) -> Answer<Job> {
    let (gate, access) = (call.gate()?, call.access()?);
    Ok(done(gate, move |gate| act(gate, &access)))
}

/// The promise of an act that gives nothing.
pub(super) fn done(
    gate: Arc<Shared>,
    act: impl FnOnce(&Gate) -> Result<(), GateError> + Send + 'static,
) -> Job {
    Box::new(move || Ok(act(&gate.gate).map(|()| Value::Null)?))
}
