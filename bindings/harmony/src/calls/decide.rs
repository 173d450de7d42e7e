//! The decision on its own, and the words of the field by number.

use menshen::Verdict;
use menshen_bindings as border;
use serde_json::{Value, json};

use super::plan::denial;
use crate::js::Call;
use crate::refusal::Answer;

pub(crate) fn decide_in(call: &mut Call<'_>) -> Answer<Value> {
    Ok(denial(verdict(call)?))
}

pub(crate) fn decide_packed(call: &mut Call<'_>) -> Answer<Value> {
    Ok(json!(border::pack(verdict(call)?)))
}

fn verdict(call: &mut Call<'_>) -> Answer<Verdict> {
    let (policy, state, purpose) =
        (call.text("policy")?, call.text("state")?, call.name("purpose")?);
    let (resource, scope) = (call.optional_name("resource")?, call.names("scope")?);
    Ok(border::decide_in(&policy, &state, &purpose, resource.as_deref(), &scope)?)
}

pub(crate) fn word_names(call: &mut Call<'_>) -> Answer<Value> {
    Ok(json!(border::word_names(&call.name("kind")?)))
}

pub(crate) fn scope_names(call: &mut Call<'_>) -> Answer<Value> {
    Ok(json!(call.resource()?.scope_names().collect::<Vec<_>>()))
}
