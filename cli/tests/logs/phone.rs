//! A phone with a log that a real gate wrote, and the command.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use menshen::{Access, Answer, AppState, Config, Gate, OsGrant, Policy, Resource};
use serde_json::Value;
use tempfile::TempDir;

pub(super) const POLICY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");

pub(super) fn gate(dir: &Path, process: &str) -> Gate {
    let policy = Policy::parse(&fs::read_to_string(POLICY).unwrap()).unwrap();
    let config = Config::new(dir, policy).process(process).call_sites(true).background(false);
    Gate::open(config).unwrap()
}

pub(super) fn scan() -> Access {
    let scan = Access::new("qr-scan", Resource::Camera, ["preview"]).unwrap();
    scan.user_initiated(true).call_site("ScanPage.onOpen")
}

/// A phone on which the camera may be used: one denial, a prompt, then as many uses as asked for.
pub(super) fn phone(uses: u32) -> (TempDir, Gate) {
    let dir = tempfile::Builder::new().prefix("menshen-logs-").tempdir().unwrap();
    let gate = gate(dir.path(), "main");
    gate.acquire(&scan()).unwrap_err();
    gate.accept_policy().unwrap();
    gate.app_state(AppState::Foreground).unwrap();
    gate.answer(&scan(), Answer::Grant).unwrap();
    gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted).unwrap();
    (0..uses).for_each(|_| drop(gate.acquire(&scan()).unwrap()));
    (dir, gate)
}

pub(super) fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).env("LC_ALL", "C").output().unwrap()
}

pub(super) fn log(command: &str, path: &Path, rest: &[&str]) -> Output {
    menshen(&[&["log", command, path.to_str().unwrap()], rest].concat())
}

pub(super) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(super) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(super) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

/// The log as an app hands it over.
pub(super) fn exported(dir: &TempDir, gate: &Gate) -> PathBuf {
    let path = dir.path().join("shared.tar");
    gate.export_log(&mut File::create(&path).unwrap()).unwrap();
    path
}
