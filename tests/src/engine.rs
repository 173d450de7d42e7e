//! The engine as the vectors and the model see it: JSON in, JSON out.

use menshen::{Policy, Resource, Scopes, StateFile, Step, Verdict, decide};
use serde_json::{Value, json};

/// What the engine says of a request in a state.
pub fn answer(policy: &Policy, state: &Value, request: &Value) -> Value {
    let file = StateFile::parse(&state.to_string());
    let file = file.unwrap_or_else(|error| panic!("{error}\n{state:#}"));
    let request = file.request(policy, request["purpose"].as_str().unwrap(), access(request));
    outcome(decide(policy, &file.state(policy), &request, file.now()))
}

fn access(request: &Value) -> Option<(Resource, Scopes)> {
    let resource: Resource = request.get("resource")?.as_str()?.parse().unwrap();
    let names = request["scope"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    Some((resource, resource.scopes(names).unwrap()))
}

/// A verdict in the model's words.
pub fn outcome(verdict: Verdict) -> Value {
    let Err(denied) = verdict else { return json!({ "verdict": "allow" }) };
    let mut outcome = json!({ "verdict": "deny", "reason": denied.reason, "next": denied.step });
    if let (Step::Wait, Some(until)) = (denied.step, denied.until) {
        outcome["until"] = json!(until);
    }
    outcome
}
