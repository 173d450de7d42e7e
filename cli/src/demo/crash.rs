//! The kill in the middle: a real process, really killed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use menshen::{Access, AppState, Config, Gate, Policy, Resource};

use super::clock::ScriptedClock;
use crate::{Failure, Outcome};

/// Opens the gate as the app would, takes the microphone, says so, and waits to be killed.
pub(super) fn live_until_killed(dir: &Path, offset: i64) -> Result<Outcome, Failure> {
    let clock = Arc::new(ScriptedClock::default());
    clock.set(offset);
    let policy = Policy::parse(super::POLICY)?;
    let config = Config::new(dir, policy).process("main").seams(clock.seams()).background(false);
    let gate = Gate::open(config)?;
    gate.app_state(AppState::Foreground)?;
    let humming = Access::new("hum-recognition", Resource::Microphone, ["recognise"])?;
    let lease = gate.acquire(&humming.user_initiated(true))?;
    let mut out = std::io::stdout();
    writeln!(out, "{:x}", lease.id())?;
    out.flush()?;
    loop {
        std::thread::park();
    }
}

/// Runs that process until it holds the microphone, and kills it with SIGKILL. Says how many
/// milliseconds after midnight the app is started again.
pub(super) fn kill_one(dir: &Path, offset: i64) -> Result<(), Failure> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["demo", "--dir"])
        .arg(dir)
        .args(["--be-killed", &offset.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out).read_line(&mut line)?;
    }
    child.kill()?;
    child.wait()?;
    match line.is_empty() {
        true => Err(Failure("the process that was to be killed did not start".to_owned())),
        false => Ok(()),
    }
}
