//! The consent ledger, written from docs/decision.md and docs/adr/0003 and 0004, and from the core where
//! these leave something open: what stands for each scope, who refused what, what the system permits,
//! who uses the app.

use std::collections::{BTreeMap, BTreeSet};

use menshen::{Action, Age, Answer, OsGrant, Resource};
use serde_json::Value;

use super::act::Ask;
use super::when::Moment;
use crate::model;
use crate::words::{Scopes, down, up};

/// One scope of a resource of a purpose, or a purpose itself; and the SDK that is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) purpose: String,
    pub(super) resource: Option<String>,
    pub(super) scope: String,
    pub(super) caller: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stands {
    Granted { at: Moment, length: Option<i64>, once: bool },
    Refused,
    Withdrawn,
    Expired,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subject {
    /// The account; none for the guest.
    pub(super) name: Option<&'static str>,
    pub(super) age: Age,
    pub(super) guardian: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Os {
    pub(super) grant: OsGrant,
    /// The last refusal, and how many there were since the last grant.
    pub(super) at: Moment,
    pub(super) times: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Book {
    pub(super) accepted: Option<String>,
    pub(super) declined: bool,
    pub(super) subjects: BTreeMap<u64, Subject>,
    pub(super) current: u64,
    newest: u64,
    pub(super) answers: BTreeMap<(u64, Key), Stands>,
    /// For the installation, whoever refused.
    pub(super) refused: BTreeMap<Key, (Moment, u64)>,
    pub(super) os: BTreeMap<(Resource, String), Os>,
    pub(super) off: BTreeSet<Resource>,
    /// Purpose and resource of each access, oldest first.
    pub(super) used: Vec<(String, Option<String>, Moment)>,
    /// When something was last kept.
    pub(super) kept: Moment,
}

impl Book {
    pub(super) fn new(now: Moment) -> Book {
        let guest = Subject { name: None, age: Age::Unknown, guardian: false };
        Book {
            accepted: None,
            declined: false,
            subjects: BTreeMap::from([(0, guest)]),
            current: 0,
            newest: 0,
            answers: BTreeMap::new(),
            refused: BTreeMap::new(),
            os: BTreeMap::new(),
            off: BTreeSet::new(),
            used: Vec::new(),
            kept: now,
        }
    }

    pub(super) fn subject(&self) -> &Subject {
        &self.subjects[&self.current]
    }

    /// The user's answer, to an access or to all that a purpose declares.
    pub(super) fn answer(&mut self, policy: &Value, ask: &Ask, answer: Answer, now: Moment) {
        let (length, once) = match answer {
            Answer::GrantFor(span) => (Some(span.millis() as i64), false),
            other => (None, other == Answer::GrantOnce),
        };
        let granted = Stands::Granted { at: now, length, once };
        let refused = matches!(answer, Answer::Refuse | Answer::Dismiss);
        let stands = if refused { Stands::Refused } else { granted };
        for (resource, scopes) in covered(policy, ask) {
            self.answered(policy, ask, (resource, scopes), stands, now);
        }
    }

    pub(super) fn withdraw(&mut self, policy: &Value, ask: &Ask, now: Moment) {
        for covered in covered(policy, ask) {
            self.answered(policy, ask, covered, Stands::Withdrawn, now);
        }
    }

    /// A grant closes downward, anything else upward. A grant never shortens the longer grant of a
    /// scope that it only implies.
    fn answered(
        &mut self,
        policy: &Value,
        ask: &Ask,
        (resource, named): (Option<String>, Scopes),
        stands: Stands,
        now: Moment,
    ) {
        let granted = matches!(stands, Stands::Granted { .. });
        let touched = match &resource {
            Some(resource) if granted => down(resource, &named),
            Some(resource) => up(resource, &named),
            None => named.clone(),
        };
        for scope in touched {
            let implied = !named.contains(&scope);
            let caller = named_caller(policy, &ask.caller);
            let resource = resource.clone();
            let key = Key { purpose: ask.purpose().to_owned(), resource, scope, caller };
            self.count(&key, stands, now);
            let before = self.answers.get(&(self.current, key.clone())).copied();
            let longer = before.is_some_and(|before| term(before, now) > term(stands, now));
            if !(granted && implied && longer) {
                self.answers.insert((self.current, key), stands);
            }
        }
    }

    /// Refusals count since the last grant; a withdrawal changes nothing.
    fn count(&mut self, key: &Key, stands: Stands, now: Moment) {
        match stands {
            Stands::Refused => {
                let times = self.refused.get(key).map_or(0, |(_, times)| *times);
                self.refused.insert(key.clone(), (now, times + 1));
            }
            Stands::Granted { .. } => drop(self.refused.remove(key)),
            Stands::Withdrawn | Stands::Expired => {}
        }
    }

    /// The answer to the system's dialog is the consent for what is asked in context.
    pub(super) fn answer_os(&mut self, policy: &Value, ask: &Ask, grant: OsGrant, now: Moment) {
        let (resource, asked) = self.os_answered(policy, ask, grant, now);
        if grant == OsGrant::NotAsked {
            return;
        }
        let in_context = |scope: &&String| {
            let caller = named_caller(policy, &ask.caller);
            self.kind(
                policy,
                self.current,
                ask.purpose(),
                Some(resource.name()),
                scope,
                caller.as_ref(),
            ) == "in_context"
        };
        let in_context: Scopes = asked.iter().filter(in_context).cloned().collect();
        let given = |scope: &String| permits(for_scope(grant, resource, scope));
        let (granted, refused): (Scopes, Scopes) = in_context.into_iter().partition(given);
        let yes = Stands::Granted { at: now, length: None, once: false };
        for (scopes, stands) in [(granted, yes), (refused, Stands::Refused)] {
            if !scopes.is_empty() {
                self.answered(policy, ask, (Some(resource.name().to_owned()), scopes), stands, now);
            }
        }
    }

    /// The same without the consent.
    pub(super) fn os_answered(
        &mut self,
        policy: &Value,
        ask: &Ask,
        grant: OsGrant,
        now: Moment,
    ) -> (Resource, Scopes) {
        let resource: Resource = ask.resource().unwrap().parse().unwrap();
        let asked = down(resource.name(), &covered(policy, ask)[0].1);
        self.os_changed(policy, (resource, &asked, grant), true, now);
        (resource, asked)
    }

    /// What the system permits. What it took away takes the separate consents on it along.
    pub(super) fn os_changed(
        &mut self,
        policy: &Value,
        (resource, scopes, grant): (Resource, &Scopes, OsGrant),
        asked: bool,
        now: Moment,
    ) {
        self.off.remove(&resource);
        if grant == OsGrant::SwitchedOff {
            self.off.insert(resource);
            return;
        }
        let mut lost = Scopes::new();
        for scope in scopes {
            let grant = for_scope(grant, resource, scope);
            if self.os_scope(resource, scope, grant, asked, now) {
                lost.insert(scope.clone());
            }
        }
        self.lose(policy, resource, &up(resource.name(), &lost));
    }

    /// One scope; says whether a grant was lost.
    fn os_scope(
        &mut self,
        resource: Resource,
        scope: &str,
        grant: OsGrant,
        asked: bool,
        now: Moment,
    ) -> bool {
        let place = (resource, scope.to_owned());
        let before = self.os.get(&place).copied();
        let had = before.is_some_and(|before| permits(before.grant));
        let known = before.filter(|before| !permits(before.grant));
        let (at, times) = known.map_or((now, 0), |before| (before.at, before.times));
        let again = known.is_some_and(|before| before.grant == OsGrant::Denied) && !asked;
        let os = match grant {
            OsGrant::Denied if !again => Os { grant, at: now, times: times + 1 },
            _ => Os { grant, at, times },
        };
        self.os.insert(place, os);
        let taken = [OsGrant::Denied, OsGrant::PermanentlyDenied, OsGrant::Restricted];
        had && taken.contains(&grant)
    }

    fn lose(&mut self, policy: &Value, resource: Resource, lost: &Scopes) {
        let on_it = |key: &Key| {
            key.resource.as_deref() == Some(resource.name()) && lost.contains(&key.scope)
        };
        self.end(Some(Stands::Withdrawn), |book, subject, key| {
            on_it(key) && book.kind_of(policy, subject, key) == "separate"
        });
    }

    /// The policy is accepted. What changed since the last time is asked anew.
    pub(super) fn accept(&mut self, policy: &Value) {
        self.declined = false;
        let version = policy["version"].as_str().unwrap().to_owned();
        let Some(before) = self.accepted.replace(version) else { return };
        self.end(None, |book, subject, key| {
            let purpose = purpose(policy, &key.purpose);
            model::outdated(policy, purpose, &before)
                && book.kind_of(policy, subject, key) != "policy"
        });
    }

    pub(super) fn switch(&mut self, name: Option<&'static str>, age: Age) {
        let known = self.subjects.iter().find(|(_, it)| it.name == name).map(|(id, _)| *id);
        self.current = known.unwrap_or_else(|| {
            self.newest += 1;
            self.newest
        });
        let fresh = Subject { name, age, guardian: false };
        self.subjects.entry(self.current).or_insert(fresh).age = age;
    }

    pub(super) fn guardian(&mut self, action: Action) {
        self.subjects.get_mut(&self.current).unwrap().guardian = action == Action::Grant;
    }

    pub(super) fn erase(&mut self) {
        self.subjects.remove(&self.current);
        self.answers.retain(|(subject, _), _| *subject != self.current);
        self.switch(None, Age::Unknown);
    }

    /// A grant for one access, on these scopes, is used up.
    pub(super) fn use_up(&mut self, used: &[Key]) -> usize {
        let current = self.current;
        self.end(Some(Stands::Expired), |book, subject, key| {
            let once = matches!(
                book.answers.get(&(subject, key.clone())),
                Some(Stands::Granted { once: true, .. })
            );
            subject == current && once && used.contains(key)
        })
    }

    /// Somebody looks: what is over stays over, and what was said in the future was said now.
    pub(super) fn notice(&mut self, now: Moment) {
        let before = self.clone();
        self.times().filter(|at| at.is_to_come(now)).for_each(|at| *at = now);
        self.end(Some(Stands::Expired), |book, subject, key| {
            let stands = book.answers[&(subject, key.clone())];
            matches!(stands, Stands::Granted { at, length: Some(length), .. }
                if at.end(length, now) <= now.wall)
        });
        if *self != before {
            self.kept = now;
        }
    }

    fn times(&mut self) -> impl Iterator<Item = &mut Moment> {
        let answers = self.answers.values_mut().filter_map(|stands| match stands {
            Stands::Granted { at, .. } => Some(at),
            _ => None,
        });
        let refused = self.refused.values_mut().map(|(at, _)| at);
        answers.chain(refused).chain(self.os.values_mut().map(|os| &mut os.at))
    }

    /// Ends grants; what stands then, nothing if it is as if never asked.
    fn end(&mut self, then: Option<Stands>, ends: impl Fn(&Book, u64, &Key) -> bool) -> usize {
        let granted = self.answers.iter().filter(|(_, it)| matches!(it, Stands::Granted { .. }));
        let granted = granted.map(|(key, _)| key.clone());
        let ended: Vec<(u64, Key)> =
            granted.filter(|(subject, key)| ends(self, *subject, key)).collect();
        for key in &ended {
            match then {
                Some(stands) => drop(self.answers.insert(key.clone(), stands)),
                None => drop(self.answers.remove(key)),
            }
        }
        ended.len()
    }

    fn kind_of<'p>(&self, policy: &'p Value, subject: u64, key: &Key) -> &'p str {
        let resource = key.resource.as_deref();
        self.kind(policy, subject, &key.purpose, resource, &key.scope, key.caller.as_ref())
    }

    /// For a child every kind is separate, and for an SDK that is named.
    fn kind<'p>(
        &self,
        policy: &'p Value,
        subject: u64,
        id: &str,
        resource: Option<&str>,
        scope: &str,
        caller: Option<&String>,
    ) -> &'p str {
        let child = match self.subjects[&subject].age {
            Age::Unknown => policy["unknown_age"] == "child",
            age => age == Age::Child,
        };
        match child || caller.is_some() {
            true => "separate",
            false => model::setting(purpose(policy, id), resource, scope, "consent"),
        }
    }
}

/// How long an answer lasts: not at all, for one access, until a time, until withdrawn.
fn term(stands: Stands, now: Moment) -> (u8, i64) {
    match stands {
        Stands::Granted { at, length: Some(length), .. } if at.end(length, now) <= now.wall => {
            (0, 0)
        }
        Stands::Granted { once: true, .. } => (1, 0),
        Stands::Granted { at, length: Some(length), .. } => (2, at.end(length, now)),
        Stands::Granted { length: None, .. } => (3, 0),
        _ => (0, 0),
    }
}

/// What an answer for this access is about: without a resource, all that the purpose declares.
fn covered(policy: &Value, ask: &Ask) -> Vec<(Option<String>, Scopes)> {
    let purpose = purpose(policy, ask.purpose());
    if let Some(resource) = ask.resource() {
        let named = ask.request["scope"].as_array().unwrap().iter();
        let named = named.map(|name| name.as_str().unwrap().to_owned());
        return vec![(Some(resource.to_owned()), named.collect())];
    }
    let needs = model::all_needs(purpose);
    let resources: BTreeSet<&str> = needs.iter().filter_map(|it| it["resource"].as_str()).collect();
    let declared =
        |resource: &str| (Some(resource.to_owned()), model::declared_bits(purpose, resource));
    match resources.is_empty() {
        true => vec![(None, Scopes::from([String::new()]))],
        false => resources.into_iter().map(declared).collect(),
    }
}

pub(super) fn purpose<'p>(policy: &'p Value, id: &str) -> &'p Value {
    let mut purposes = policy["purposes"].as_array().unwrap().iter();
    purposes.find(|purpose| purpose["id"] == id).unwrap_or(&Value::Null)
}

/// An SDK that decides for itself must be named by the answer.
pub(super) fn named_caller(policy: &Value, caller: &str) -> Option<String> {
    let mut sdks = policy["sdks"].as_array().unwrap().iter();
    let independent = |sdk: &&Value| sdk["id"] == caller && sdk["role"] == "independent";
    sdks.find(independent).map(|_| caller.to_owned())
}

pub(super) fn for_scope(grant: OsGrant, resource: Resource, scope: &str) -> OsGrant {
    let given = matches!((resource.name(), scope), ("location", "coarse") | ("media", "pick"));
    match grant {
        OsGrant::Reduced if given => OsGrant::Granted,
        OsGrant::Reduced => OsGrant::Denied,
        other => other,
    }
}

fn permits(grant: OsGrant) -> bool {
    matches!(grant, OsGrant::Granted | OsGrant::NotNeeded)
}
