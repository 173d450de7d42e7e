//! A gate on the real policy, with everything granted.

use std::path::{Path, PathBuf};

use menshen::log::Retention;
use menshen::{Access, Age, Answer, AppState, Config, Gate, OsGrant, Policy, Resource};
use serde_json::Value;

/// The policy of NetEase Cloud Music.
pub const POLICY: &str = include_str!("../../policies/netease-cloud-music.json");

/// The policy without its limits, for tests that use a purpose as fast as they can.
pub fn unlimited() -> Policy {
    Policy::parse(&without_limits(POLICY)).unwrap()
}

/// A policy whose purposes may be used as often as one likes.
pub fn without_limits(policy: &str) -> String {
    let mut policy: Value = serde_json::from_str(policy).unwrap();
    for purpose in policy["purposes"].as_array_mut().unwrap() {
        purpose.as_object_mut().unwrap().remove("limit");
    }
    policy.to_string()
}

/// The policy with these purposes alone: the whole takes longer to read than a short day.
pub fn small(purposes: &[&str]) -> String {
    let mut policy: Value = serde_json::from_str(POLICY).unwrap();
    let all = policy["purposes"].as_array_mut().unwrap();
    all.retain(|it| purposes.iter().any(|id| it["id"] == *id));
    all.iter_mut().for_each(|it| it["callers"] = serde_json::json!(["app"]));
    policy["sdks"] = serde_json::json!([]);
    policy["changes"] = serde_json::json!([]);
    policy.to_string()
}

/// The text of the policy with these purposes alone, and no SDK: the whole policy takes longer to read than
/// many a test.
pub fn only(purposes: &[&str]) -> String {
    let mut policy: Value = serde_json::from_str(POLICY).unwrap();
    let kept = |it: &Value| it["id"].as_str().is_some_and(|id| purposes.contains(&id));
    let purposes = policy["purposes"].as_array_mut().unwrap();
    purposes.retain(kept);
    purposes.iter_mut().for_each(|it| it["callers"] = serde_json::json!(["app"]));
    policy["sdks"] = serde_json::json!([]);
    policy["changes"] = serde_json::json!([]);
    policy.to_string()
}

/// How the tests open a gate.
pub fn config(dir: &Path, policy: Policy) -> Config {
    Config::new(dir, policy).retention(Retention { keep_all: true, ..Retention::default() })
}

/// Accepts the policy, signs an adult in, and grants these scopes with their purposes.
pub fn grant(gate: &Gate, grants: &[(&str, Resource, &str)]) {
    gate.accept_policy().unwrap();
    gate.switch_subject(Some("tester"), Age::Adult).unwrap();
    gate.app_state(AppState::Foreground).unwrap();
    for (purpose, resource, scope) in grants {
        gate.answer(&Access::new(purpose, *resource, [*scope]).unwrap(), Answer::Grant).unwrap();
        let all: Vec<&str> = resource.scope_names().collect();
        gate.os_changed(*resource, &all, OsGrant::Granted).unwrap();
    }
}

/// A fresh folder that is removed when dropped, unless the test fails.
pub struct Folder(pub PathBuf);

impl Folder {
    /// A fresh folder with this word in its name.
    pub fn new(name: &str) -> Folder {
        let dir = std::env::temp_dir().join(format!("menshen-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        Folder(dir)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}
