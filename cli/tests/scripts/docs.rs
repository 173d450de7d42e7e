//! The documentation has the rules as they are.

use std::process::Command;

const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/audit.md"));

#[test]
fn the_page_has_the_table_that_the_command_prints() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_menshen"));
    let arguments = ["log", "audit", "--rules", "--format", "markdown", "--lang", "en"];
    let output = command.args(arguments).output().unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(
        PAGE.contains(&table),
        "docs/audit.md differs from `menshen {}`; put this in its place:\n{table}",
        arguments.join(" ")
    );
}
