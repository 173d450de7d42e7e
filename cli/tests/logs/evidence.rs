//! What the command says of a log that somebody has been at.

use std::fs;
use std::path::{Path, PathBuf};

use super::phone::{gate, log, out, phone};

/// A signed log, its checkpoint taken off the phone, and its segment.
fn signed() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let (dir, gate) = phone(20);
    gate.checkpoint().unwrap();
    drop(gate);
    let exported = dir.path().join("checkpoint-of-monday");
    fs::copy(dir.path().join("log/checkpoint"), &exported).unwrap();
    let names = fs::read_dir(dir.path().join("log")).unwrap().map(|it| it.unwrap().path());
    let segment = names.into_iter().find(|it| it.extension().is_some_and(|it| it == "seg"));
    (dir, exported, segment.unwrap())
}

/// The exit code is 1, and the text names the place and what is wrong.
fn says(dir: &Path, rest: &[&str], expected: &[&str]) {
    let verified = log("verify", dir, rest);
    assert_eq!(verified.status.code(), Some(1), "{verified:?}");
    let text = out(&verified);
    assert!(expected.iter().all(|it| text.contains(it)), "{expected:?} in {text}");
}

#[test]
fn a_segment_cut_off_or_removed_is_named_with_what_is_missing() {
    let (dir, _, segment) = signed();
    let name = segment.file_name().unwrap().to_str().unwrap();
    let bytes = fs::read(&segment).unwrap();
    fs::write(&segment, &bytes[..4096]).unwrap();
    says(dir.path(), &[], &["tampered", name, "records are signed, but only"]);
    fs::remove_file(&segment).unwrap();
    says(dir.path(), &[], &["tampered", name, "its file is gone"]);
}

#[test]
fn a_log_that_was_wiped_and_begun_anew_is_found_out_by_an_exported_checkpoint_alone() {
    let (dir, exported, _) = signed();
    fs::remove_dir_all(dir.path().join("log")).unwrap();
    drop(gate(dir.path(), "main"));
    assert_eq!(log("verify", dir.path(), &[]).status.code(), Some(0));
    let checkpoint = ["--checkpoint", exported.to_str().unwrap()];
    says(dir.path(), &checkpoint, &["tampered", "the log is older than the exported checkpoint 1"]);
}

#[test]
fn another_key_is_named() {
    let (dir, ..) = signed();
    says(dir.path(), &["--key", &"0".repeat(64)], &["tampered", "another key signed"]);
}
