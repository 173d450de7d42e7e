//! Random histories. They begin with most things granted, since otherwise nothing is ever allowed.

use fastrand::Rng;
use menshen::{Action, Age, Answer, AppState, OsGrant, Resource, Span};
use serde_json::{Value, json};

use super::act::{Act, Ask, History, Step, Trouble};
use super::app::PLACES;
use crate::random::{self, VERSIONS, chance, one};
use crate::sim::Failure;

const ACTS: std::ops::Range<usize> = 150..400;
const NAMES: [Option<&str>; 4] = [None, Some("a"), Some("b"), Some("c")];
const AGES: [Age; 6] = [Age::Adult, Age::Adult, Age::Adult, Age::Unknown, Age::Teen, Age::Child];
const YEARS: i64 = 10 * 365 * 86_400_000;

/// The history of a seed.
pub(super) fn history(seed: u64) -> History {
    let mut rng = Rng::with_seed(seed);
    let policies = policies(&mut rng);
    let mut draw = Draw { policy: policies[0].clone(), troubled: rng.bool(), rng: &mut rng };
    let mut steps = draw.beginning();
    let acts = draw.rng.usize(ACTS);
    steps.extend((0..acts).map(|_| draw.step()));
    History { seed, policies, steps }
}

/// A policy in three versions, each with the changes up to it.
fn policies(rng: &mut Rng) -> Vec<Value> {
    let base = random::policy(rng);
    let mut versions = rng.choose_multiple(VERSIONS.iter().zip(0..), 3);
    versions.sort_by_key(|(_, age)| *age);
    let age = |it: &Value| VERSIONS.iter().position(|known| it["version"] == **known);
    let version = |(version, newest): (&&str, usize)| {
        let mut policy = base.clone();
        policy["version"] = json!(version);
        policy["effective"] = json!(version.split('.').next());
        if let Some(changes) = policy.get_mut("changes").and_then(Value::as_array_mut) {
            changes.retain(|change| age(change) <= Some(newest));
        }
        policy
    };
    versions.into_iter().map(version).collect()
}

struct Draw<'a> {
    rng: &'a mut Rng,
    policy: Value,
    /// Whether calls of the disk fail now and then.
    troubled: bool,
}

impl Draw<'_> {
    fn beginning(&mut self) -> Vec<Step> {
        let mut acts = vec![Act::Idle, Act::Accept, Act::Move(AppState::Foreground)];
        acts.push(Act::Switch(one(self.rng, &NAMES), Age::Adult));
        for purpose in self.policy["purposes"].clone().as_array().unwrap() {
            let request = json!({ "purpose": purpose["id"] });
            let callers = purpose["callers"].as_array().unwrap();
            for caller in callers.iter().filter_map(Value::as_str) {
                let caller = caller.to_owned();
                let ask = Ask { request: request.clone(), caller, tapped: true };
                if chance(self.rng, 0.8) {
                    acts.push(Act::Answer(ask, Answer::Grant));
                }
            }
            for resource in random::targets(purpose).into_iter().flatten() {
                let resource: Resource = resource.parse().unwrap();
                acts.push(Act::OsChanged(
                    resource,
                    resource.scope_names().collect(),
                    OsGrant::Granted,
                ));
            }
        }
        let step = |act| Step { place: 0, act, trouble: None, settles: true, asks: Vec::new() };
        acts.into_iter().map(step).collect()
    }

    fn step(&mut self) -> Step {
        let (act, asks) = (self.act(), (0..3).map(|_| self.ask()).collect());
        Step {
            place: self.rng.usize(..PLACES),
            trouble: self.trouble(&act),
            act,
            settles: chance(self.rng, 0.7),
            asks,
        }
    }

    fn trouble(&mut self, act: &Act) -> Option<Trouble> {
        let call = self.rng.u64(1..=30);
        // Whether the others heard of a move that failed is another question.
        let spared = matches!(act, Act::Move(_) | Act::Pass(_) | Act::Step(_) | Act::Release(_));
        match self.rng.u32(..100) {
            0..3 if !spared => Some(Trouble::Killed(call)),
            3..10 if self.troubled && !spared => {
                Some(Trouble::Fails(call, one(self.rng, &Failure::ALL)))
            }
            _ => None,
        }
    }

    fn act(&mut self) -> Act {
        match self.rng.u32(..100) {
            0..28 => Act::Acquire(self.ask()),
            28..36 => Act::Release(self.rng.usize(..100)),
            36..48 => Act::Pass(self.span()),
            48..57 => Act::Answer(self.declared(), self.answer()),
            57..61 => Act::Withdraw(self.declared()),
            61..66 => self.answer_os(),
            66..72 => self.os_changed(),
            72..79 => Act::Move(one(
                self.rng,
                &[
                    AppState::Foreground,
                    AppState::Foreground,
                    AppState::Perceptible,
                    AppState::Background,
                ],
            )),
            79..82 => Act::Switch(one(self.rng, &NAMES), one(self.rng, &AGES)),
            82..84 => Act::Guardian(one(self.rng, &[Action::Grant, Action::Withdraw])),
            84..85 => Act::Erase,
            85..88 => Act::Accept,
            88..89 => Act::Decline,
            89..91 => Act::Close,
            91..93 => Act::Update(self.rng.usize(..3)),
            93..95 => Act::Restart(self.span(), self.off()),
            95..97 => Act::Step(self.off()),
            97..98 => Act::Sign,
            98..99 => Act::Export,
            _ => Act::Idle,
        }
    }

    fn span(&mut self) -> Span {
        let near = self.rng.i64(-1..=1);
        let of = [
            500,
            1_000,
            5_000,
            10_000,
            30_000,
            600_000,
            3_600_000,
            86_400_000,
            172_800_000,
            604_800_000,
        ];
        Span::from_millis((one(self.rng, &of) + near) as u64)
    }

    /// How far the wall clock steps.
    fn off(&mut self) -> i64 {
        match self.rng.u32(..4) {
            0 => 0,
            1 => self.rng.i64(-120_000..=120_000),
            2 => self.rng.i64(-604_800_000..=604_800_000),
            _ => self.rng.i64(-YEARS..=YEARS),
        }
    }

    fn answer(&mut self) -> Answer {
        let span = self.span();
        let grants = [Answer::Grant, Answer::GrantOnce, Answer::GrantFor(span)];
        let refusals = [Answer::Refuse, Answer::Dismiss];
        if chance(self.rng, 0.7) { one(self.rng, &grants) } else { one(self.rng, &refusals) }
    }

    fn ask(&mut self) -> Ask {
        let request = random::request(self.rng, &self.policy);
        self.by_somebody(request)
    }

    /// A wish for what its purpose declares, by somebody who is listed.
    fn declared(&mut self) -> Ask {
        let purposes = self.policy["purposes"].clone();
        let purpose = &purposes[self.rng.usize(..purposes.as_array().unwrap().len())];
        let target = one(self.rng, &random::targets(purpose));
        let mut request = json!({ "purpose": purpose["id"] });
        if let Some(resource) = target.filter(|_| chance(self.rng, 0.7)) {
            request["resource"] = json!(resource);
            request["scope"] = random::some_declared(self.rng, purpose, resource);
        }
        self.by_somebody(request)
    }

    fn by_somebody(&mut self, request: Value) -> Ask {
        let sdks: Vec<String> = self.policy["sdks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|sdk| sdk["id"].as_str().unwrap().to_owned())
            .collect();
        let caller = match self.rng.choice(sdks).filter(|_| chance(self.rng, 0.25)) {
            Some(sdk) => sdk,
            None => "app".to_owned(),
        };
        Ask { request, caller, tapped: chance(self.rng, 0.3) }
    }

    fn answer_os(&mut self) -> Act {
        let ask = self.declared();
        match ask.resource() {
            Some(resource) => {
                let grant = self.os_grant(resource.parse().unwrap());
                Act::AnswerOs(ask, grant)
            }
            None => Act::Idle,
        }
    }

    fn os_changed(&mut self) -> Act {
        let ask = self.declared();
        let Some(resource) = ask.resource() else { return Act::Idle };
        let resource: Resource = resource.parse().unwrap();
        let all: Vec<&str> = resource.scope_names().collect();
        let some = if chance(self.rng, 0.7) { all } else { vec![one(self.rng, &all)] };
        Act::OsChanged(resource, some, self.os_grant(resource))
    }

    fn os_grant(&mut self, resource: Resource) -> OsGrant {
        match one(self.rng, OsGrant::ALL) {
            OsGrant::Reduced if !matches!(resource, Resource::Location | Resource::Media) => {
                OsGrant::Denied
            }
            _ if self.rng.bool() => OsGrant::Granted,
            other => other,
        }
    }
}
