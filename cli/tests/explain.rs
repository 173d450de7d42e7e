//! `menshen explain` and `menshen policy check` as a script sees them: output, exit code, errors.

#![cfg(test)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const STATE: &str = r#"{"now": "2026-11-21T09:30:00+08:00", "accepted_policy": "2024-08-23",
 "subject": {"kind": "guest", "age": "adult"}, "app": "foreground",
 "consents": [{"purpose": "qr-scan", "resource": "camera", "action": "grant", "at": "2026-11-21T08:00:00+08:00"}],
 "os": {"camera": "granted"}, "user_initiated": true}"#;

fn policy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies/netease-cloud-music.json")
}

fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).output().unwrap()
}

/// Writes a file of this test and gives its path.
fn write(name: &str, text: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn explain(state: &str, more: &[&str]) -> Output {
    let policy = policy();
    let mut args = vec!["explain", policy.to_str().unwrap(), "--state", state];
    args.extend(more);
    menshen(&args)
}

fn last_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_last_line_is_the_verdict() {
    let state = write("state.json", STATE.as_bytes());
    let allowed = explain(&state, &["--purpose", "qr-scan"]);
    assert_eq!((last_line(&allowed).as_str(), allowed.status.code()), ("allow", Some(0)));
    let denied =
        explain(&state, &["--purpose", "qr-scan", "--resource", "media", "--scope", "pick"]);
    assert_eq!(last_line(&denied), "deny consent_not_asked next=ask_consent");
    assert_eq!(denied.status.code(), Some(1));
    let unknown = explain(&state, &["--purpose", "mind-reading"]);
    assert_eq!(
        (last_line(&unknown).as_str(), unknown.status.code()),
        ("deny undeclared_purpose next=none", Some(1))
    );
}

#[test]
fn a_wait_says_until_when_on_the_line_before() {
    let refused = STATE.replace("\"grant\"", "\"refuse\"").replace("true", "false");
    let output = explain(&write("refused.json", refused.as_bytes()), &["--purpose", "qr-scan"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = text.lines().rev();
    assert_eq!(lines.next(), Some("deny consent_refused next=wait"));
    assert_eq!(lines.next().map(str::trim), Some("wait until 2026-11-23T00:00:00Z"));
}

#[test]
fn json_says_the_same() {
    let output =
        explain(&write("json.json", STATE.as_bytes()), &["--purpose", "qr-scan", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["verdict"], "allow");
    assert_eq!(value["checks"].as_array().unwrap().len(), menshen::Reason::ALL.len());
}

#[test]
fn unreadable_input_is_one_clear_error_and_exit_code_2() {
    let with = |change: (&str, &str)| STATE.replace(change.0, change.1).into_bytes();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("broken", b"{\"now\": ".to_vec(), "not JSON"),
        ("deep", deep.into_bytes(), "nested deeper than 64 levels"),
        ("open", "[".repeat(100_000).into_bytes(), "not JSON"),
        ("huge", vec![b' '; 2 << 20], "the most that is read is 1 MiB"),
        ("date", with(("2026-11-21T09", "2026-13-21T09")), "is not a time"),
        ("version", with(("2024-08-23", "2024-02-30")), "is not a version"),
        (
            "field",
            with(("\"app\"", "\"apps\"")),
            "unknown field `apps` in the state, did you mean `app`?",
        ),
        ("resource", with(("\"os\": {\"camera\"", "\"os\": {\"camra\"")), "did you mean `camera`?"),
        ("binary", vec![0xff, 0xfe], "not a UTF-8 text"),
        ("twice", with(("\"app\":", "\"app\": \"background\", \"app\":")), "`app` is given twice"),
        (
            "both",
            with(("\"app\":", "\"declined_policy\": \"2024-08-23\", \"app\":")),
            "either accepted or declined",
        ),
    ];
    for (name, bytes, expected) in cases {
        let output = explain(&write(name, &bytes), &["--purpose", "qr-scan"]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{name}: {errors}");
        assert!(output.stdout.is_empty(), "{name} prints nothing on stdout");
        assert_eq!(errors.lines().count(), 1, "{name}: {errors}");
        assert!(errors.contains(expected), "{name}: {errors}");
    }
}

#[test]
fn names_outside_the_vocabulary_are_usage_errors() {
    let state = write("usage.json", STATE.as_bytes());
    for more in [
        ["--purpose", "qr-scan", "--resource", "camra", "--scope", "preview"].as_slice(),
        &["--purpose", "qr-scan", "--resource", "camera", "--scope", "previw"],
        &["--purpose", "qr-scan", "--resource", "camera"],
        &["--purpose", "qr-scan", "--scope", "preview"],
        &[],
    ] {
        let output = explain(&state, more);
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(!output.stderr.is_empty(), "{more:?}");
    }
    assert_eq!(explain("/no/such/file.json", &["--purpose", "qr-scan"]).status.code(), Some(2));
}

#[test]
fn policy_check_names_every_mistake_with_its_place() {
    let sound = std::fs::read_to_string(policy()).unwrap();
    let broken = sound
        .replacen("\"consent\": \"separate\"", "\"consent\": \"in_context\"", 1)
        .replacen("\"scope\": [\"preview\"]", "\"scope\": [\"previw\"]", 1)
        .replacen(
            "\"callers\": [\"app\", \"third-party-auth\"]",
            "\"callers\": [\"app\", \"third-party-aut\"]",
            1,
        );
    let output = menshen(&["policy", "check", &write("policy.json", broken.as_bytes())]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    for expected in [
        "purposes[0].consent: sensitive data needs `separate` consent",
        "`camera` has no scope `previw`, did you mean `preview`?",
        "no sdk `third-party-aut` is declared, did you mean `third-party-auth`?",
    ] {
        assert!(errors.contains(expected), "{expected} is not in\n{errors}");
    }
    for line in errors.lines() {
        let place = line.split(':').nth(1).and_then(|number| number.parse::<usize>().ok());
        assert!(place.is_some_and(|line| line > 1), "no line in: {line}");
    }
}

#[test]
fn both_policies_are_sound() {
    let other = policy().with_file_name("x-studio.json");
    let output = menshen(&["policy", "check", policy().to_str().unwrap(), other.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
