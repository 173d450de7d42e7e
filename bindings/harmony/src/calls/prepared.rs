//! Prepared accesses, and what a lease is asked.

use menshen_bindings as border;
use serde_json::{Value, json};

use crate::js::Call;
use crate::js::call::whole;
use crate::refusal::Answer;

pub(crate) fn prepare(call: &mut Call<'_>) -> Answer<Value> {
    let purpose = call.text("purpose")?;
    let (resource, scopes) = (call.number("resource")?, call.number("scopes")?);
    let (caller, tapped) = (call.text("caller")?, call.flag("tapped")?);
    let numbers = whole(resource).zip(whole(scopes));
    let target = numbers.and_then(|(resource, scopes)| border::target(resource, scopes));
    Ok(json!(target.map_or(0, |target| border::prepare(&purpose, target, &caller, tapped))))
}

pub(crate) fn acquire_all(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, access) = (call.handle("gate")?, call.handle("access")?);
    Ok(json!(border::acquire_all(gate, access)))
}

pub(crate) fn read_match(call: &mut Call<'_>) -> Answer<Value> {
    let (lease, clip) = (call.handle("lease")?, call.text("clip")?);
    Ok(json!(border::lease(lease).and_then(|lease| lease.read_match(&clip))))
}
