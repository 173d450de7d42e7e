//! A state file: the engine, its explanation and the reference model say the same of it.

use std::sync::LazyLock;

use menshen::{Policy, StateFile, decide, explain};
use menshen_tests::{engine, model};
use serde_json::{Value, json};

use crate::POLICY;

static PARSED: LazyLock<Policy> = LazyLock::new(|| Policy::parse(POLICY).unwrap());
static JSON: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(POLICY).unwrap());

pub(super) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(file) = StateFile::parse(text) else { return };
    let value: Value = serde_json::from_str(text).expect("a state file is JSON");
    for purpose in &PARSED.file().purposes {
        let request = file.request(&PARSED, &purpose.id, None);
        let state = file.state(&PARSED);
        let verdict = decide(&PARSED, &state, &request, file.now());
        assert_eq!(explain(&PARSED, &state, &request, file.now()).verdict, verdict);
        let request = json!({ "purpose": purpose.id });
        let (engine, model) =
            (engine::answer(&PARSED, &value, &request), model::decide(&JSON, &value, &request));
        assert_eq!(engine, model, "engine (left) and model (right) of {}", purpose.id);
    }
}
