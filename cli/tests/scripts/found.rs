//! The command finds what breaks a rule, and nothing else.

use serde_json::Value;

use crate::Folder;
use crate::catalogue::{self, Case};

/// The rules and variants that the command finds, and its exit code.
fn audit(folder: &Folder) -> (Vec<(String, String)>, Option<i32>) {
    let (json, code) = folder.audit(&["--json"]);
    let name = |finding: &Value, of: &str| finding[of].as_str().unwrap().to_owned();
    let findings = json["findings"].as_array().unwrap().iter();
    (findings.map(|it| (name(it, "rule"), name(it, "variant"))).collect(), code)
}

#[test]
fn in_each_log_on_disk_the_command_finds_what_breaks_it() {
    for Case { rule, variant, write } in catalogue::all() {
        let folder = Folder::new(&format!("{rule}-{variant}"));
        folder.write(&write());
        let expected = (vec![(rule.to_owned(), variant.to_owned())], Some(1));
        assert_eq!(audit(&folder), expected);
    }
}

#[test]
fn once_that_is_gone_the_command_finds_nothing() {
    for Case { rule, variant, write } in catalogue::all() {
        let folder = Folder::new(&format!("reformed-{rule}-{variant}"));
        folder.write(&write().reformed());
        assert_eq!(audit(&folder), (vec![], Some(0)), "{rule}/{variant}");
    }
}
