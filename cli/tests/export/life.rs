//! A log with a record of every kind, written by the log itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use menshen::log::{
    Cause, Consent, Decision, Event, GapKind, LeaseEnd, Log, PolicyAct, ProcessInfo, Prompt,
    PromptAnswer, PromptKind, Record, Room, Use,
};
use menshen::seams::Seams;
use menshen::{
    Action, Age, AppState, Basis, OsGrant, Reason, Resource, Scopes, Span, Step, SubjectKind, Time,
};

pub(crate) const PURPOSE: &str = "扫描,\"二维码\"\n第二行";
pub(crate) const FORMULA: &str = "=HYPERLINK(\"http://example.org\")";
const MORNING: i64 = 1_795_132_800_120;

/// A gate's folder and what is exported from it, removed at the end.
pub(crate) struct Phone(PathBuf);

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Phone {
    /// A phone whose log has a record of every kind.
    pub(crate) fn new(name: &str) -> Phone {
        let phone = Phone::empty(name);
        let info = ProcessInfo { process: 7, policy: "2024-08-23".parse().unwrap() };
        let (log, _) = Log::open(&Seams::system(), &phone.0, &info).unwrap();
        for (second, event) in (0..).zip(events()) {
            log.append(&record(MORNING + second * 1000, 1000, event), Room::Normal).unwrap();
        }
        // Clocks that no reader has dates and numbers for.
        log.append(&record(i64::MAX, u64::MAX, Event::Erased), Room::Normal).unwrap();
        log.append(&record(MORNING, 1000, Event::Erased), Room::Normal).unwrap();
        phone
    }

    pub(crate) fn empty(name: &str) -> Phone {
        let dir =
            std::env::temp_dir().join(format!("menshen-export-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Phone(dir)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn export(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_menshen"));
        command.args(["log", "export"]).arg(&self.0).args(args).env("LC_ALL", "C");
        command
    }

    /// Exports to a file of this name, which must work.
    pub(crate) fn export_to(&self, name: &str, args: &[&str]) -> PathBuf {
        let file = self.file(name);
        let output = self.export(&[&["-o", file.to_str().unwrap()], args].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        file
    }

    pub(crate) fn shown(&self) -> Vec<serde_json::Value> {
        let mut show = Command::new(env!("CARGO_BIN_EXE_menshen"));
        let output = show.args(["log", "show", "--json"]).arg(&self.0).output().unwrap();
        output
            .stdout
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(json)
            .collect()
    }

    /// Flips a bit in the last record.
    pub(crate) fn damage(&self) {
        let segments = fs::read_dir(self.0.join("log")).unwrap().map(|it| it.unwrap().path());
        let segment = segments.filter(|path| is_segment(path)).max().unwrap();
        let mut bytes = fs::read(&segment).unwrap();
        let last = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        bytes[last] ^= 1;
        fs::write(segment, bytes).unwrap();
    }

    /// What lies beside the exported files, by name.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

pub(crate) fn json(line: &[u8]) -> serde_json::Value {
    serde_json::from_slice(line).unwrap()
}

fn is_segment(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "seg")
}

fn record(wall: i64, boot: u64, event: Event<'_>) -> Record<'_> {
    Record {
        wall: Time::from_millis(wall),
        boot: Span::from_millis(boot),
        process: u32::MAX,
        subject: 0x00ff_0000_0000_0001,
        app: AppState::Foreground,
        policy: "2024-08-23.2".parse().unwrap(),
        event,
    }
}

fn scopes(resource: Resource, name: &str) -> Scopes {
    resource.scope(name).unwrap()
}

fn given(resource: Resource, scope: &str, lease: u64) -> Use {
    Use { resource, scopes: scopes(resource, scope), os: OsGrant::Granted, lease }
}

fn allowed() -> Decision<'static> {
    Decision {
        purpose: "record-video".into(),
        uses: vec![
            given(Resource::Camera, "video", 0xf000_0000_0000_0001),
            given(Resource::Microphone, "record", 0xf000_0000_0000_0002),
        ]
        .into(),
        caller: "app".into(),
        reason: None,
        step: Step::None,
        basis: Basis::Consent,
        user_initiated: true,
        observed: false,
        count: 1,
        call_site: FORMULA.into(),
    }
}

fn denied() -> Decision<'static> {
    Decision {
        purpose: PURPOSE.into(),
        uses: vec![given(Resource::Camera, "preview", 0)].into(),
        caller: "push".into(),
        reason: Some(Reason::UndeclaredPurpose),
        count: 3,
        call_site: "页面\r\n, \"x\"".into(),
        ..allowed()
    }
}

fn end(lease: u64, how: LeaseEnd, held: u64) -> Event<'static> {
    Event::LeaseEnd { lease, how, held: Span::from_millis(held) }
}

fn consent(action: Action, until: Option<Time>) -> Event<'static> {
    Event::Consent(Consent {
        purpose: "record-video".into(),
        scope: Some((Resource::Camera, scopes(Resource::Camera, "video"))),
        action,
        until,
        once: until.is_some(),
        caller: "".into(),
        cause: Cause::User,
    })
}

fn events() -> Vec<Event<'static>> {
    let version = "2024-08-23".parse().unwrap();
    let (resource, coarse) = (Resource::Location, scopes(Resource::Location, "coarse"));
    let acts = PolicyAct::ALL.iter().map(|act| Event::Policy { act: *act, version });
    let start = Event::ProcessStart {
        name: "-player".into(),
        boot_number: 9,
        library: "0.1.0".into(),
        recovered: 2,
    };
    let prompt = Prompt {
        kind: PromptKind::ConsentSheet,
        purpose: "record-video".into(),
        scope: None,
        text: 0xabc,
        user_initiated: true,
        answer: PromptAnswer::Granted,
    };
    let others = [
        Event::Subject { kind: SubjectKind::Account, age: Age::Teen },
        Event::AppState { state: AppState::Background },
        Event::Decision(allowed()),
        Event::Decision(denied()),
        Event::Decision(Decision { uses: vec![].into(), ..denied() }),
        end(0xf000_0000_0000_0001, LeaseEnd::Released, 5000),
        end(0xf000_0000_0000_0002, LeaseEnd::Withdrawn, 7000),
        end(0xe000_0000_0000_0009, LeaseEnd::ProcessDied, 11),
        Event::Prompt(prompt),
        consent(Action::Grant, Some(Time::from_millis(MORNING + 1))),
        consent(Action::Withdraw, None),
        Event::OsGrant { resource, scopes: coarse, grant: OsGrant::Denied },
        Event::OsObserved { resource, scopes: coarse, attribution: "ads".into(), covered: false },
        Event::Sdk { sdk: "push".into(), reason: Some(Reason::PolicyNotAccepted), running: true },
        Event::Guardian { action: Action::Grant },
        Event::Erased,
        Event::Checkpoint { number: 4, digest: 0xd },
        Event::Gap { what: GapKind::LostRecords, count: 6 },
        Event::Clock { expected: Time::from_millis(0) },
    ];
    [start].into_iter().chain(acts).chain(others).collect()
}
