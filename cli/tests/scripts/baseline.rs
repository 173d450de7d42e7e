//! Findings that were accepted before.

use std::fs;

use serde_json::{Value, json};

use crate::bad_folder;
use crate::on_disk::Folder;

/// A folder with the bad day's log, and a baseline that accepts it as it stands.
fn accepted(name: &str) -> (Folder, String) {
    let folder = bad_folder(name);
    let file = folder.path("accepted.json").to_str().unwrap().to_owned();
    let (_, code) = folder.audit(&["--json", "--write-baseline", &file]);
    assert_eq!(code, Some(0), "what is accepted does not fail");
    (folder, file)
}

/// Rewrites the baseline.
fn change(file: &str, change: impl FnOnce(&mut Value)) {
    let mut json: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    change(&mut json);
    fs::write(file, json.to_string()).unwrap();
}

fn error(folder: &Folder, file: &str) -> String {
    let rest = ["--policy", crate::POLICY, "--baseline", file];
    let output = folder.menshen(&["log", "audit"], &rest);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn what_was_accepted_is_listed_and_does_not_fail() {
    let (folder, file) = accepted("accepted");
    change(&file, |json| json["accepted"][0]["reason"] = "ticket 12".into());
    let (json, code) = folder.audit(&["--json", "--baseline", &file]);
    assert_eq!(code, Some(0));
    assert_eq!(json["findings"].as_array().unwrap().len(), 2);
    assert_eq!(json["findings"][0]["accepted"]["reason"], "ticket 12");
    let rest = ["--policy", crate::POLICY, "--baseline", &file];
    let text = String::from_utf8(folder.menshen(&["log", "audit"], &rest).stdout).unwrap();
    assert!(text.starts_with("no findings, 2 accepted before: "), "{text}");
    let line = "accepted without-consent/never-given qr-scan camera:preview app: ticket 12\n";
    assert!(text.contains(line), "{text}");
    let (sarif, _) = folder.audit(&["--format", "sarif", "--baseline", &file]);
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["justification"], "ticket 12");
}

#[test]
fn a_new_finding_fails_beside_accepted_ones() {
    let (folder, file) = accepted("new");
    change(&file, |json| drop(json["accepted"].as_array_mut().unwrap().pop()));
    let (json, code) = folder.audit(&["--json", "--baseline", &file]);
    assert_eq!((code, &json["findings"][1]["accepted"]), (Some(1), &Value::Null));
    let (_, code) = folder.audit(&["--json", "--baseline", &file, "--fail-on", "violation"]);
    assert_eq!(code, Some(0), "it is but a warning");
}

#[test]
fn a_day_that_is_over_no_longer_accepts() {
    let (folder, file) = accepted("until");
    change(&file, |json| json["accepted"][0]["until"] = "2000-01-01".into());
    assert_eq!(folder.audit(&["--json", "--baseline", &file]).1, Some(1));
    let rest = ["--policy", crate::POLICY, "--baseline", &file];
    let text = String::from_utf8(folder.menshen(&["log", "audit"], &rest).stdout).unwrap();
    assert!(text.contains("was accepted until 2000-01-01, which is over"), "{text}");
    change(&file, |json| json["accepted"][0]["until"] = "9000-01-01".into());
    assert_eq!(folder.audit(&["--json", "--baseline", &file]).1, Some(0));
}

#[test]
fn what_no_longer_occurs_is_stale_and_does_not_fail() {
    let (_phone, file) = accepted("stale");
    let clean = Folder::new("stale-clean");
    clean.write(&crate::Script::installed());
    let (json, code) = clean.audit(&["--json", "--baseline", &file]);
    assert_eq!((code, json["stale"].as_array().unwrap().len()), (Some(0), 2));
    let rest = ["--policy", crate::POLICY, "--baseline", &file, "--lang", "zh"];
    let text = String::from_utf8(clean.menshen(&["log", "audit"], &rest).stdout).unwrap();
    assert!(text.contains("已不再出现，可以删除"), "{text}");
}

#[test]
fn writing_it_again_keeps_what_people_added() {
    let (folder, file) = accepted("again");
    change(&file, |json| {
        json["accepted"][0]["reason"] = "ticket 12".into();
        json["accepted"].as_array_mut().unwrap().pop();
    });
    folder.audit(&["--json", "--write-baseline", &file]);
    let json: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(json["accepted"].as_array().unwrap().len(), 2);
    assert_eq!(json["accepted"][0]["reason"], "ticket 12");
}

#[test]
fn a_broken_baseline_is_refused_by_name_and_place() {
    let (folder, file) = accepted("broken");
    let good = fs::read_to_string(&file).unwrap();
    for (path, value, said) in [
        ("/surprise", json!(1), "unknown field `surprise`"),
        ("/accepted/0/reasons", json!("x"), "unknown field `reasons`"),
        ("/format", json!(9), "format 9 is not known"),
        ("/accepted/0/rule", json!("nonsense"), "accepted[0]: there is no rule `nonsense`"),
        ("/accepted/0/variant", json!("odd"), "has no variant `odd`"),
        ("/accepted/0/until", json!("soon"), "`until` is not a date: `soon`"),
    ] {
        fs::write(&file, &good).unwrap();
        let (parent, name) = path.rsplit_once('/').unwrap();
        change(&file, |json| json.pointer_mut(parent).unwrap()[name] = value);
        let error = error(&folder, &file);
        assert!(error.contains(said) && error.starts_with(&file), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    fs::write(&file, "{").unwrap();
    assert!(error(&folder, &file).starts_with(&format!("{file}:1:")));
    assert!(error(&folder, "/nowhere/baseline.json").starts_with("/nowhere/baseline.json: "));
}
