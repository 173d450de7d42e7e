//! `policy diff` on real files, and against a real gate.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use menshen::{Access, Age, Answer, AppState, Config, Gate, OsGrant, Policy, Reason, Resource};
use serde_json::{Value, json};

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");

/// A folder with the shipped policy, and a later version of it.
struct Desk(PathBuf);

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Desk {
    /// The later version has these texts replaced, each once.
    fn new(name: &str, edits: &[(&str, &str)]) -> Desk {
        let dir = std::env::temp_dir().join(format!("menshen-diff-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        let mut text = fs::read_to_string(SEED).unwrap();
        for (before, after) in edits {
            assert!(text.contains(before), "{before}");
            text = text.replacen(before, after, 1);
        }
        fs::write(dir.join("new.json"), text).unwrap();
        Desk(dir)
    }

    fn later(name: &str, edits: &[(&str, &str)]) -> Desk {
        Desk::new(name, &[&[VERSION], edits].concat())
    }

    fn file(&self) -> PathBuf {
        self.0.join("new.json")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn diff(&self, more: &[&str]) -> Output {
        let new = self.file();
        menshen(&[&["policy", "diff", SEED, new.to_str().unwrap()], more].concat())
    }

    fn json(&self, more: &[&str]) -> (i32, Value) {
        let output = self.diff(&[&["--json"], more].concat());
        let json = serde_json::from_slice(&output.stdout);
        (output.status.code().unwrap(), json.unwrap_or_else(|_| panic!("{output:?}")))
    }
}

const VERSION: (&str, &str) = ("\"version\": \"2024-08-23\",\n", "\"version\": \"2026-01-01\",\n");
const LONGER: (&str, &str) = ("\"retention\": \"0d\"", "\"retention\": \"7d\"");

fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).env("LC_ALL", "C").output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn a_file_and_itself_are_fine_in_silence() {
    let output = menshen(&["policy", "diff", SEED, SEED]);
    assert_eq!(code(&output), 0);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        text,
        "NetEase Cloud Music privacy policy 2024-08-23 → 2024-08-23: 0 differences, 0 material\n"
    );
}

#[test]
fn an_unrecorded_material_change_fails_until_it_is_written_once() {
    let desk = Desk::later("write", &[LONGER]);
    let (status, json) = desk.json(&[]);
    assert_eq!(status, 1);
    let missing = json!([{"kind": "longer_retention", "purposes": ["qr-scan"]}]);
    assert_eq!(json["changes"]["missing"], missing);
    assert_eq!(json["subjects"]["outdated"], json!(["qr-scan"]));
    assert!(String::from_utf8(desk.diff(&[]).stdout).unwrap().contains("run again with --write"));

    assert_eq!(code(&desk.diff(&["--write"])), 0);
    let written = desk.text();
    let (status, json) = desk.json(&[]);
    assert_eq!((status, &json["changes"]["missing"]), (0, &json!([])));
    assert_eq!(json["subjects"]["outdated"], json!(["qr-scan"]));

    assert_eq!(code(&desk.diff(&["--write"])), 0);
    assert_eq!(desk.text(), written, "a second time changes nothing");
    let checked = menshen(&["policy", "check", desk.file().to_str().unwrap()]);
    assert_eq!(code(&checked), 0);
    let left: Vec<_> = fs::read_dir(&desk.0).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left behind");
}

#[test]
fn wording_alone_is_neither_material_nor_a_finding() {
    let desk = Desk::later("wording", &[("\"en\": \"Scan a QR code\"", "\"en\": \"Scan codes\"")]);
    let (status, json) = desk.json(&["--write"]);
    assert_eq!((status, json["changes"]["written"].as_bool()), (0, Some(false)));
    let difference = &json["differences"][0];
    assert_eq!(difference["direction"], "neutral");
    assert_eq!((&difference["id"], &difference["kind"]), (&json!("qr-scan"), &Value::Null));
    assert_eq!(json["subjects"]["outdated"], json!([]));
}

#[test]
fn a_version_that_is_not_newer_is_a_finding_and_never_written() {
    let desk = Desk::new("stuck", &[LONGER]);
    let before = desk.text();
    let output = desk.diff(&["--write"]);
    assert_eq!(code(&output), 1);
    assert!(String::from_utf8(output.stdout).unwrap().contains("is not newer than 2024-08-23"));
    assert_eq!(desk.text(), before);
}

#[test]
fn another_policy_is_a_usage_error() {
    let other = SEED.replace("netease-cloud-music", "x-studio");
    let output = menshen(&["policy", "diff", SEED, &other]);
    assert_eq!(code(&output), 2);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the policy is `x-studio`"), "{said}");
}

#[test]
fn a_change_that_the_files_do_not_show_is_a_note() {
    let entry = "\"changes\": [{\"version\": \"2026-01-01\", \"kinds\": [\"new_recipient\"], \
        \"purposes\": [\"search\"]},";
    let desk = Desk::later("surplus", &[("\"changes\": [", entry)]);
    let (status, json) = desk.json(&[]);
    assert_eq!(status, 0);
    let surplus = json!([{"kind": "new_recipient", "purposes": ["search"]}]);
    assert_eq!(json["changes"]["surplus"], surplus);
}

#[test]
fn what_a_person_judged_is_recorded_as_told() {
    let desk = Desk::later("judged", &[]);
    let told = ["--write", "--kind", "high_risk=live-mic,hum-feedback", "--kind", "rights_channel"];
    assert_eq!(code(&desk.diff(&told)), 0);
    let policy: Value = serde_json::from_str(&desk.text()).unwrap();
    let at = "2026-01-01";
    assert_eq!(
        policy["changes"].as_array().unwrap()[1..],
        [
            json!({"version": at, "kinds": ["rights_channel"], "purposes": "all"}),
            json!({"version": at, "kinds": ["high_risk"], "purposes": ["hum-feedback", "live-mic"]}),
        ]
    );
    let written = desk.text();
    assert_eq!(code(&desk.diff(&told)), 0);
    assert_eq!(desk.text(), written);
    assert_eq!(desk.json(&[]).1["changes"]["surplus"], json!([]), "nobody can see it in the file");

    let unknown = desk.diff(&["--write", "--kind", "high_risk=nobody"]);
    assert_eq!(code(&unknown), 2);
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("no purpose `nobody`"));
    assert_eq!(code(&desk.diff(&["--write", "--kind", "high-risk"])), 2);
    assert_eq!(code(&desk.diff(&["--kind", "high_risk"])), 2, "only with --write");
}

#[test]
fn each_material_change_has_the_kind_that_the_policies_name() {
    let cases = [
        ("\"name\": \"杭州乐读科技有限公司\"", "\"name\": \"乙公司\"", "controller"),
        ("\"contact\": \"Privacy", "\"contact\": \"Other", "rights_channel"),
        ("\"guardian_age\": 14", "\"guardian_age\": 8", "wider_scope"),
        (
            "\"callers\": [\"app\", \"push\"]",
            "\"callers\": [\"app\", \"push\", \"payment\"]",
            "new_recipient",
        ),
        ("\"role\": \"processor\"", "\"role\": \"independent\"", "new_recipient"),
        ("\"id\": \"qr-scan\"", "\"id\": \"qr-reader\"", "new_purpose"),
        ("\"scope\": [\"match\"]", "\"scope\": [\"read\"]", "wider_scope"),
        (
            "{\"resource\": \"calendar\", \"scope\": [\"add\"]}",
            "{\"resource\": \"wifi\", \"scope\": [\"state\"]}",
            "new_resource",
        ),
        ("\"retention\": \"0d\"", "\"retention\": \"1d\"", "longer_retention"),
    ];
    for (index, (before, after, kind)) in cases.into_iter().enumerate() {
        let desk = Desk::later(&format!("kind-{index}"), &[(before, after)]);
        let (status, json) = desk.json(&[]);
        let kinds: Vec<_> = json["changes"]["missing"].as_array().unwrap().iter().collect();
        assert_eq!((status, kinds.len(), &kinds[0]["kind"]), (1, 1, &json!(kind)), "{before}");
    }
}

#[cfg(unix)]
#[test]
fn writing_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::later("link", &[LONGER]);
    fs::set_permissions(desk.file(), fs::Permissions::from_mode(0o640)).unwrap();
    let link = desk.0.join("link.json");
    symlink("new.json", &link).unwrap();
    let args = ["policy", "diff", SEED, link.to_str().unwrap(), "--write"];
    assert_eq!(code(&menshen(&args)), 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(desk.text().contains("longer_retention"));
    assert_eq!(fs::metadata(desk.file()).unwrap().permissions().mode() & 0o777, 0o640);
}

fn gate(dir: &Path, policy: &str) -> Gate {
    let policy = Policy::parse(&fs::read_to_string(policy).unwrap()).unwrap();
    Gate::open(Config::new(dir, policy).background(false)).unwrap()
}

/// Says what the gate says: who accepted the old version is held up for these purposes and no
/// others, and these consents end.
#[test]
fn the_gate_holds_up_what_the_diff_says() {
    let further = ("\"scope\": [\"live\"]", "\"scope\": [\"live\", \"record\"]");
    let desk = Desk::later("gate", &[LONGER, further]);
    let (status, json) = desk.json(&["--write"]);
    assert_eq!(status, 0);
    let outdated = json["subjects"]["outdated"].clone();
    assert_eq!(outdated, json!(["qr-scan", "live-mic"]));
    let ending = json["subjects"]["ending"].as_array().unwrap();
    assert!(ending.contains(&json!(
        {"purpose": "qr-scan", "resource": "camera", "scope": ["preview"], "consent": "in_context"}
    )));

    assert!(
        ending.contains(&json!(
            {"purpose": "live-mic", "resource": "microphone", "scope": ["recognise", "live"],
             "consent": "separate"}
        )),
        "nobody has consented to `record` yet"
    );

    let state = desk.0.join("state");
    let scan = Access::new("qr-scan", Resource::Camera, ["preview"]).unwrap();
    let photo = Access::new("take-photo", Resource::Camera, ["photo"]).unwrap();
    let old = gate(&state, SEED);
    old.accept_policy().unwrap();
    old.switch_subject(Some("tester"), Age::Adult).unwrap();
    old.app_state(AppState::Foreground).unwrap();
    for access in [&scan, &photo] {
        old.answer(access, Answer::Grant).unwrap();
    }
    old.os_changed(Resource::Camera, &["preview", "photo"], OsGrant::Granted).unwrap();
    assert!(old.check(&scan).is_ok() && old.check(&photo).is_ok());
    drop(old);

    let new = gate(&state, desk.file().to_str().unwrap());
    new.app_state(AppState::Foreground).unwrap();
    let policy = Policy::parse(&desk.text()).unwrap();
    let held = policy.file().purposes.iter().filter(|purpose| {
        new.may_use(&purpose.id).err().is_some_and(|it| it.reason == Reason::PolicyOutdated)
    });
    assert_eq!(held.map(|purpose| json!(purpose.id)).collect::<Value>(), outdated);
    new.accept_policy().unwrap();
    let reason = |access| new.check(access).err().map(|denied| denied.reason);
    assert_eq!(reason(&scan), Some(Reason::ConsentNotAsked));
    assert_eq!(reason(&photo), None);
}
