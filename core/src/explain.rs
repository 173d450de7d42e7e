//! The decision, step by step, for people.

use crate::decision::{Acceptance, Caller, Denied, Last, Request, State, Target, Verdict, decide};
use crate::policy::{Group, Policy, Slot, SlotId};
use crate::time::Time;
use crate::words::{Basis, Reason, Resource, Scopes};

/// A decision with everything that led to it.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The checks in their order, up to the one that failed.
    pub checks: Vec<Check>,
    /// For a purpose as a whole: what each of its needs would be told alone.
    pub needs: Vec<NeedVerdict>,
    /// The decision.
    pub verdict: Verdict,
}

/// One check.
#[derive(Debug, Clone)]
pub struct Check {
    /// The reason it would deny with.
    pub reason: Reason,
    /// Whether it passed.
    pub passed: bool,
    /// What it looked at; empty when it looked at the same as the check before.
    pub fact: String,
}

/// A need of a purpose, and what it would be told alone.
#[derive(Debug, Clone)]
pub struct NeedVerdict {
    /// The resource.
    pub resource: Resource,
    /// The scopes, with what they imply.
    pub scopes: Scopes,
    /// `required`, `optional`, or `one of 2`.
    pub role: String,
    /// The verdict.
    pub verdict: Verdict,
}

/// Decides as [`decide`] does, and says why.
pub fn explain(policy: &Policy, state: &State, request: &Request, now: Time) -> Explanation {
    let verdict = decide(policy, state, request, now);
    let failed = verdict.err().map(|denial| denial.reason);
    let facts = Facts { policy, state, request, now };
    let seen =
        Reason::ALL.iter().take_while(|reason| failed.is_none_or(|failed| **reason <= failed));
    let mut checks: Vec<Check> = Vec::new();
    for reason in seen {
        let fact = facts.fact(*reason);
        let repeated = checks.iter().any(|check| check.fact == fact);
        let fact = if repeated { String::new() } else { fact };
        checks.push(Check { reason: *reason, passed: failed != Some(*reason), fact });
    }
    Explanation { checks, needs: facts.needs(), verdict }
}

struct Facts<'a> {
    policy: &'a Policy,
    state: &'a State,
    request: &'a Request,
    now: Time,
}

impl Facts<'_> {
    fn fact(&self, reason: Reason) -> String {
        let state = self.state;
        match reason {
            Reason::GateFault => {
                if state.gate_fault { "the gate is broken" } else { "the gate works" }.into()
            }
            Reason::UndeclaredPurpose => self.purpose(),
            Reason::UndeclaredResource | Reason::UndeclaredScope => self.declared(),
            Reason::UndeclaredCaller => self.caller(),
            Reason::PolicyNotAccepted => match state.acceptance {
                Acceptance::Undecided => "the policy is undecided".into(),
                Acceptance::Declined => "the policy is declined (basic mode)".into(),
                Acceptance::Accepted(version) => format!("version {version} is accepted"),
            },
            Reason::PolicyOutdated => match self.rules().and_then(|rules| rules.changed) {
                Some(version) => format!("the last material change came with {version}"),
                None => "no material change touches the purpose".into(),
            },
            Reason::SignInRequired => {
                let guests = self.rules().is_some_and(|rules| rules.guests);
                format!("{}; guests {}", state.subject.kind, if guests { "may" } else { "may not" })
            }
            Reason::GuardianRequired => {
                let guardian = if state.guardian { "consented" } else { "did not consent" };
                format!("age {}; a guardian {guardian}", state.subject.age)
            }
            Reason::ConsentRefused
            | Reason::ConsentWithdrawn
            | Reason::ConsentExpired
            | Reason::ConsentNotAsked
            | Reason::ConsentScope => {
                self.per_slot(|id, slot, scopes| self.consents(id, slot, scopes))
            }
            Reason::NotForeground => format!("the app is in {}", state.app),
            Reason::OverBudget => self.per_slot(|id, slot, _| Some(self.budget(id, slot))),
            Reason::LogUnavailable if state.log_unavailable => "the log cannot be written".into(),
            Reason::LogUnavailable => "the log works".into(),
            _ => self.per_slot(|_, slot, scopes| self.os(slot, scopes)),
        }
    }

    fn rules(&self) -> Option<&crate::policy::Rules> {
        self.policy.rules(self.request.purpose?)
    }

    fn purpose(&self) -> String {
        match self.request.purpose.and_then(|id| self.policy.purpose_of(id)) {
            Some(purpose) => {
                format!("`{}` is declared in {}", purpose.id, purpose.clauses.join(", "))
            }
            None => "the policy has no such purpose".into(),
        }
    }

    fn declared(&self) -> String {
        let Target::Use(resource, scopes) = self.request.target else {
            return "the purpose as a whole".into();
        };
        let slot = self.rules().and_then(|rules| rules.slot(resource));
        let declared = slot.and_then(|id| self.policy.slot(id)).map(|slot| slot.declared);
        let asked = resource.names(scopes.closed_down(resource)).join(", ");
        match declared {
            Some(declared) => {
                format!(
                    "asks for {resource}: {asked}; declared: {}",
                    resource.names(declared).join(", ")
                )
            }
            None => format!("asks for {resource}: {asked}; not declared"),
        }
    }

    fn caller(&self) -> String {
        let sdk = |index: u16| self.policy.file().sdks.get(usize::from(index));
        match self.request.caller {
            Caller::App => "called by the app".into(),
            Caller::Unknown => "called by someone the policy does not know".into(),
            Caller::Sdk(index) => match sdk(index) {
                Some(sdk) => format!("called by `{}` ({})", sdk.id, sdk.role),
                None => "called by an SDK".into(),
            },
        }
    }

    /// The resources that the request comes down to.
    fn uses(&self) -> Vec<(SlotId, Scopes)> {
        let Some(rules) = self.rules() else { return Vec::new() };
        match (self.request.target, &rules.group) {
            (Target::Use(resource, scopes), _) => {
                let slot = rules.slot(resource);
                slot.map(|slot| (slot, scopes.closed_down(resource))).into_iter().collect()
            }
            (_, Group::Own(slot)) => vec![(*slot, Scopes::bit(0))],
            (_, Group::Needs { required, .. }) => required.iter().flatten().copied().collect(),
        }
    }

    fn per_slot(&self, fact: impl Fn(SlotId, &Slot, Scopes) -> Option<String>) -> String {
        let uses = self.uses();
        let facts =
            uses.iter().filter_map(|(id, scopes)| fact(*id, self.policy.slot(*id)?, *scopes));
        facts.collect::<Vec<_>>().join("; ")
    }

    fn consents(&self, id: SlotId, slot: &Slot, scopes: Scopes) -> Option<String> {
        let answers = self.state.answers(self.policy, id, self.request.caller);
        let bits = scopes.iter().filter_map(|bit| {
            let rule = slot.bits.get(usize::from(bit))?;
            let answer = match answers.bit(bit).last {
                _ if rule.basis != Basis::Consent => format!("basis {}", rule.basis),
                Last::None => "no answer".into(),
                Last::Granted(None) => "granted".into(),
                Last::Granted(Some(until)) => format!("granted until {until}"),
                Last::Refused => "refused".into(),
                Last::Withdrawn => "withdrawn".into(),
                Last::Expired => "expired".into(),
            };
            Some(format!("{}{answer} ({})", name(slot, bit), rule.consent))
        });
        Some(bits.collect::<Vec<_>>().join(", "))
    }

    fn budget(&self, id: SlotId, slot: &Slot) -> String {
        let limit = self.policy.rules(slot.purpose).and_then(|rules| rules.limit);
        match (limit, self.state.budget.blocked_until(id).filter(|until| *until > self.now)) {
            (None, _) => "no limit".into(),
            (Some(limit), None) => format!("within {} per {}", limit.count, limit.per),
            (Some(limit), Some(until)) => {
                format!("{} per {}: used up until {until}", limit.count, limit.per)
            }
        }
    }

    fn os(&self, slot: &Slot, scopes: Scopes) -> Option<String> {
        let resource = slot.resource?;
        let bits = scopes.iter().map(|bit| {
            format!("{}{} by the OS", name(slot, bit), self.state.os.get(resource, bit).grant)
        });
        Some(bits.collect::<Vec<_>>().join(", "))
    }

    fn needs(&self) -> Vec<NeedVerdict> {
        let (Target::Group, Some(rules)) = (self.request.target, self.rules()) else {
            return Vec::new();
        };
        let Group::Needs { required, optional } = &rules.group else { return Vec::new() };
        let required = required.iter().flat_map(|item| {
            let role =
                if item.len() == 1 { "required".into() } else { format!("one of {}", item.len()) };
            item.iter().map(move |need| (*need, role.clone()))
        });
        let optional = optional.iter().map(|need| (*need, "optional".to_owned()));
        required.chain(optional).filter_map(|(need, role)| self.need(need, role)).collect()
    }

    fn need(&self, (id, scopes): (SlotId, Scopes), role: String) -> Option<NeedVerdict> {
        let resource = self.policy.slot(id)?.resource?;
        let request = Request { target: Target::Use(resource, scopes), ..*self.request };
        let verdict = decide(self.policy, self.state, &request, self.now);
        Some(NeedVerdict { resource, scopes, role, verdict })
    }
}

/// `camera.preview `, or nothing for a purpose without a resource.
fn name(slot: &Slot, bit: u8) -> String {
    let scope = |resource: Resource| resource.names(Scopes::bit(bit)).join("");
    slot.resource.map_or(String::new(), |resource| format!("{resource}.{} ", scope(resource)))
}

impl Explanation {
    /// The last line: `allow`, or `deny <reason> next=<step>`.
    pub fn last_line(&self) -> String {
        self.verdict.map_or_else(|denial: Denied| denial.to_string(), |()| "allow".to_owned())
    }
}
