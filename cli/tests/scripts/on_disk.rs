//! Scripts as real logs on disk.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use menshen::log::{Damage, Event, Item, Log, ProcessInfo, Record, Room, SoftwareKey};
use menshen::seams::{Clock, Seams};
use menshen::{Span, Time};

use serde_json::Value;

use crate::script::Script;
use crate::{POLICY, spoil};

/// A gate's folder, removed at the end.
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let name = format!("menshen-script-{name}-{}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        Folder(dir)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Runs the command on this folder: words, the folder, and what follows it.
    pub(crate) fn menshen(&self, words: &[&str], rest: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_menshen"));
        command.args(words).arg(&self.0).args(rest).env("LC_ALL", "C").output().unwrap()
    }

    /// Audits this folder: the JSON that the command prints, and its exit code.
    pub(crate) fn audit(&self, rest: &[&str]) -> (Value, Option<i32>) {
        let output = self.menshen(&["log", "audit"], &[&["--policy", POLICY], rest].concat());
        let json = serde_json::from_slice(&output.stdout);
        (json.unwrap_or_else(|_| panic!("{output:?}")), output.status.code())
    }

    /// Writes the log as its gate would have.
    pub(crate) fn write(&self, script: &Script) {
        let clock = Arc::new(ScriptedClock::default());
        let seams = Seams { clock: clock.clone(), ..Seams::system() };
        let policy = script.version.parse().unwrap();
        let info = ProcessInfo { process: script.process, policy };
        let mut log = None;
        for entry in &script.entries {
            match &entry.item {
                Item::Record(record) => {
                    clock.set(record);
                    let open = || Log::open(&seams, &self.0, &info).unwrap().0;
                    append(log.get_or_insert_with(open), &seams, &self.0, record);
                }
                item => {
                    drop(log.take());
                    self.spoil(item);
                }
            }
        }
    }

    /// Spoils the last record of the log.
    fn spoil(&self, item: &Item) {
        let files = std::fs::read_dir(self.path("log")).unwrap().map(|entry| entry.unwrap().path());
        let segment = files.filter(|path| path.extension().is_some_and(|it| it == "seg")).max();
        let segment = segment.unwrap();
        let mut bytes = std::fs::read(&segment).unwrap();
        match item {
            Item::Damage(Damage::Frame) => spoil::damage(&mut bytes),
            Item::Damage(Damage::Tag) => spoil::forge(&mut bytes),
            Item::Unknown { kind, version } => spoil::rename(&mut bytes, *kind, *version),
            other => panic!("no way to bring {other:?} about"),
        }
        std::fs::write(segment, bytes).unwrap();
    }
}

/// A checkpoint is taken rather than written.
fn append(log: &Log, seams: &Seams, dir: &Path, record: &Record<'_>) {
    match record.event {
        Event::Checkpoint { .. } => {
            let key = SoftwareKey::open(seams, &dir.join("key")).unwrap();
            log.checkpoint(&key).unwrap();
        }
        _ => drop(log.append(record, Room::Normal).unwrap()),
    }
}

/// A clock that shows what the script says.
#[derive(Default)]
struct ScriptedClock {
    wall: AtomicI64,
    boot: AtomicU64,
}

impl ScriptedClock {
    fn set(&self, record: &Record<'_>) {
        self.wall.store(record.wall.millis(), Ordering::Relaxed);
        self.boot.store(record.boot.millis(), Ordering::Relaxed);
    }
}

impl Clock for ScriptedClock {
    fn wall(&self) -> Time {
        Time::from_millis(self.wall.load(Ordering::Relaxed))
    }

    fn boot(&self) -> Span {
        Span::from_millis(self.boot.load(Ordering::Relaxed))
    }
}
