//! The command's other options.

use std::fs;

use serde_json::Value;

use crate::on_disk::Folder;
use crate::{POLICY, bad_folder};

/// The policy as of another version, or of another id.
fn policy(folder: &Folder, name: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut json: Value = serde_json::from_str(&fs::read_to_string(POLICY).unwrap()).unwrap();
    change(&mut json);
    let path = folder.path(name);
    fs::write(&path, json.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Without the purpose that scans codes, as of some day after.
fn without_scanning(json: &mut Value) {
    (json["version"], json["effective"]) = ("2026-01-01".into(), "2026-01-01".into());
    json["changes"] = serde_json::json!([]);
    json["purposes"].as_array_mut().unwrap().retain(|purpose| purpose["id"] != "qr-scan");
}

#[test]
fn of_several_policies_each_record_is_held_against_its_own() {
    let folder = bad_folder("policies");
    let newer = policy(&folder, "newer.json", without_scanning);
    let (json, _) = folder.audit(&["--policy", &newer, "--json"]);
    assert_eq!(json["policy"]["version"], "2026-01-01");
    assert_eq!(json["looked_at"]["versions"][0]["judged_by"], "2024-08-23");
    let finding = &json["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["policy"]),
        (&"without-consent".into(), &"2024-08-23".into())
    );
    // What the newest does not have is told with the words of the one that does.
    let sentence = finding["sentence"]["en"].as_str().unwrap();
    assert!(sentence.contains("(Scan a QR code)"), "{sentence}");
    assert_eq!(finding["cites"][0]["clause"], "一(二)7");
}

#[test]
fn policies_that_do_not_belong_together_are_refused() {
    let folder = bad_folder("mixed");
    let same = policy(&folder, "same.json", |_| {});
    let other = policy(&folder, "other.json", |json| {
        without_scanning(json);
        json["id"] = "another-app".into();
    });
    for (file, said) in
        [(same, "has the same version as"), (other, "is of the policy `another-app`")]
    {
        let rest = ["--policy", POLICY, "--policy", &file];
        let output = folder.menshen(&["log", "audit"], &rest);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn a_report_goes_to_a_file_and_still_says_by_the_exit_code() {
    let folder = bad_folder("output");
    let file = folder.path("report.json").to_str().unwrap().to_owned();
    let rest = ["--policy", POLICY, "--format", "json", "-o", &file];
    let output = folder.menshen(&["log", "audit"], &rest);
    assert_eq!((output.stdout.len(), output.status.code()), (0, Some(1)));
    let (json, _) = folder.audit(&["--json"]);
    assert_eq!(serde_json::from_str::<Value>(&fs::read_to_string(&file).unwrap()).unwrap(), json);
    let rest = ["--policy", POLICY, "-o", "/nowhere/report.json"];
    assert_eq!(folder.menshen(&["log", "audit"], &rest).status.code(), Some(2));
}

#[test]
fn formats_that_do_not_go_together_are_refused() {
    let folder = bad_folder("formats");
    let code = |rest: &[&str]| folder.menshen(&["log", "audit"], rest).status.code();
    assert_eq!(code(&["--policy", POLICY, "--format", "markdown"]), Some(2));
    assert_eq!(code(&["--policy", POLICY, "--format", "sarif", "--json"]), Some(2));
    assert_eq!(code(&["--policy", POLICY, "--baseline", "a", "--write-baseline", "b"]), Some(2));
    for rest in [["--rules", "--format", "sarif"], ["--rules", "--format", "junit"]] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_menshen"));
        let output = command.args(["log", "audit"]).args(rest).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
    }
}
