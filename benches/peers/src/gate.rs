//! The gate as an app has it, with everything said yes to.

use std::path::Path;
use std::thread;

use menshen::log::{CheckpointError, Retention};
use menshen::{
    Access, Answer, AppState, Config, Gate, GateError, Lease, OsGrant, Policy, Resource,
    UnknownScope,
};
use serde_json::Value;

use crate::Problem;

const POLICY: &str = include_str!("../../../policies/netease-cloud-music.json");
/// Reading the songs on the device: the purpose that asks most often.
pub(crate) const PURPOSE: &str = "local-music";
const SCOPE: &str = "audio";

/// The policy as shipped.
pub(crate) fn shipped_policy() -> Result<Policy, Problem> {
    Ok(Policy::parse(POLICY)?)
}

/// The policy without its limits: they are shorter than a measurement.
pub(crate) fn unlimited_policy() -> Result<Policy, Problem> {
    Ok(Policy::parse(&unlimited_json()?.to_string())?)
}

pub(crate) fn unlimited_json() -> Result<Value, Problem> {
    let mut policy: Value = serde_json::from_str(POLICY)?;
    let purposes = policy.get_mut("purposes").and_then(Value::as_array_mut).into_iter().flatten();
    for purpose in purposes.filter_map(Value::as_object_mut) {
        purpose.remove("limit");
    }
    Ok(policy)
}

/// A gate with its background thread, in which the access is allowed.
pub(crate) fn open(dir: &Path, policy: Policy, retention: Retention) -> Result<Gate, Problem> {
    let gate = Gate::open(Config::new(dir, policy).retention(retention))?;
    gate.accept_policy()?;
    gate.app_state(AppState::Foreground)?;
    let access = access()?;
    gate.answer(&access, Answer::Grant)?;
    gate.os_changed(Resource::Media, &[SCOPE], OsGrant::Granted)?;
    gate.check(&access).map_err(|denied| format!("the access is denied: {denied:?}"))?;
    Ok(gate)
}

pub(crate) fn access() -> Result<Access, UnknownScope> {
    Access::new(PURPOSE, Resource::Media, [SCOPE])
}

/// A signed log of so many records, and the few that opening the gate writes; all of it is kept.
pub(crate) fn write_log(dir: &Path, records: u32) -> Result<(), Problem> {
    let gate = open(dir, unlimited_policy()?, keep_all())?;
    let access = access()?;
    for _ in 0..records / 2 {
        acquire_and_release(&gate, &access)?;
    }
    loop {
        match gate.checkpoint() {
            // The gate's own thread is at it.
            Err(GateError::Checkpoint(CheckpointError::Busy)) => thread::yield_now(),
            taken => return Ok(taken?),
        }
    }
}

pub(crate) fn keep_all() -> Retention {
    Retention { keep_all: true, ..Retention::default() }
}

/// One access from beginning to end: two records.
pub(crate) fn acquire_and_release(gate: &Gate, access: &Access) -> Result<(), Problem> {
    let lease = gate.acquire(access);
    lease.map_err(|denied| format!("the access is denied: {denied:?}"))?.release();
    Ok(())
}

/// So many leases, all live at once.
pub(crate) fn hold(gate: &Gate, access: &Access, count: u32) -> Result<Vec<Lease>, Problem> {
    let lease = |_| gate.acquire(access).map_err(|denied| format!("{denied:?}").into());
    (0..count).map(lease).collect()
}
