//! What happens around the app.

use menshen::{Age, AppState, Observed, OsGrant, Span};
use menshen_bindings::Failure;
use serde_json::{Value, json};

use crate::js::Call;
use crate::refusal::Answer;

pub(crate) fn os_grant(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, resource, scope) = (call.gate()?, call.resource()?, call.scopes("scope")?);
    let name = resource.names(scope).first().copied().unwrap_or_default();
    Ok(json!(gate.gate.os_grant(resource, name).map_err(Failure::from)?))
}

pub(crate) fn requirement(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, resource, scope) = (call.gate()?, call.resource()?, call.scopes("scope")?);
    Ok(json!(gate.gate.requirement(resource, scope)))
}

pub(crate) fn os_changed(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, resource, scopes) = (call.gate()?, call.resource()?, call.scopes("scopes")?);
    let grant: OsGrant = call.word("grant")?;
    Ok(gate.gate.os_changed(resource, &resource.names(scopes), grant).map(|()| Value::Null)?)
}

pub(crate) fn os_observed(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, resource, scopes) = (call.gate()?, call.resource()?, call.scopes("scopes")?);
    let (attribution, ago) = (call.name("attribution")?, call.whole("ago")?);
    let observed = Observed { resource, scopes, attribution: &attribution };
    gate.gate.os_observed_late(observed, Span::from_millis(ago));
    Ok(Value::Null)
}

pub(crate) fn app_state(call: &mut Call<'_>) -> Answer<Value> {
    let gate = call.gate()?;
    let state: AppState = call.word("state")?;
    Ok(gate.gate.app_state(state).map(|()| Value::Null)?)
}

pub(crate) fn switch_subject(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, account) = (call.gate()?, call.optional_name("account")?);
    let age: Age = call.word("age")?;
    Ok(gate.gate.switch_subject(account.as_deref(), age).map(|()| Value::Null)?)
}

pub(crate) fn sdk_running(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, sdk) = (call.gate()?, call.name("sdk")?);
    gate.gate.sdk_running(&sdk);
    Ok(Value::Null)
}

#[cfg(feature = "test-clock")]
pub(crate) fn test_pass(call: &mut Call<'_>) -> Answer<Value> {
    menshen_bindings::test_clock::pass(call.whole("millis")?);
    Ok(Value::Null)
}
