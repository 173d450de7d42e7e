//! What the user interface does next, and whether a third-party SDK may start.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use menshen::{Access, Denied, Plan, Shown, Step, Time, Verdict};
use menshen_bindings::{Failure, Handle, Handles, Kind};
use serde_json::{Value, json};

use crate::js::Call;
use crate::refusal::Answer;

/// One walk through the steps of an access. It does not keep its gate open.
struct Walk {
    gate: Handle,
    access: Arc<Access>,
    shown: Mutex<Shown>,
}

static WALKS: LazyLock<Handles<Walk>> = LazyLock::new(|| Handles::new(Kind::Walk));

pub(crate) fn plan(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, access) = (call.gate()?, call.access()?);
    Ok(step(gate.gate.plan(&access)))
}

pub(crate) fn start_walk(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, access) = (call.handle("gate")?, call.access()?);
    menshen_bindings::gate(gate).ok_or_else(|| Failure::stale("gate"))?;
    let walk = WALKS.insert(Arc::new(Walk { gate, access, shown: Mutex::default() }));
    Ok(json!(walk.ok_or_else(|| Failure::Fault("too many walks were started".to_owned()))?))
}

pub(crate) fn next_step(call: &mut Call<'_>) -> Answer<Value> {
    let walk = WALKS.get(call.handle("walk")?).ok_or_else(|| Failure::stale("walk"))?;
    let gate = call.gate_of(walk.gate)?;
    let mut shown = walk.shown.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(step(shown.next(&gate.gate, &walk.access)))
}

pub(crate) fn end_walk(call: &mut Call<'_>) -> Answer<Value> {
    Ok(json!(WALKS.remove(call.handle("walk")?).is_some()))
}

pub(crate) fn could_start(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, sdk) = (call.gate()?, call.name("sdk")?);
    Ok(denial(gate.gate.could_start(&sdk)))
}

pub(crate) fn may_start(call: &mut Call<'_>) -> Answer<Value> {
    let (gate, sdk) = (call.gate()?, call.name("sdk")?);
    Ok(denial(gate.gate.may_start(&sdk)))
}

/// Why access is denied; nothing when it is not.
pub(super) fn denial(verdict: Verdict) -> Value {
    let Err(Denied { reason, step, until }) = verdict else { return Value::Null };
    json!({ "reason": reason, "step": step, "until": until.map(Time::millis) })
}

fn step(plan: Plan) -> Value {
    match plan {
        Plan::Go => {
            json!({ "kind": "go", "step": Step::None, "reason": "", "osDialogAnswers": false })
        }
        Plan::Next { step, reason, os_dialog_answers } => json!({
            "kind": "next",
            "step": step,
            "reason": reason,
            "osDialogAnswers": os_dialog_answers,
        }),
        Plan::Stop { reason, step, until } => json!({
            "kind": "stop",
            "step": step,
            "reason": reason,
            "until": until.map(Time::millis),
            "osDialogAnswers": false,
        }),
    }
}
