//! A policy file: what is read can be written and is read again as the same.

use menshen::Policy;
use serde_json::Value;

pub(super) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let policy = match Policy::parse(text) {
        Ok(policy) => policy,
        Err(problems) => return assert!(!problems.0.is_empty(), "it was refused for nothing"),
    };
    let written = written(&policy);
    let again = Policy::parse(&written.to_string())
        .unwrap_or_else(|problems| panic!("written again it is refused: {problems}\n{written:#}"));
    assert_eq!(self::written(&again), written);
    assert_eq!(again.fingerprint(), policy.fingerprint());
    assert!(Policy::warnings(text).is_ok());
}

/// The file of a policy. What is not said is left out, as a policy file does it.
fn written(policy: &Policy) -> Value {
    let mut value = serde_json::to_value(policy.file()).unwrap();
    leave_out_nulls(&mut value);
    value
}

fn leave_out_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(leave_out_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_nulls),
        _ => {}
    }
}
