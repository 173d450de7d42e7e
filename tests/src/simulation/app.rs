//! The gates of an app, on a disk and a clock of their own, and the models that they are held to.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use menshen::log::{LeaseEnd, Retention};
use menshen::seams::{Clock, Seams};
use menshen::{Config, Denied, Gate, GateError, Lease, Policy, Reason, Span};
use serde_json::{Value, json};

use super::Totals;
use super::act::{Act, Ask, History, Step, Trouble};
use super::evidence::Evidence;
use super::expect::{self, Expected, Wanted};
use crate::clock::TestClock;
use crate::dice::Dice;
use crate::engine::outcome;
use crate::sim::{Failure, Fault, SimDisk};

pub(super) const PLACES: usize = 3;
pub(super) const DIR: &str = "/gate";

/// Plays a history; says where a gate and the model differ.
pub(super) fn play(history: &History) -> Result<Totals, String> {
    let mut app = App::new(history);
    for (number, step) in history.steps.iter().enumerate() {
        app.step(step).map_err(|what| format!("step {number}, {:?}: {what}", step.act))?;
    }
    app.end().map_err(|what| format!("at the end: {what}"))?;
    Ok(app.totals)
}

/// A process of the app.
struct Process {
    name: String,
    disk: SimDisk,
    gate: Gate,
    leases: Vec<Lease>,
}

struct App {
    policies: Arc<Vec<Value>>,
    version: usize,
    disk: SimDisk,
    clock: Arc<TestClock>,
    seams: Seams,
    processes: [Option<Process>; PLACES],
    started: u64,
    expected: Vec<Expected>,
    evidence: Evidence,
    totals: Totals,
}

/// How an act went, as its caller sees it.
enum Went {
    Well,
    Failed(GateError),
    Given(Vec<Lease>),
    Denied(Denied),
}

impl App {
    fn new(history: &History) -> App {
        let (clock, seams) = TestClock::seams();
        let disk = SimDisk::default();
        let random = Arc::new(Dice::new(history.seed));
        App {
            policies: Arc::new(history.policies.clone()),
            version: 0,
            disk: disk.clone(),
            clock,
            seams: Seams { disk: Arc::new(disk), random, ..seams },
            processes: Default::default(),
            started: 0,
            expected: Vec::new(),
            evidence: Evidence::default(),
            totals: Totals { histories: 1, ..Totals::default() },
        }
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        self.totals.acts += 1;
        match &step.act {
            Act::Pass(span) => self.clock.pass(*span),
            Act::Step(millis) => self.clock.step(*millis),
            Act::Update(version) => {
                (0..PLACES).for_each(|place| self.close(place));
                self.version = *version;
            }
            Act::Restart(span, off) => self.restart(*span, *off),
            _ if self.processes[step.place].is_none() => self.open(step)?,
            Act::Close => self.close(step.place),
            act => self.act(step, act)?,
        }
        match step.settles || step.trouble.is_some() {
            true => self.settle(&step.asks),
            false => {
                let clock = self.now();
                self.expected.iter_mut().for_each(|it| it.doubt(clock));
                Ok(())
            }
        }
    }

    fn now(&self) -> expect::Clock {
        (self.clock.wall().millis(), self.clock.boot().millis() as i64)
    }

    fn close(&mut self, place: usize) {
        if let Some(process) = self.processes[place].take() {
            self.evidence.closed(&process.leases);
        }
        self.expected.iter_mut().for_each(|it| it.gone(place));
    }

    fn kill(&mut self, place: usize) {
        if let Some(process) = self.processes[place].take() {
            process.disk.kill();
            self.evidence.killed(&process.name, &process.leases);
            self.totals.kills += 1;
        }
        self.disk.fail(None);
        self.expected.iter_mut().for_each(|it| it.gone(place));
    }

    fn restart(&mut self, span: Span, off: i64) {
        (0..PLACES).for_each(|place| self.kill(place));
        self.clock.pass(span);
        self.clock.step(off);
        self.clock.restart();
    }

    fn open(&mut self, step: &Step) -> Result<(), String> {
        let (place, clock) = (step.place, self.now());
        let trouble = step.trouble.filter(|_| !self.expected.is_empty());
        if self.expected.is_empty() {
            self.expected.push(Expected::new(Arc::clone(&self.policies), clock));
        }
        self.started += 1;
        let (name, disk) = (format!("p{}", self.started), self.disk.process());
        let config = self.config(&name, &disk);
        let (opened, failed) = self.with(trouble, || Gate::open(config));
        let version = self.version;
        self.split(|it| it.opened(place, clock, version, failed));
        match opened {
            Err(error) if !failed => return Err(format!("does not open: {error}")),
            Err(_) => self.expected.iter_mut().for_each(|it| it.gone(place)),
            Ok(gate) => {
                if failed {
                    self.evidence.failed(&name);
                }
                self.processes[place] = Some(Process { name, disk, gate, leases: Vec::new() });
            }
        }
        if let Some(Trouble::Killed(_)) = trouble {
            self.kill(place);
        }
        Ok(())
    }

    fn config(&self, name: &str, disk: &SimDisk) -> Config {
        let policy = Policy::parse(&self.policies[self.version].to_string());
        let policy = policy.unwrap_or_else(|error| panic!("{error}"));
        let keep = Retention { keep_all: true, ..Retention::default() };
        let seams = Seams { disk: Arc::new(disk.clone()), ..self.seams.clone() };
        let config = Config::new(Path::new(DIR), policy).process(name);
        config.retention(keep).seams(seams).background(false)
    }

    /// Does something while a call of the disk fails; says whether one did.
    fn with<T>(&mut self, trouble: Option<Trouble>, act: impl FnOnce() -> T) -> (T, bool) {
        let fault = trouble.map(|trouble| match trouble {
            Trouble::Fails(call, how) => Fault { call, how, lasting: false },
            Trouble::Killed(call) => Fault { call, how: Failure::Broken, lasting: true },
        });
        self.disk.fail(fault);
        let result = act();
        let failed = fault.is_some_and(|fault| self.disk.calls() >= fault.call);
        self.totals.failed_calls += u64::from(failed);
        if let Some(Trouble::Fails(..)) | None = trouble {
            self.disk.fail(None);
        }
        (result, failed)
    }

    /// Replaces every model by those that follow from it.
    fn split(&mut self, next: impl Fn(&Expected) -> Vec<Expected>) {
        let mut all: Vec<Expected> = Vec::new();
        for it in self.expected.iter().flat_map(next) {
            if !all.contains(&it) {
                all.push(it);
            }
        }
        self.expected = all;
    }

    fn act(&mut self, step: &Step, act: &Act) -> Result<(), String> {
        let place = step.place;
        let Some(mut process) = self.processes[place].take() else { return Ok(()) };
        if let (Act::Release(number), false) = (act, process.leases.is_empty()) {
            let lease = process.leases.remove(number % process.leases.len());
            self.evidence.left(&[lease], LeaseEnd::Released);
        }
        let (went, failed) = self.with(step.trouble, || process.act(act));
        let killed = matches!(step.trouble, Some(Trouble::Killed(_)));
        if failed && !killed {
            self.evidence.failed(&process.name);
            process.ended_unseen().for_each(|lease| {
                self.expected.iter_mut().for_each(|it| drop(it.leases.remove(&lease)));
            });
        }
        self.processes[place] = Some(process);
        self.follow(place, act, &went, failed, killed)?;
        if let (Went::Given(leases), Some(process)) = (went, &mut self.processes[place]) {
            process.leases.extend(leases);
        }
        if killed {
            self.kill(place);
        }
        Ok(())
    }

    /// Takes what was seen into the models.
    fn follow(
        &mut self,
        place: usize,
        act: &Act,
        went: &Went,
        failed: bool,
        killed: bool,
    ) -> Result<(), String> {
        let (at, models) = ((place, self.now()), self.expected.clone());
        let ask = match act {
            Act::Acquire(ask) => ask,
            Act::Release(_) => {
                let live = self.live();
                self.expected
                    .iter_mut()
                    .for_each(|it| it.leases.retain(|id, _| live.contains_key(id)));
                return Ok(());
            }
            _ => {
                if let (Went::Failed(error), false) = (went, failed) {
                    return Err(format!("failed: {error}"));
                }
                let sure = matches!(went, Went::Well) && !killed;
                self.split(|it| it.acted(at, act, failed && !sure));
                return Ok(());
            }
        };
        let process = self.processes[place].as_ref().map(|it| (it.name.clone(), it.gate.subject()));
        let (name, subject) = process.unwrap_or_default();
        match went {
            Went::Given(leases) => {
                self.totals.allowed += 1;
                self.totals.leases += leases.len() as u64;
                if !killed {
                    self.evidence.given(&name, leases);
                }
                self.split(|it| it.given(at, ask, leases));
            }
            Went::Denied(denied) => {
                if !killed {
                    self.evidence.denied(&name, subject, ask, *denied);
                }
                self.split(|it| it.denied(at, ask, *denied, failed));
            }
            Went::Well | Went::Failed(_) => {}
        }
        self.totals.compared += 1;
        match self.expected.is_empty() {
            false => Ok(()),
            true => Err(contradiction(&models[0], at, ask, went)),
        }
    }

    fn live(&self) -> BTreeMap<u64, bool> {
        let processes = self.processes.iter().flatten();
        let leases = processes.flat_map(|process| &process.leases);
        leases.map(|lease| (lease.id(), lease.live())).collect()
    }

    /// A second passes in which every process looks; then all must be as one of the models says.
    fn settle(&mut self, asks: &[Ask]) -> Result<(), String> {
        for _ in 0..2 {
            self.processes.iter().flatten().for_each(|process| process.gate.maintain());
        }
        let (clock, live) = (self.now(), self.live());
        self.evidence.ended(self.processes.iter().flatten().flat_map(|process| &process.leases));
        let models = self.expected.clone();
        self.expected.iter_mut().for_each(|it| it.settle(clock));
        let settled = self.expected.clone();
        self.expected.retain_mut(|it| it.agrees(&live));
        if self.expected.is_empty() && !models.is_empty() {
            let said: Vec<&u64> = settled[0].leases.keys().collect();
            return Err(format!("live leases: {live:?}, the model says {said:?}"));
        }
        self.subjects()?;
        for place in 0..PLACES {
            for ask in asks {
                self.compare(place, ask)?;
            }
        }
        Ok(())
    }

    /// All processes name the same subject, by a pseudonym that nobody else ever had.
    fn subjects(&mut self) -> Result<(), String> {
        let mut seen = self.processes.iter().flatten().map(|process| process.gate.subject());
        let Some(subject) = seen.next() else { return Ok(()) };
        if let Some(other) = seen.find(|other| *other != subject) {
            return Err(format!("two subjects at once: {subject:x} and {other:x}"));
        }
        if let Some(fault) = self.processes.iter().flatten().find_map(|it| it.gate.fault()) {
            return Err(format!("in fault: {fault}"));
        }
        let fits = |it: &Expected| self.evidence.is_named(it.book.current, subject);
        let (fit, other): (Vec<Expected>, Vec<Expected>) = self.expected.drain(..).partition(fits);
        if let (true, Some(other)) = (fit.is_empty(), other.first()) {
            return Err(format!("subject {} is named {subject:x}", other.book.current));
        }
        self.expected = fit;
        if let [only] = self.expected.as_slice() {
            self.evidence.name(only.book.current, subject, only.book.subjects.keys());
        }
        Ok(())
    }

    fn compare(&mut self, place: usize, ask: &Ask) -> Result<(), String> {
        let Some(process) = &self.processes[place] else { return Ok(()) };
        let (clock, said) = (self.now(), outcome(process.gate.check(&ask.access())));
        let models = self.expected.clone();
        self.expected.retain(|it| it.verdict(place, clock, ask) == said);
        self.totals.compared += 1;
        self.totals.allowed += u64::from(said["verdict"] == "allow");
        match self.expected.is_empty() {
            false => Ok(()),
            true => {
                let model = models[0].verdict(place, clock, ask);
                Err(format!("process {place} says {said} of {ask:?}, the model {model}"))
            }
        }
    }

    /// All processes end; the log must tell what happened.
    fn end(&mut self) -> Result<(), String> {
        self.settle(&[])?;
        (0..PLACES).for_each(|place| self.close(place));
        let config = self.config("last", &self.disk);
        let gate = Gate::open(config).map_err(|error| error.to_string())?;
        self.evidence.judge(&gate, &self.seams)
    }
}

impl Process {
    fn act(&mut self, act: &Act) -> Went {
        let gate = &self.gate;
        let result = match act {
            Act::Acquire(ask) => {
                let access = ask.access();
                let given = match ask.resource() {
                    Some(_) => gate.acquire(&access).map(|lease| vec![lease]),
                    None => gate.acquire_all(&access).map(|all| all.into_iter().collect()),
                };
                return given.map_or_else(Went::Denied, Went::Given);
            }
            Act::Answer(ask, answer) => gate.answer(&ask.access(), *answer),
            Act::Withdraw(ask) => gate.withdraw(&ask.access()),
            Act::AnswerOs(ask, grant) => gate.answer_os(&ask.access(), *grant),
            Act::OsChanged(resource, scopes, grant) => gate.os_changed(*resource, scopes, *grant),
            Act::Move(state) => gate.app_state(*state),
            Act::Switch(name, age) => gate.switch_subject(*name, *age),
            Act::Guardian(action) => gate.guardian(*action),
            Act::Erase => gate.erase_subject(),
            Act::Accept => gate.accept_policy(),
            Act::Decline => gate.decline_policy(),
            Act::Sign => gate.checkpoint(),
            _ => Ok(()),
        };
        result.map_or_else(Went::Failed, |()| Went::Well)
    }

    /// The leases that ended because the gate could not look up whether they stand, or where the
    /// app is.
    fn ended_unseen(&self) -> impl Iterator<Item = u64> {
        let unseen = [Some(LeaseEnd::GateFault), Some(LeaseEnd::Background)];
        self.leases.iter().filter(move |it| unseen.contains(&it.ended())).map(Lease::id)
    }
}

impl Expected {
    /// A process was opened. When a call failed, it may know nothing of the run of the device that
    /// the others agree on, and take one of its own.
    fn opened(
        &self,
        place: usize,
        clock: expect::Clock,
        version: usize,
        failed: bool,
    ) -> Vec<Expected> {
        let mut opened = self.clone();
        opened.open(place, clock, version);
        if !failed {
            return vec![opened];
        }
        let mut alone = self.clone();
        alone.open_alone(place, clock, version);
        vec![opened, alone]
    }

    fn acted(
        &self,
        (place, clock): (usize, expect::Clock),
        act: &Act,
        unsure: bool,
    ) -> Vec<Expected> {
        let mut done = self.clone();
        done.act(place, clock, act);
        if !unsure {
            return vec![done];
        }
        let mut half = self.clone();
        half.half(place, clock, act);
        vec![self.clone(), half, done]
    }

    fn given(
        &self,
        (place, clock): (usize, expect::Clock),
        ask: &Ask,
        leases: &[Lease],
    ) -> Vec<Expected> {
        let wanted = self.wanted(place, clock, ask);
        let right = leases.iter().zip(&wanted).all(|(lease, wanted)| fits(lease, wanted));
        let allowed = self.verdict(place, clock, ask)["verdict"] == "allow";
        if !allowed || leases.len() != wanted.len() || !right {
            return Vec::new();
        }
        let mut given = self.clone();
        given.spend(place, clock, ask, &wanted);
        let once = given.use_up(place, clock, ask, &wanted);
        let leases: Vec<u64> = leases.iter().map(Lease::id).collect();
        given.give((place, clock), ask, &wanted, once, &leases);
        vec![given]
    }

    /// What is denied because a call failed may have been counted all the same.
    fn denied(
        &self,
        (place, clock): (usize, expect::Clock),
        ask: &Ask,
        denied: Denied,
        failed: bool,
    ) -> Vec<Expected> {
        let verdict = self.verdict(place, clock, ask);
        if verdict == outcome(Err(denied)) {
            return vec![self.clone()];
        }
        let closed = [Reason::LogUnavailable, Reason::GateFault, Reason::NotForeground];
        if !failed || !closed.contains(&denied.reason) {
            return Vec::new();
        }
        if verdict["verdict"] != "allow" {
            return vec![self.clone()];
        }
        let wanted = self.wanted(place, clock, ask);
        let mut spent = self.clone();
        spent.spend(place, clock, ask, &wanted);
        let mut used_up = spent.clone();
        used_up.use_up(place, clock, ask, &wanted);
        vec![self.clone(), spent, used_up]
    }
}

fn fits(lease: &Lease, (resource, scopes, _): &Wanted) -> bool {
    let Some(known) = lease.resource() else { return resource.is_none() };
    let names = known.names(lease.scopes());
    resource.as_deref() == Some(known.name()) && names.iter().copied().eq(sorted(known, scopes))
}

/// In the order of the resource's table.
fn sorted(
    resource: menshen::Resource,
    scopes: &crate::words::Scopes,
) -> impl Iterator<Item = &'static str> {
    let scopes = scopes.clone();
    resource.scope_names().filter(move |name| scopes.contains(*name))
}

fn contradiction(
    model: &Expected,
    (place, clock): (usize, expect::Clock),
    ask: &Ask,
    went: &Went,
) -> String {
    let said = match went {
        Went::Denied(denied) => outcome(Err(*denied)),
        Went::Given(leases) => {
            json!({ "leases": leases.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>() })
        }
        Went::Well | Went::Failed(_) => Value::Null,
    };
    let verdict = model.verdict(place, clock, ask);
    let wanted = model.wanted(place, clock, ask);
    format!("the gate says {said}, the model {verdict} for {wanted:?}")
}
