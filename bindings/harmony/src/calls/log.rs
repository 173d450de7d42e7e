//! The access log, and what the user may take along.

use menshen::{Gate, Span, Usage};
use serde_json::{Value, json};

use super::answers::done;
use crate::entry::Job;
use crate::js::Call;
use crate::refusal::Answer;

pub(crate) fn usage(call: &mut Call<'_>) -> Answer<Job> {
    let (gate, days) = (call.gate()?, call.whole::<u32>("days")?);
    Ok(Box::new(move || {
        let since = gate.gate.now() - Span::days(u64::from(days));
        Ok(gate.gate.usage(since)?.iter().map(counted).collect())
    }))
}

fn counted(it: &Usage) -> Value {
    json!({
        "purpose": it.purpose,
        "resource": it.resource.map(|resource| resource.number()),
        "allowed": it.allowed,
        "denied": it.denied,
        "last": it.last.millis(),
    })
}

pub(crate) fn records(call: &mut Call<'_>) -> Answer<Job> {
    let (gate, most) = (call.gate()?, call.whole::<u32>("most")?);
    let kinds = call.names("kinds")?;
    Ok(Box::new(move || Ok(json!(menshen_bindings::records(&gate.gate, most as usize, &kinds)?))))
}

pub(crate) fn export_log(call: &mut Call<'_>) -> Answer<Job> {
    let (gate, file) = (call.gate()?, call.name("file")?);
    Ok(Box::new(move || Ok(menshen_bindings::export_log(&gate.gate, &file).map(|()| Value::Null)?)))
}

pub(crate) fn own_copy(call: &mut Call<'_>) -> Answer<Job> {
    let gate = call.gate()?;
    Ok(Box::new(move || Ok(json!(gate.gate.own_copy()?.to_string()))))
}

pub(crate) fn receipts(call: &mut Call<'_>) -> Answer<Job> {
    let gate = call.gate()?;
    Ok(Box::new(move || Ok(json!(Value::from(gate.gate.receipts()?).to_string()))))
}

pub(crate) fn checkpoint(call: &mut Call<'_>) -> Answer<Job> {
    Ok(done(call.gate()?, Gate::checkpoint))
}
