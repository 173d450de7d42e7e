//! The log commands on a log that a real gate wrote.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use menshen::{Access, Answer, AppState, Config, Gate, Observed, OsGrant, Policy, Resource};
use serde_json::Value;

const POLICY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");

/// A gate's folder, removed at the end.
struct Phone(PathBuf);

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Phone {
    fn new(name: &str) -> Phone {
        let dir = std::env::temp_dir().join(format!("menshen-audit-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        Phone(dir)
    }

    fn gate(&self) -> Gate {
        let policy = Policy::parse(&fs::read_to_string(POLICY).unwrap()).unwrap();
        Gate::open(Config::new(&self.0, policy).background(false)).unwrap()
    }

    fn log(&self) -> PathBuf {
        self.0.join("log")
    }

    fn run(&self, args: &[&str]) -> Output {
        let log = ["log", args[0], self.0.to_str().unwrap()];
        menshen(&[&log, &args[1..]].concat())
    }

    fn audit(&self) -> (i32, Value) {
        let output = self.run(&["audit", "--policy", POLICY, "--json"]);
        let json = serde_json::from_slice(&output.stdout);
        (output.status.code().unwrap(), json.unwrap_or_else(|_| panic!("{output:?}")))
    }

    /// Flips a bit in the middle of what was written.
    fn damage(&self) {
        let segments = fs::read_dir(self.log()).unwrap().map(|entry| entry.unwrap().path());
        let segment = segments.filter(|path| path.extension().is_some_and(|it| it == "seg")).max();
        let mut bytes = fs::read(segment.as_ref().unwrap()).unwrap();
        bytes[300] ^= 1;
        fs::write(segment.unwrap(), bytes).unwrap();
    }
}

fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).env("LC_ALL", "C").output().unwrap()
}

fn scan() -> Access {
    Access::new("qr-scan", Resource::Camera, ["preview"]).unwrap().user_initiated(true)
}

/// A day without a mistake: denied before acceptance, asked, granted, used, withdrawn, denied.
fn good_day(gate: &Gate) {
    assert!(gate.acquire(&scan()).is_err());
    gate.policy_shown().unwrap();
    gate.accept_policy().unwrap();
    gate.app_state(AppState::Foreground).unwrap();
    gate.answer(&scan(), Answer::Refuse).unwrap();
    assert!(gate.acquire(&scan()).is_err());
    gate.answer(&scan(), Answer::Grant).unwrap();
    gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted).unwrap();
    let lease = gate.acquire(&scan()).unwrap();
    gate.withdraw(&scan()).unwrap();
    assert!(!lease.live());
    drop(lease);
    assert!(gate.acquire(&scan()).is_err());
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_good_day_has_no_findings() {
    let phone = Phone::new("good");
    let gate = phone.gate();
    good_day(&gate);
    drop(gate);
    let (code, json) = phone.audit();
    assert_eq!((code, &json["findings"]), (0, &Value::Array(vec![])), "{json:#}");
    let plain = phone.run(&["audit", "--policy", POLICY]);
    assert!(text(&plain).starts_with("no findings: "), "{}", text(&plain));
    assert!(
        text(&phone.run(&["audit", "--policy", POLICY, "--lang", "zh"])).contains("没有发现问题")
    );
}

#[test]
fn a_bypass_is_found_and_the_folder_log_itself_may_be_given() {
    let phone = Phone::new("bypass");
    let gate = phone.gate();
    good_day(&gate);
    let scopes = Resource::Camera.scope("preview").unwrap();
    gate.os_observed(Observed { resource: Resource::Camera, scopes, attribution: "ads" });
    drop(gate);
    let (code, json) = phone.audit();
    assert_eq!(code, 1);
    assert_eq!(json["findings"][0]["rule"], "bypass", "{json:#}");
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    let log = phone.log();
    let inside = menshen(&["log", "audit", log.to_str().unwrap(), "--policy", POLICY]);
    assert_eq!(inside.status.code(), Some(1));
    assert!(text(&inside).contains("past the gate"));
}

#[test]
fn a_consent_for_one_access_is_used_up_without_a_finding() {
    let phone = Phone::new("once");
    let gate = phone.gate();
    gate.accept_policy().unwrap();
    gate.app_state(AppState::Foreground).unwrap();
    gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted).unwrap();
    gate.answer(&scan(), Answer::GrantOnce).unwrap();
    drop(gate.acquire(&scan()).unwrap());
    assert!(gate.acquire(&scan()).is_err());
    drop(gate);
    let (code, json) = phone.audit();
    assert_eq!((code, &json["findings"]), (0, &Value::Array(vec![])), "{json:#}");
}

#[test]
fn what_observe_mode_let_through_is_found() {
    let phone = Phone::new("observe");
    let policy = Policy::parse(&fs::read_to_string(POLICY).unwrap()).unwrap();
    let config = Config::new(&phone.0, policy).background(false).observe(["qr-scan"]);
    let gate = Gate::open(config).unwrap();
    drop(gate.acquire(&scan()).unwrap());
    drop(gate);
    let (code, json) = phone.audit();
    let rules = json["findings"].as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap());
    let rules: Vec<&str> = rules.collect();
    assert_eq!((code, rules), (1, vec!["before-acceptance", "background", "observe-mode"]));
}

#[test]
fn verify_says_what_state_the_log_is_in() {
    let phone = Phone::new("verify");
    let gate = phone.gate();
    good_day(&gate);
    gate.checkpoint().unwrap();
    let exported = phone.0.join("exported");
    fs::copy(phone.log().join("checkpoint"), &exported).unwrap();
    drop(gate);
    let sound = phone.run(&["verify", "--checkpoint", exported.to_str().unwrap()]);
    assert_eq!(sound.status.code(), Some(0), "{}", text(&sound));
    assert!(text(&sound).contains("signed by a software key"), "{}", text(&sound));
    assert!(text(&sound).trim_end().ends_with("checkpoint covers."), "{}", text(&sound));
    phone.damage();
    let damaged = phone.run(&["verify", "--json"]);
    let json: Value = serde_json::from_slice(&damaged.stdout).unwrap();
    assert_eq!(
        (damaged.status.code(), &json["state"]),
        (Some(1), &Value::from("damaged")),
        "{json:#}"
    );
    assert_eq!(json["problems"][0]["block"], 0);
    assert!(text(&phone.run(&["verify", "--lang", "zh"])).starts_with("损坏"));
    let (code, json) = phone.audit();
    assert_eq!((code, &json["log"]["state"]), (1, &Value::from("damaged")));
}

#[test]
fn show_has_a_line_for_each_record_and_filters_them() {
    let phone = Phone::new("show");
    let gate = phone.gate();
    good_day(&gate);
    drop(gate);
    let all = text(&phone.run(&["show", "--tz", "+08:00"]));
    assert!(all.starts_with("time (+08)"), "{all}");
    let denied = text(&phone.run(&["show", "--verdict", "deny", "--json"]));
    let reasons: Vec<Value> =
        denied.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let reasons: Vec<&str> = reasons.iter().map(|it| it["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["policy_not_accepted", "consent_refused", "consent_withdrawn"]);
    let prompts = text(&phone.run(&["show", "--kind", "prompt,consent", "--purpose", "qr-scan"]));
    assert_eq!(prompts.lines().count(), 1 + 5, "{prompts}");
    assert_eq!(text(&phone.run(&["show", "--until", "2000-01-01T00:00:00Z"])).lines().count(), 1);
}

#[test]
fn damage_is_shown_loudly_whatever_is_filtered() {
    let phone = Phone::new("loud");
    let gate = phone.gate();
    good_day(&gate);
    drop(gate);
    phone.damage();
    let shown = text(&phone.run(&["show", "--purpose", "nothing"]));
    assert!(shown.lines().any(|line| line.starts_with("!!! damage")), "{shown}");
    let json = text(&phone.run(&["show", "--json", "--purpose", "nothing"]));
    let first: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!((&first["kind"], &first["place"]["block"]), (&"damage".into(), &0.into()));
}

#[test]
fn usage_and_unreadable_input() {
    let phone = Phone::new("usage");
    fs::create_dir_all(&phone.0).unwrap();
    let code = |args: &[&str]| menshen(args).status.code();
    let dir = phone.0.to_str().unwrap();
    for command in ["show", "verify"] {
        assert_eq!(code(&["log", command, dir]), Some(2), "an empty folder is no clean log");
        assert_eq!(code(&["log", command, "/nowhere"]), Some(2));
    }
    assert_eq!(code(&["log", "audit", dir, "--policy", POLICY]), Some(2));
    assert_eq!(code(&["log", "audit", dir]), Some(2), "no policy");
    assert_eq!(code(&["log", "audit", "--explain", "nonsense"]), Some(2));
    assert_eq!(code(&["log", "show", dir, "--kind", "nonsense"]), Some(2));
    assert!(Path::new(POLICY).exists());
}

#[test]
fn rules_are_listed_and_explained() {
    let list = text(&menshen(&["log", "audit", "--rules"]));
    assert_eq!(list.lines().count(), 20, "{list}");
    for line in list.lines() {
        let rule = line.split_whitespace().next().unwrap();
        for lang in ["en", "zh"] {
            let said = menshen(&["log", "audit", "--explain", rule, "--lang", lang]);
            assert_eq!(said.status.code(), Some(0));
            assert!(text(&said).lines().count() > 2, "{rule}");
        }
    }
}
