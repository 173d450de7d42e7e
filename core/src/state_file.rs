//! State files: the state of an installation as a person or a test writes it down.

mod shape;

use std::collections::BTreeMap;

use serde::Deserialize;

use shape::{STATE, check, os_key};

use crate::decision::{
    Acceptance, Caller, OsEntry, OsState, OsTable, State, Subject, blocked_until,
};
use crate::json::{self, Finder, Problems, Shape};
use crate::policy::Policy;
use crate::time::Time;
use crate::version::Version;
use crate::words::{Action, Age, AppState, OsGrant, Resource, Scopes, SubjectKind};

/// A state file: everything that a decision depends on besides the policy and the request.
///
/// ```
/// use menshen::{Policy, StateFile};
/// # let policy = Policy::parse(menshen::doc::POLICY)?;
/// let text = r#"{ "now": "2026-11-21T09:30:00Z", "accepted_policy": "2024-08-23",
///                 "subject": {"kind": "guest", "age": "adult"}, "app": "foreground",
///                 "consents": [{"purpose": "scan", "resource": "camera", "action": "grant",
///                               "at": "2026-11-20T08:00:00Z"}],
///                 "os": {"camera": "granted"} }"#;
/// let file = StateFile::parse(text)?;
/// let request = file.request(&policy, "scan", None);
/// assert!(menshen::decide(&policy, &file.state(&policy), &request, file.now()).is_ok());
/// # Ok::<(), menshen::Problems>(())
/// ```
#[derive(Debug, Clone, Deserialize)]
pub struct StateFile {
    now: Time,
    accepted_policy: Option<Version>,
    declined_policy: Option<Version>,
    subject: Option<SubjectPart>,
    guardian: Option<GuardianPart>,
    #[serde(default)]
    consents: Vec<ConsentPart>,
    #[serde(default)]
    os: BTreeMap<String, OsPart>,
    app: Option<AppState>,
    #[serde(default)]
    recent: Vec<AccessPart>,
    #[serde(default)]
    user_initiated: bool,
    caller: Option<String>,
    gate: Option<String>,
    log: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct SubjectPart {
    kind: Option<SubjectKind>,
    age: Option<Age>,
}

#[derive(Debug, Clone, Deserialize)]
struct GuardianPart {}

#[derive(Debug, Clone, Deserialize)]
struct ConsentPart {
    purpose: String,
    resource: Option<Resource>,
    scope: Option<Vec<String>>,
    action: Action,
    at: Time,
    until: Option<Time>,
    caller: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OsPart {
    Grant(OsGrant),
    Denied { grant: OsGrant, at: Option<Time>, times: Option<u32> },
}

#[derive(Debug, Clone, Deserialize)]
struct AccessPart {
    purpose: String,
    resource: Option<Resource>,
    at: Time,
}

impl StateFile {
    /// Reads a state file.
    ///
    /// # Errors
    /// Everything that is wrong, each with its JSON path and line.
    pub fn parse(text: &str) -> Result<StateFile, Problems> {
        let node = json::parse(text).map_err(|problem| Problems(vec![problem]))?;
        let mut finder = Finder::new(text);
        json::check(&node, &Shape::Object(&STATE), "", &mut finder);
        check(&node, &mut finder);
        if !finder.found.is_empty() {
            return Err(Problems(finder.sorted()));
        }
        serde_json::from_str(text).map_err(|error| {
            finder.note(0, "", error.to_string());
            Problems(finder.found)
        })
    }

    /// The time of the decision.
    pub fn now(&self) -> Time {
        self.now
    }

    /// The request that the file's caller makes.
    pub fn request(
        &self,
        policy: &Policy,
        purpose: &str,
        access: Option<(Resource, Scopes)>,
    ) -> crate::Request {
        crate::Request {
            purpose: policy.purpose_id(purpose),
            target: access
                .map_or(crate::Target::Group, |(it, scopes)| crate::Target::Use(it, scopes)),
            caller: Caller::named(policy, self.caller.as_deref().unwrap_or("app")),
            user_initiated: self.user_initiated,
        }
    }

    /// The state for a decision by this policy.
    pub fn state(&self, policy: &Policy) -> State {
        let mut state = State::new(policy);
        state.acceptance = match (self.accepted_policy, self.declined_policy) {
            (Some(version), _) => Acceptance::Accepted(version),
            (None, Some(_)) => Acceptance::Declined,
            (None, None) => Acceptance::Undecided,
        };
        if let Some(SubjectPart { kind, age }) = &self.subject {
            let (kind, age) = (kind.unwrap_or(SubjectKind::Guest), age.unwrap_or(Age::Unknown));
            state.subject = Subject { kind, age };
        }
        state.guardian = self.guardian.is_some();
        state.app = self.app.unwrap_or(AppState::Background);
        state.gate_fault = self.gate.is_some();
        state.log_unavailable = self.log.is_some();
        state.os = OsTable::new(&self.os_entries(), None);
        self.answer(policy, &mut state);
        self.spend(policy, &state);
        state
    }

    /// A time in the future becomes now.
    fn past(&self, at: Time) -> Time {
        at.min(self.now)
    }

    fn os_entries(&self) -> Vec<OsEntry> {
        let entry = |(key, part): (&String, &OsPart)| {
            let (resource, scope) = os_key(key).ok()?;
            let (grant, at, times) = match part {
                OsPart::Grant(grant) => (*grant, None, None),
                OsPart::Denied { grant, at, times } => (*grant, *at, *times),
            };
            let at = self.past(at.unwrap_or(self.now));
            Some(OsEntry { resource, scope, state: OsState::new(grant, at, times.unwrap_or(1)) })
        };
        self.os.iter().filter_map(entry).collect()
    }

    /// Takes the answers in, in the order of their times.
    fn answer(&self, policy: &Policy, state: &mut State) {
        let mut answers: Vec<&ConsentPart> = self.consents.iter().collect();
        answers.sort_by_key(|answer| self.past(answer.at));
        let mut callers: Vec<&str> = answers.iter().filter_map(|it| it.caller.as_deref()).collect();
        callers.sort_unstable();
        callers.dedup();
        self.answer_for(policy, state, &answers, None);
        for caller in callers.into_iter().filter_map(|name| policy.sdk(name)) {
            self.answer_for(policy, state, &answers, Some(caller));
        }
    }

    fn answer_for(
        &self,
        policy: &Policy,
        state: &mut State,
        answers: &[&ConsentPart],
        sdk: Option<u16>,
    ) {
        let independent = sdk.is_some_and(|sdk| policy.is_independent(sdk));
        for answer in answers {
            let counts = match answer.caller.as_deref() {
                None | Some("app") => !independent,
                Some(name) => sdk.is_some() && policy.sdk(name) == sdk,
            };
            let slot = policy.slot_for(&answer.purpose, answer.resource).filter(|_| counts);
            let Some((id, slot)) = slot.and_then(|id| Some((id, policy.slot(id)?))) else {
                continue;
            };
            let named = answer.scopes().unwrap_or(slot.declared);
            if let Some(answers) = state.answers_mut(id, sdk) {
                let at = self.past(answer.at);
                answers.take(slot.resource, named, answer.action, at, answer.until);
            }
        }
    }

    /// Counts the recent accesses against each purpose's limit.
    fn spend(&self, policy: &Policy, state: &State) {
        for (slot, number) in policy.slots().iter().zip(0..) {
            let Some(limit) = policy.rules(slot.purpose).and_then(|rules| rules.limit) else {
                continue;
            };
            let id = crate::policy::SlotId(number);
            let mine = |access: &&AccessPart| {
                policy.slot_for(&access.purpose, access.resource) == Some(id)
            };
            let mut times: Vec<Time> =
                self.recent.iter().filter(mine).map(|access| self.past(access.at)).collect();
            times.sort_unstable();
            state.budget.set(
                id,
                blocked_until(&limit, |back| times.iter().rev().nth(back).copied(), self.now),
            );
        }
    }
}

impl ConsentPart {
    fn scopes(&self) -> Option<Scopes> {
        let (resource, names) = (self.resource?, self.scope.as_ref()?);
        resource.scopes(names.iter().map(String::as_str)).ok()
    }
}
