//! Prepared accesses, and what a lease is asked.

use menshen_bindings as border;
use serde_json::{Value, json};

use crate::js::Call;
use crate::js::call::whole;
use crate::leases;
use crate::refusal::Answer;

/// How many numbers tell of a lease: its handle, resource and scopes.
const LEASE: usize = 3;

pub(crate) fn prepare(call: &mut Call<'_>) -> Answer<Value> {
    let purpose = call.short_name("purpose")?;
    let (resource, scopes) = (call.number("resource")?, call.number("scopes")?);
    let (caller, tapped) = (call.short_name("caller")?, call.flag("tapped")?);
    let prepared = || {
        let target = border::target(whole(resource)?, whole(scopes)?)?;
        Some(border::prepare(&purpose?, target, &caller?, tapped))
    };
    Ok(json!(prepared().unwrap_or(0)))
}

pub(crate) fn acquire_all(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, access) = (call.handle("gate")?, call.handle("access")?);
    let answer = border::acquire_all(gate, access);
    for lease in answer.iter().step_by(LEASE) {
        leases::taken(*lease);
    }
    Ok(json!(answer))
}

pub(crate) fn read_match(call: &mut Call<'_>) -> Answer<Value> {
    let (lease, clip) = (call.handle("lease")?, call.text("clip")?);
    Ok(json!(border::lease(lease).and_then(|lease| lease.read_match(&clip))))
}
