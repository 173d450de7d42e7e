//! Every test that the page of guarantees names is there.

use std::collections::HashSet;
use std::path::Path;

const PAGE: &str = include_str!("../../docs/guarantees.md");

/// The words between backticks in a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn is_file(word: &str) -> bool {
    word.ends_with(".rs") && word.contains('/')
}

fn tests_in(file: &str) -> HashSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let names = text.split("#[test]\nfn ").skip(1).filter_map(|rest| rest.split('(').next());
    names.map(str::to_owned).collect()
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let (mut file, mut found) = ("", 0);
    for line in PAGE.lines() {
        for word in quoted(line) {
            if is_file(word) {
                file = word;
            } else if line.starts_with('|') && word.contains('_') {
                assert!(tests_in(file).contains(word), "`{word}` is not in {file}: {line}");
                found += 1;
            }
        }
    }
    assert!(found >= 30, "{found}");
}

#[test]
fn every_attack_is_on_the_page() {
    for file in ["noticed", "unnoticed"] {
        for test in tests_in(&format!("core/src/log/tests/attacks/{file}.rs")) {
            assert!(PAGE.contains(&format!("`{test}`")), "{test}");
        }
    }
}
