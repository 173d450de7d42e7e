//! A log that grows.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

use super::phone::{err, gate, log, phone, scan};

/// `menshen log follow` at work, stopped at the end.
struct Follower {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Drop for Follower {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Follower {
    fn start(dir: &Path, rest: &[&str]) -> Follower {
        let mut command = Command::new(env!("CARGO_BIN_EXE_menshen"));
        command.args(["log", "follow", dir.to_str().unwrap(), "--json"]).args(rest);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Follower { child, lines }
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

#[test]
fn follow_waits_for_a_log_and_shows_it_grow() {
    let dir = tempfile::Builder::new().prefix("menshen-follow-").tempdir().unwrap();
    let mut follower = Follower::start(dir.path(), &["--kind", "process_start,decision"]);
    let main = gate(dir.path(), "main");
    assert_eq!(follower.next()["name"], "main");
    main.acquire(&scan()).unwrap_err();
    assert_eq!(follower.next()["reason"], "policy_not_accepted");
    let player = gate(dir.path(), ":player");
    assert_eq!(follower.next()["name"], ":player", "a second segment");
    let segments = fs::read_dir(dir.path().join("log")).unwrap();
    let segments = segments.filter(|it| it.as_ref().unwrap().path().extension().is_some());
    assert!(segments.count() >= 2);
    let mut late = Follower::start(dir.path(), &["-n", "1", "--process", ":player"]);
    assert_eq!(late.next()["name"], ":player");
    player.policy_shown().unwrap();
    assert_eq!(late.next()["kind"], "policy_shown");
}

#[test]
fn follow_ends_when_nobody_reads_and_takes_no_bundle() {
    let (dir, gate) = phone(0);
    let mut follower = Follower::start(dir.path(), &[]);
    follower.next();
    let Follower { child, lines } = &mut follower;
    *lines = BufReader::new(
        Command::new("true").stdout(Stdio::piped()).spawn().unwrap().stdout.take().unwrap(),
    );
    while child.try_wait().unwrap().is_none() {
        drop(gate.acquire(&scan()));
        gate.policy_shown().unwrap();
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut file = File::create(dir.path().join("a.tar")).unwrap();
    file.write_all(b"x").unwrap();
    let refused = log("follow", &dir.path().join("a.tar"), &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("does not grow"), "{}", err(&refused));
}
