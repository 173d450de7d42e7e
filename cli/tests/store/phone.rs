//! A phone whose log is asked for evidence.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use menshen::log::Retention;
use menshen::seams::Seams;
use menshen::{Access, AppState, Config, Gate, Lease, Observed, Platform, Policy, Resource, Span};
use menshen_tests::clock::TestClock;
use serde_json::Value;

pub(crate) const POLICY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");

/// A gate in a folder of its own, removed at the end. The clock starts at midnight in China.
pub(crate) struct Phone {
    pub(crate) dir: PathBuf,
    pub(crate) gate: Gate,
    pub(crate) policy: PathBuf,
    clock: Arc<TestClock>,
    seams: Seams,
    passed: u64,
}

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

impl Phone {
    pub(crate) fn new(name: &str) -> Phone {
        Phone::observing(name, &[])
    }

    /// A phone on which these purposes are in observe mode.
    pub(crate) fn observing(name: &str, purposes: &[&str]) -> Phone {
        let dir = std::env::temp_dir().join(format!("menshen-store-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let (clock, seams) = TestClock::seams();
        let text = fs::read_to_string(POLICY).unwrap();
        let config = config(&dir, &text, seams.clone()).observe(purposes.iter().copied());
        let gate = Gate::open(config).unwrap();
        gate.app_state(AppState::Foreground).unwrap();
        Phone { dir, gate, policy: POLICY.into(), clock, seams, passed: 0 }
    }

    /// The app comes back with another policy, which has this change; `shake` is observed only.
    pub(crate) fn update(&mut self, change: &str) {
        let text = fs::read_to_string(&self.policy).unwrap();
        let text = text
            .replacen("\"version\": \"2024-08-23\"", "\"version\": \"2026-11-20\"", 1)
            .replacen("\"changes\": [", &format!("\"changes\": [{change},"), 1);
        self.policy = self.dir.join("policy.json");
        fs::write(&self.policy, &text).unwrap();
        let config = config(&self.dir, &text, self.seams.clone()).observe(["shake"]);
        self.gate = Gate::open(config).unwrap();
        self.gate.app_state(AppState::Foreground).unwrap();
    }

    /// Flips a bit in the middle of what was written.
    pub(crate) fn damage(&self) {
        let segments =
            fs::read_dir(self.dir.join("log")).unwrap().map(|entry| entry.unwrap().path());
        let segment = segments.filter(|path| path.extension().is_some_and(|it| it == "seg")).max();
        let mut bytes = fs::read(segment.as_ref().unwrap()).unwrap();
        bytes[300] ^= 1;
        fs::write(segment.unwrap(), bytes).unwrap();
    }

    /// It is this time of the day in China: `09:58:34.000`.
    pub(crate) fn at(&mut self, time: &str) -> &mut Phone {
        let (clock, millis) = time.split_once('.').unwrap_or((time, "0"));
        let parts = clock.split(':').map(|part| part.parse::<u64>().unwrap());
        let now =
            parts.fold(0, |all, part| all * 60 + part) * 1_000 + millis.parse::<u64>().unwrap();
        self.pass(now.checked_sub(self.passed).unwrap());
        self
    }

    pub(crate) fn pass(&mut self, millis: u64) {
        self.clock.pass(Span::from_millis(millis));
        self.passed += millis;
    }

    /// The user reads the policy and accepts it.
    pub(crate) fn accept(&self) {
        self.gate.policy_shown().unwrap();
        self.gate.accept_policy().unwrap();
    }

    /// The system reports that somebody listed the installed apps.
    pub(crate) fn sees_apps_listed(&self, by: &str) {
        let scopes = Resource::InstalledApps.scope("query").unwrap();
        self.gate.os_observed(Observed {
            resource: Resource::InstalledApps,
            scopes,
            attribution: by,
        });
    }

    /// Reads the motion sensors: accepting the policy suffices.
    pub(crate) fn shake(&self, call_site: &str) -> Lease {
        self.gate.acquire(&shake().call_site(call_site)).unwrap()
    }

    pub(crate) fn report(&self, args: &[&str]) -> Output {
        let (dir, policy) = (self.dir.to_str().unwrap(), self.policy.to_str().unwrap());
        let all = ["log", "report", dir, "--for", "store", "--policy", policy, "--tz", "+08:00"];
        menshen(&[&all, args].concat())
    }

    pub(crate) fn text(&self, args: &[&str]) -> String {
        let output = self.report(args);
        assert!(output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let text = self.text(&[&["--format", "json"], args].concat());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

fn config(dir: &Path, policy: &str, seams: Seams) -> Config {
    Config::new(dir, Policy::parse(policy).unwrap())
        .platform(Platform::android(34))
        .retention(Retention { keep_all: true, ..Retention::default() })
        .call_sites(true)
        .seams(seams)
        .background(false)
}

pub(crate) fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).env("LC_ALL", "C").output().unwrap()
}

pub(crate) fn shake() -> Access {
    Access::new("shake", Resource::Motion, ["raw"]).unwrap()
}

pub(crate) fn scan() -> Access {
    Access::new("qr-scan", Resource::Camera, ["preview"]).unwrap().user_initiated(true)
}

/// The answer to a question.
pub(crate) fn answer<'a>(json: &'a Value, question: &str) -> &'a Value {
    let all = json["answers"].as_array().unwrap();
    all.iter().find(|it| it["question"] == question).unwrap()
}

/// A field of every row of a kind.
pub(crate) fn column<'a>(json: &'a Value, kind: &str, field: &str) -> Vec<&'a Value> {
    let rows = json["rows"].as_array().unwrap().iter();
    rows.filter(|row| row["kind"] == kind).map(|row| &row[field]).collect()
}
