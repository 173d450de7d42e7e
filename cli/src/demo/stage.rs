//! The stage: the scripted phone, the gate, and a line for everything that happens.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use menshen::policy::Purpose;
use menshen::{Access, Config, Denied, Gate, Lease, Leases, Platform, Policy, Span, Verdict};
use serde_json::json;

use super::clock::ScriptedClock;
use super::columns::pad;
use crate::lang::Lang;
use crate::style::{ALLOW, DENY, FAINT, paint};
use crate::{Failure, input};

pub(super) struct Stage {
    pub(super) dir: PathBuf,
    pub(super) clock: Arc<ScriptedClock>,
    pub(super) lang: Lang,
    json: bool,
    policy: String,
    gate: Option<Gate>,
}

/// The widths of the table's columns: time, feature, clause, verdict, reason.
const WIDTHS: [usize; 5] = [TIME, 32, 12, 9, 23];
const TIME: usize = 10;

impl Stage {
    pub(super) fn open(dir: &Path, lang: Lang, json: bool) -> Result<Stage, Failure> {
        let clock = Arc::new(ScriptedClock::default());
        let policy = super::POLICY.to_owned();
        let mut stage = Stage { dir: dir.to_owned(), clock, lang, json, policy, gate: None };
        stage.at("08:00:00");
        stage.start_app()?;
        stage.head()?;
        Ok(stage)
    }

    /// The app starts: the gate is opened.
    pub(super) fn start_app(&mut self) -> Result<(), Failure> {
        let config = Config::new(&self.dir, Policy::parse(&self.policy)?)
            .process("main")
            .platform(Platform::android(34))
            .call_sites(true)
            .seams(self.clock.seams())
            .background(false);
        self.gate = Some(Gate::open(config)?);
        Ok(())
    }

    /// The app ends: all leases are back, the gate is closed.
    pub(super) fn stop_app(&mut self) {
        self.gate = None;
    }

    /// The app comes back with another policy.
    pub(super) fn update_policy(&mut self, text: String) -> Result<(), Failure> {
        self.stop_app();
        self.policy = text;
        self.start_app()
    }

    pub(super) fn gate(&self) -> Result<&Gate, Failure> {
        self.gate.as_ref().ok_or_else(|| Failure("the app is not running".to_owned()))
    }

    /// Moves the clock to `HH:MM:SS` and lets the gate do its housekeeping.
    pub(super) fn at(&mut self, time: &str) {
        let part = |text: &str| text.parse::<i64>().unwrap_or(0);
        let seconds = time.split(':').fold(0, |sum, text| sum * 60 + part(text));
        self.clock.set(seconds * 1_000);
        self.settle();
    }

    /// Lets some milliseconds pass.
    pub(super) fn pass(&mut self, millis: i64) {
        self.clock.set(self.clock.offset() + millis);
        self.settle();
    }

    fn settle(&self) {
        if let Some(gate) = &self.gate {
            gate.maintain();
        }
    }

    /// Signs the log, leaves the policy beside it, ends the app. Says where the policy lies.
    pub(super) fn close(mut self) -> Result<PathBuf, Failure> {
        self.gate()?.checkpoint()?;
        self.stop_app();
        let path = self.dir.join("policy.json");
        std::fs::write(&path, &self.policy).map_err(|error| input::at(&path, &error))?;
        Ok(path)
    }

    /// A line of the story.
    pub(super) fn say(&self, zh: &str, en: &str) -> Result<(), Failure> {
        let time = self.time();
        match self.json {
            true => {
                self.print(&json!({ "time": time, "story": self.lang.pick(zh, en) }).to_string())
            }
            false => self
                .print(&paint(FAINT, &format!("{}· {}", pad(&time, TIME), self.lang.pick(zh, en)))),
        }
    }

    /// Asks for an access and shows what the gate says.
    pub(super) fn acquire(&self, access: &Access) -> Result<Option<Lease>, Failure> {
        let verdict = self.gate()?.acquire(access);
        self.row(access, verdict.as_ref().map(drop).map_err(|denied| *denied))?;
        Ok(verdict.ok())
    }

    /// Asks for a purpose as a whole and shows what the gate says.
    pub(super) fn acquire_all(&self, access: &Access) -> Result<Option<Leases>, Failure> {
        let verdict = self.gate()?.acquire_all(access);
        self.row(access, verdict.as_ref().map(drop).map_err(|denied| *denied))?;
        Ok(verdict.ok())
    }

    /// Asks whether a purpose without a resource may be pursued.
    pub(super) fn may_use(&self, purpose: &str) -> Result<(), Failure> {
        let verdict = self.gate()?.may_use(purpose);
        self.row(&Access::purpose_only(purpose), verdict)
    }

    /// Asks whether an SDK may start.
    pub(super) fn may_start(&self, sdk: &str) -> Result<Verdict, Failure> {
        let verdict = self.gate()?.may_start(sdk);
        let file = self.gate()?.policy().file();
        let clause = file.sdks.iter().find(|it| it.id == sdk).map_or("", |it| it.clause.as_str());
        let title = format!("{} {sdk}", self.lang.pick("启动 SDK", "start SDK"));
        self.line(&title, clause, verdict)?;
        Ok(verdict)
    }

    fn row(&self, access: &Access, verdict: Verdict) -> Result<(), Failure> {
        let purpose = self.gate()?.policy().purpose(access.purpose());
        let title =
            purpose.map_or(access.purpose(), |purpose: &Purpose| self.lang.of(&purpose.title));
        let clause = purpose.and_then(|purpose| purpose.clauses.first()).map_or("", String::as_str);
        self.line(title, clause, verdict)
    }

    fn line(&self, title: &str, clause: &str, verdict: Verdict) -> Result<(), Failure> {
        let word = if verdict.is_ok() { "allow" } else { "deny" };
        let denied = verdict.err();
        if self.json {
            let (reason, next) = (denied.map(|it| it.reason), denied.map(|it| it.step));
            return self.print(
                &json!({
                    "time": self.time(), "feature": title, "clause": clause, "verdict": word,
                    "reason": reason, "next": next, "until": denied.and_then(|it| it.until),
                })
                .to_string(),
            );
        }
        let reason = denied.map_or("", |it| it.reason.name());
        let next = denied.map_or(String::new(), |it| self.next_step(it));
        self.columns([&self.time(), title, clause, word, reason, &next])
    }

    /// The next step; for a wait with the day and time in China.
    fn next_step(&self, denied: Denied) -> String {
        let Some(until) = denied.until else { return denied.step.to_string() };
        let text = (until + Span::hours(8)).to_string();
        let day = text.get(5..16).map(|day| day.replace('T', " ")).unwrap_or(text);
        format!("{} {} {day}", denied.step, self.lang.pick("到", "until"))
    }

    fn head(&self) -> Result<(), Failure> {
        if self.json {
            return Ok(());
        }
        let names = match self.lang {
            Lang::Zh => ["时间", "功能", "条款", "结论", "原因", "下一步"],
            Lang::En => ["time", "feature", "clause", "verdict", "reason", "next step"],
        };
        self.columns(names)?;
        self.print(&"─".repeat(WIDTHS.iter().sum::<usize>() + 16))
    }

    fn columns(&self, cells: [&str; 6]) -> Result<(), Failure> {
        let padded = cells.iter().zip(WIDTHS).map(|(cell, width)| match *cell {
            "allow" => paint(ALLOW, &pad(cell, width)),
            "deny" => paint(DENY, &pad(cell, width)),
            cell => pad(cell, width),
        });
        let last = cells.last().copied().unwrap_or_default();
        let line: String = padded.chain([last.to_owned()]).collect();
        self.print(line.trim_end())
    }

    fn time(&self) -> String {
        let seconds = self.clock.offset() / 1_000;
        format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }

    fn print(&self, line: &str) -> Result<(), Failure> {
        input::print(&format!("{line}\n"))
    }
}
