//! What the gates must say: the ledger's model, the processes, and the leases that live.

use std::collections::BTreeMap;
use std::sync::Arc;

use menshen::{AppState, OsGrant, Resource, Span};
use serde_json::{Map, Value, json};

use super::act::{Act, Ask};
use super::places::Process;
use super::reference::{Book, Key, Stands, named_caller, purpose};
use super::when::{Moment, stamp};
use crate::model::{self, Answer, Refusals};
use crate::words::{Scopes, down};

/// What the wall and the boot clock say.
pub(super) type Clock = (i64, i64);

/// A lease as the model has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    place: usize,
    subject: u64,
    ask: Ask,
    /// The scopes whose grant for one access it has used up.
    once: Scopes,
    since: i64,
    group: u64,
    optional: bool,
    /// Whether it might have ended already, had its process looked.
    doubtful: bool,
}

/// A resource, scopes closed downward, and whether the access can do without.
pub(super) type Wanted = (Option<String>, Scopes, bool);

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expected {
    policies: Arc<Vec<Value>>,
    pub(super) book: Book,
    pub(super) processes: BTreeMap<usize, Process>,
    /// The live leases, by their numbers.
    pub(super) leases: BTreeMap<u64, Held>,
    runs: u64,
}

impl Expected {
    pub(super) fn new(policies: Arc<Vec<Value>>, (wall, boot): Clock) -> Expected {
        let book = Book::new(Moment { wall, boot, run: 1 });
        Expected { policies, book, processes: BTreeMap::new(), leases: BTreeMap::new(), runs: 1 }
    }

    /// A process starts. When the device seems to have been restarted, it says so for all.
    pub(super) fn open(&mut self, place: usize, (wall, boot): Clock, version: usize) {
        let over = self.book.kept.is_over((wall, boot));
        if over {
            self.runs += 1;
        }
        let run = if over { self.runs } else { self.book.kept.run };
        let now = Moment { wall, boot, run };
        if over {
            self.book.kept = now;
        }
        let used = self.book.used.iter_mut().map(|(_, _, at)| at);
        used.filter(|at| at.is_to_come(now)).for_each(|at| *at = now);
        self.processes.insert(place, Process::new(version, now));
    }

    /// A process starts that could not read what the others agree on.
    pub(super) fn open_alone(&mut self, place: usize, (wall, boot): Clock, version: usize) {
        self.runs += 1;
        self.processes.insert(place, Process::new(version, Moment { wall, boot, run: self.runs }));
    }

    pub(super) fn gone(&mut self, place: usize) {
        self.processes.remove(&place);
        self.leases.retain(|_, held| held.place != place);
    }

    pub(super) fn now(&self, place: usize, (_, boot): Clock) -> Moment {
        self.processes[&place].now(boot)
    }

    /// What an act of a process does to the ledger.
    pub(super) fn act(&mut self, place: usize, clock: Clock, act: &Act) {
        let now = self.now(place, clock);
        let policies = Arc::clone(&self.policies);
        let policy = &policies[self.processes[&place].version];
        let book = &mut self.book;
        match act {
            Act::Answer(ask, answer) => book.answer(policy, ask, *answer, now),
            Act::Withdraw(ask) => book.withdraw(policy, ask, now),
            Act::AnswerOs(ask, grant) => book.answer_os(policy, ask, *grant, now),
            Act::OsChanged(resource, scopes, grant) => {
                let scopes: Scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
                if book.knows(*resource, &scopes, *grant) {
                    return;
                }
                book.os_changed(policy, (*resource, &scopes, *grant), false, now);
            }
            Act::Switch(name, age) => book.switch(*name, *age),
            Act::Guardian(action) => book.guardian(*action),
            Act::Erase => book.erase(),
            Act::Accept => book.accept(policy),
            Act::Decline => book.declined = true,
            Act::Move(state) => {
                return self.processes.get_mut(&place).unwrap().go(*state, clock.1);
            }
            _ => return,
        }
        book.kept = now;
    }

    /// What of an act may be done when the rest is not.
    pub(super) fn half(&mut self, place: usize, clock: Clock, act: &Act) {
        let Act::AnswerOs(ask, grant) = act else { return };
        let now = self.now(place, clock);
        let policies = Arc::clone(&self.policies);
        let policy = &policies[self.processes[&place].version];
        self.book.os_answered(policy, ask, *grant, now);
        self.book.kept = now;
    }

    /// What a gate says of a wish.
    pub(super) fn verdict(&self, place: usize, clock: Clock, ask: &Ask) -> Value {
        let mut state = self.state(place, clock);
        state["recent"] = self.recent(place, clock, ask);
        self.decide(place, clock, ask, state, &Scopes::new())
    }

    fn decide(
        &self,
        place: usize,
        clock: Clock,
        ask: &Ask,
        mut state: Value,
        once: &Scopes,
    ) -> Value {
        let policy = self.policy(place);
        let now = self.now(place, clock);
        state["caller"] = json!(ask.caller);
        state["user_initiated"] = json!(ask.tapped);
        let standing = |resource: Option<&str>, scope: Option<&str>| {
            let scope = scope.unwrap_or_default();
            match self.standing(&self.key(place, ask, resource, scope), now) {
                Answer::Expired if once.contains(scope) => Answer::Granted { until: None },
                standing => standing,
            }
        };
        model::decide_on(policy, &state, &ask.request, Some(&standing))
    }

    fn standing(&self, key: &Key, now: Moment) -> Answer {
        let refusals = self.book.refused.get(key);
        let refusals =
            refusals.map(|(at, times)| Refusals { at: stamp(at.seen(now)), times: *times });
        match self.book.answers.get(&(self.book.current, key.clone())) {
            None => Answer::Never { others: refusals },
            Some(Stands::Granted { at, length, .. }) => {
                Answer::Granted { until: length.map(|length| stamp(at.end(length, now))) }
            }
            // Somebody has said yes since: nothing forbids to ask again.
            Some(Stands::Refused) => {
                let long_ago = Refusals { at: jiff::Timestamp::MIN, times: 0 };
                Answer::Refused(refusals.unwrap_or(long_ago))
            }
            Some(Stands::Withdrawn) => Answer::Withdrawn,
            Some(Stands::Expired) => Answer::Expired,
        }
    }

    fn key(&self, place: usize, ask: &Ask, resource: Option<&str>, scope: &str) -> Key {
        let policy = self.policy(place);
        Key {
            purpose: ask.purpose().to_owned(),
            resource: resource.map(str::to_owned),
            scope: scope.to_owned(),
            caller: named_caller(policy, &ask.caller),
        }
    }

    /// Everything but the recent accesses.
    fn state(&self, place: usize, clock: Clock) -> Value {
        let now = self.now(place, clock);
        let subject = self.book.subject();
        let kind = if subject.name.is_some() { "account" } else { "guest" };
        let mut state = json!({
            "now": stamp(now.wall).to_string(),
            "subject": { "kind": kind, "age": subject.age },
            "os": self.os(now),
            "app": self.app(clock),
        });
        if subject.guardian {
            state["guardian"] = json!({});
        }
        match (self.book.declined, &self.book.accepted) {
            (true, _) => state["declined_policy"] = json!("2020-01-01"),
            (false, Some(version)) => state["accepted_policy"] = json!(version),
            (false, None) => {}
        }
        state
    }

    fn app(&self, (_, boot): Clock) -> AppState {
        let places = self.processes.values().map(|process| process.counts_as(boot));
        places.min().unwrap_or(AppState::Background)
    }

    fn os(&self, now: Moment) -> Value {
        let known = self.book.os.iter().map(|((resource, scope), os)| {
            let entry =
                json!({ "grant": os.grant, "at": stamp(os.at.seen(now)).to_string(), "times": os.times });
            (format!("{resource}.{scope}"), entry)
        });
        let off = self.book.off.iter().map(|it| (it.to_string(), json!("switched_off")));
        Value::Object(known.chain(off).collect::<Map<String, Value>>())
    }

    /// The purpose's accesses, as far as its limit asks for them: the last, and the one that must be
    /// over before the next. They count in the order in which they were made, whatever the clocks of
    /// their processes said.
    fn recent(&self, place: usize, clock: Clock, ask: &Ask) -> Value {
        let (now, policy) = (self.now(place, clock), self.policy(place));
        let count = purpose(policy, ask.purpose())["limit"]["count"].as_u64().unwrap_or(1) as usize;
        let mut times: BTreeMap<&Option<String>, Vec<i64>> = BTreeMap::new();
        for (_, resource, at) in self.book.used.iter().filter(|it| it.0 == ask.purpose()) {
            times.entry(resource).or_default().push(at.seen(now));
        }
        let mut recent = Vec::new();
        for (resource, times) in times {
            let first = times.len().checked_sub(count).filter(|_| count > 1);
            let used_up = first.map_or(Vec::new(), |first| vec![times[first]; count]);
            for at in used_up.iter().chain(times.last()) {
                let at = stamp(*at).to_string();
                recent.push(json!({ "purpose": ask.purpose(), "resource": resource, "at": at }));
            }
        }
        json!(recent)
    }

    fn policy(&self, place: usize) -> &Value {
        &self.policies[self.processes[&place].version]
    }

    /// What an allowed access comes down to, required needs first.
    pub(super) fn wanted(&self, place: usize, clock: Clock, ask: &Ask) -> Vec<Wanted> {
        let policy = self.policy(place);
        let needs = purpose(policy, ask.purpose())["needs"].as_array().unwrap();
        if let Some(resource) = ask.resource() {
            return vec![want(&ask.request, resource, false)];
        }
        if needs.is_empty() {
            return vec![(None, Scopes::from([String::new()]), false)];
        }
        let passes = |need: &&Value| {
            let request = json!({ "purpose": ask.purpose(), "resource": need["resource"], "scope": need["scope"] });
            let ask = Ask { request, ..ask.clone() };
            self.verdict(place, clock, &ask)["verdict"] == "allow"
        };
        let whole =
            |need: &Value, optional| want(need, need["resource"].as_str().unwrap(), optional);
        let (optional, required): (Vec<&Value>, Vec<&Value>) =
            needs.iter().partition(|need| need["optional"] == true);
        let first = |need: &&Value| match need["any_of"].as_array() {
            Some(any) => whole(any.iter().find(|it| passes(it)).unwrap_or(&any[0]), false),
            None => whole(need, false),
        };
        let optional = optional.into_iter().filter(passes).map(|need| whole(need, true));
        required.iter().map(first).chain(optional).collect()
    }

    /// An access counts against its purpose's limit, once for each resource.
    pub(super) fn spend(&mut self, place: usize, clock: Clock, ask: &Ask, wanted: &[Wanted]) {
        let now = self.now(place, clock);
        let mut resources: Vec<&Option<String>> = wanted.iter().map(|(it, ..)| it).collect();
        resources.sort();
        resources.dedup();
        let used = |it: &Option<String>| (ask.purpose().to_owned(), it.clone(), now);
        self.book.used.extend(resources.into_iter().map(used));
    }

    /// Uses up the grants for one access; says which scopes of each need they were for.
    pub(super) fn use_up(
        &mut self,
        place: usize,
        clock: Clock,
        ask: &Ask,
        wanted: &[Wanted],
    ) -> Vec<Scopes> {
        let now = self.now(place, clock);
        let once = |resource: &Option<String>, scope: &&String| {
            let key = (self.book.current, self.key(place, ask, resource.as_deref(), scope));
            matches!(self.book.answers.get(&key), Some(Stands::Granted { once: true, .. }))
        };
        let of_need = |(resource, scopes, _): &Wanted| -> Scopes {
            scopes.iter().filter(|scope| once(resource, scope)).cloned().collect()
        };
        let used: Vec<Scopes> = wanted.iter().map(of_need).collect();
        let keys = wanted.iter().zip(&used).flat_map(|((resource, ..), scopes)| {
            scopes.iter().map(|scope| self.key(place, ask, resource.as_deref(), scope))
        });
        let keys: Vec<Key> = keys.collect();
        if self.book.use_up(&keys) > 0 {
            self.book.kept = now;
        }
        used
    }

    /// Leases are given.
    pub(super) fn give(
        &mut self,
        (place, clock): (usize, Clock),
        ask: &Ask,
        wanted: &[Wanted],
        once: Vec<Scopes>,
        leases: &[u64],
    ) {
        for (((resource, scopes, optional), once), lease) in wanted.iter().zip(once).zip(leases) {
            let mut request = json!({ "purpose": ask.purpose() });
            if let Some(resource) = resource {
                request["resource"] = json!(resource);
                request["scope"] = json!(scopes);
            }
            let held = Held {
                place,
                subject: self.book.current,
                ask: Ask { request, ..ask.clone() },
                once,
                since: clock.1,
                group: leases[0],
                optional: *optional,
                doubtful: false,
            };
            self.leases.insert(*lease, held);
        }
    }

    /// Notes which leases might have ended by now, were their processes to look.
    pub(super) fn doubt(&mut self, clock: Clock) {
        for lease in self.fallen(clock) {
            self.leases.get_mut(&lease).unwrap().doubtful = true;
        }
    }

    /// Every process looks, one after the other, until there is nothing new.
    pub(super) fn settle(&mut self, clock: Clock) {
        for _ in 0..2 {
            for place in self.processes.keys().copied().collect::<Vec<_>>() {
                let now = self.now(place, clock);
                self.book.notice(now);
            }
        }
        for lease in self.fallen(clock) {
            self.leases.remove(&lease);
        }
    }

    /// Takes in how the leases of the gates are; `false` when they cannot be so.
    pub(super) fn agrees(&mut self, live: &BTreeMap<u64, bool>) -> bool {
        let ended = |lease: &u64| live.get(lease) == Some(&false);
        self.leases.retain(|lease, held| !(held.doubtful && ended(lease)));
        self.leases.values_mut().for_each(|held| held.doubtful = false);
        live.iter().all(|(lease, live)| *live == self.leases.contains_key(lease))
    }

    /// The leases that no longer stand. With a required one of a group all of it falls.
    fn fallen(&self, clock: Clock) -> Vec<u64> {
        let mut states = BTreeMap::new();
        let mut falls = |held: &Held| {
            let state = states.entry(held.place).or_insert_with(|| self.state(held.place, clock));
            held.subject != self.book.current
                || self.most(held).is_some_and(|most| clock.1 - held.since > most)
                || self.decide(held.place, clock, &held.ask, state.clone(), &held.once)["verdict"]
                    != "allow"
        };
        let fallen: Vec<(&u64, &Held)> =
            self.leases.iter().filter(|(_, held)| falls(held)).collect();
        let required = |group: u64| fallen.iter().any(|(_, it)| !it.optional && it.group == group);
        let leases = self.leases.iter();
        let falls = |(lease, held): &(&u64, &Held)| {
            required(held.group) || fallen.iter().any(|it| it.0 == *lease)
        };
        leases.filter(falls).map(|(lease, _)| *lease).collect()
    }

    fn most(&self, held: &Held) -> Option<i64> {
        let policy = self.policy(held.place);
        let most = purpose(policy, held.ask.purpose())["limit"]["max_hold"].as_str()?;
        Some(most.parse::<Span>().unwrap().millis() as i64)
    }
}

impl Book {
    /// Whether the system's report is nothing new.
    fn knows(&self, resource: Resource, scopes: &Scopes, grant: OsGrant) -> bool {
        if grant == OsGrant::SwitchedOff {
            return self.off.contains(&resource);
        }
        let known = |scope: &String| {
            let known = self.os.get(&(resource, scope.clone()));
            known.is_some_and(|os| os.grant == super::reference::for_scope(grant, resource, scope))
        };
        !self.off.contains(&resource) && scopes.iter().all(known)
    }
}

fn want(need: &Value, resource: &str, optional: bool) -> Wanted {
    let named = need["scope"].as_array().unwrap().iter();
    let named = named.map(|scope| scope.as_str().unwrap().to_owned()).collect();
    (Some(resource.to_owned()), down(resource, &named), optional)
}
