//! Every log of the audit's catalogue, written by the real writer and judged by the real command.
#![cfg(test)]

#[path = "../src/audit/tests/catalogue.rs"]
mod catalogue;
#[path = "support/on_disk.rs"]
mod on_disk;
#[path = "../src/audit/tests/script.rs"]
#[allow(dead_code, reason = "the unit tests use all of it")]
mod script;
#[path = "support/spoil.rs"]
mod spoil;

use catalogue::Case;
use on_disk::Folder;
use serde_json::Value;

const POLICY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");

/// The rules and variants that the command finds, and its exit code.
fn audit(folder: &Folder) -> (Vec<(String, String)>, Option<i32>) {
    let output = folder.menshen(&["log", "audit"], &["--policy", POLICY, "--json"]);
    let json: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let name = |finding: &Value, of: &str| finding[of].as_str().unwrap().to_owned();
    let findings = json["findings"].as_array().unwrap().iter();
    let found = findings.map(|it| (name(it, "rule"), name(it, "variant"))).collect();
    (found, output.status.code())
}

#[test]
fn the_command_finds_in_each_log_on_disk_what_breaks_it() {
    for Case { rule, variant, write } in catalogue::all() {
        let folder = Folder::new(&format!("{rule}-{variant}"));
        folder.write(&write());
        let expected = (vec![(rule.to_owned(), variant.to_owned())], Some(1));
        assert_eq!(audit(&folder), expected);
    }
}

#[test]
fn the_command_finds_nothing_on_disk_once_that_is_gone() {
    for Case { rule, variant, write } in catalogue::all() {
        let folder = Folder::new(&format!("reformed-{rule}-{variant}"));
        folder.write(&write().reformed());
        assert_eq!(audit(&folder), (vec![], Some(0)), "{rule}/{variant}");
    }
}
