//! What can happen to the ledger. Each change is a pure function of the book, the policy and now.

use super::anchor::{Anchor, Moment};
use super::book::{AnswerEntry, Book, Key, OsBook, RefusalEntry, Standing, SubjectBook, SubjectId};
use crate::policy::Policy;
use crate::time::{Span, Time};
use crate::version::Version;
use crate::words::{Action, Age, ConsentKind, OsGrant, Resource, Scopes, SubjectKind};

/// No grant for a time is longer than this.
const LONGEST: Span = Span::days(36_500);

/// An answer of the current subject.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) purpose: String,
    pub(crate) resource: Option<Resource>,
    pub(crate) scopes: Scopes,
    /// The independent SDK that was asked for by name.
    pub(crate) caller: Option<String>,
    pub(crate) action: Action,
    pub(crate) until: Option<Time>,
    pub(crate) once: bool,
}

/// A consent that ended without the user saying so in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) subject: SubjectId,
    pub(crate) key: Key,
}

impl Book {
    /// Takes an answer of one subject in. A grant never shortens the longer grant of a scope it only implies.
    pub(crate) fn answer_of(
        &mut self,
        subject: SubjectId,
        now: Moment,
        policy: Version,
        answered: &Answered,
    ) {
        for bit in answered.touched().iter() {
            let key = answered.key(bit);
            self.count_refusal(now, &key, answered.action);
            let entry = answered.entry(key, now, policy);
            let Some(subject) = self.subjects.get_mut(&subject) else { return };
            let before = subject.answers.iter().position(|known| known.key == entry.key);
            let before = before.map(|index| subject.answers.swap_remove(index));
            let implied = answered.action == Action::Grant && !answered.scopes.has(bit);
            let kept = before.filter(|before| implied && before.term(now) > entry.term(now));
            subject.answers.push(kept.unwrap_or(entry));
        }
    }

    /// Refusals are counted since the last grant; a withdrawal leaves them.
    fn count_refusal(&mut self, now: Moment, key: &Key, action: Action) {
        if action == Action::Withdraw {
            return;
        }
        let times = self.refusals_of(key, now).times.saturating_add(1);
        self.refusals.retain(|entry| entry.key != *key);
        if action == Action::Refuse {
            self.refusals.push(RefusalEntry { key: key.clone(), times, last: Anchor::at(now) });
        }
    }

    /// The policy's current version is accepted. Older in-context and separate consents of the
    /// purposes that changed materially since the last acceptance end.
    pub(crate) fn accept(&mut self, now: Moment, policy: &Policy) -> Vec<Change> {
        let before = self.policy.accepted.map(|(version, _)| version);
        self.policy.accepted = Some((policy.version(), Anchor::at(now)));
        self.policy.declined = None;
        let Some(before) = before else { return Vec::new() };
        self.end(|subject, entry| {
            let asked = kind(policy, subject, &entry.key) != Some(ConsentKind::Policy);
            (asked && policy.is_outdated(&entry.key.purpose, before)).then_some(None)
        })
    }

    /// The policy is declined: basic mode, until the user acts.
    pub(crate) fn decline(&mut self, now: Moment, policy: &Policy) {
        self.policy.declined = Some((policy.version(), Anchor::at(now)));
    }

    /// A guardian consents for a subject, or takes the consent back.
    pub(crate) fn guardian(&mut self, subject: SubjectId, now: Moment, action: Action) {
        if let Some(subject) = self.subjects.get_mut(&subject) {
            subject.guardian = (action == Action::Grant).then(|| Anchor::at(now));
        }
    }

    /// Another subject uses the app: the account with this digest, or the guest.
    pub(crate) fn switch(&mut self, account: Option<String>, age: Age, fresh: u64) {
        let kind = if account.is_some() { SubjectKind::Account } else { SubjectKind::Guest };
        let mut known = self.subjects.iter();
        let known = known.find(|(_, it)| it.kind == kind && it.account == account);
        let id = known.map_or(SubjectId(fresh), |(id, _)| *id);
        let subject = self.subjects.entry(id).or_insert_with(|| SubjectBook::new(kind, age));
        subject.account = account;
        subject.age = age;
        self.current = id;
    }

    /// Erases a subject: its name, consents and pseudonym. A guest takes the current one's place.
    pub(crate) fn erase(&mut self, subject: SubjectId, fresh: u64) {
        self.subjects.remove(&subject);
        if subject == self.current {
            self.switch(None, Age::Unknown, fresh);
        }
    }

    /// Grants whose time is over stay expired, whatever the clock does later.
    pub(crate) fn expire(&mut self, now: Moment) -> Vec<Change> {
        self.end(|_, entry| {
            let over = entry.until.is_some_and(|until| until.end(&entry.at, now) <= now.wall);
            over.then_some(Some(Standing::Expired))
        })
    }

    /// Whether [`Book::expire`] would change anything.
    pub(crate) fn any_expired(&self, now: Moment) -> bool {
        let entries = self.subjects.values().flat_map(|subject| &subject.answers);
        let mut grants = entries.filter(|entry| entry.answer == Standing::Granted);
        grants.any(|entry| entry.until.is_some_and(|until| until.end(&entry.at, now) <= now.wall))
    }

    /// Grants for one access, now used.
    pub(crate) fn use_up(&mut self, keys: &[Key]) -> Vec<Change> {
        let current = self.current;
        self.end(|subject, entry| {
            let used = subject.id == current && entry.once && keys.contains(&entry.key);
            used.then_some(Some(Standing::Expired))
        })
    }

    /// What the operating system permits has changed; `asked` when its dialog was just answered.
    /// Consents that only this permission carried are withdrawn (一(二)23): the separate ones.
    pub(crate) fn os_changed(
        &mut self,
        now: Moment,
        policy: &Policy,
        (resource, scopes, grant): (Resource, Scopes, OsGrant),
        asked: bool,
    ) -> Vec<Change> {
        self.switched_off.retain(|off| *off != resource);
        if grant == OsGrant::SwitchedOff {
            self.switched_off.push(resource);
            return Vec::new();
        }
        let mut lost = Scopes::NONE;
        for bit in scopes.iter() {
            if self.os_bit(now, resource, bit, grant, asked) {
                lost = lost | Scopes::bit(bit).closed_up(resource);
            }
        }
        let lost: Vec<&str> = resource.names(lost);
        self.end(|subject, entry| {
            let on_it = entry.key.resource == Some(resource)
                && entry.key.scope.as_deref().is_some_and(|scope| lost.contains(&scope));
            let separate = kind(policy, subject, &entry.key) == Some(ConsentKind::Separate);
            (on_it && separate).then_some(Some(Standing::Withdrawn))
        })
    }

    /// Notes one scope's grant; says whether a grant was lost by it.
    fn os_bit(
        &mut self,
        now: Moment,
        resource: Resource,
        bit: u8,
        grant: OsGrant,
        asked: bool,
    ) -> bool {
        let Some(scope) = resource.scope_names().nth(usize::from(bit)) else { return false };
        let grant = grant.for_bit(resource, bit);
        let before = self.os.iter().position(|it| it.resource == resource && it.scope == scope);
        let before = before.map(|index| self.os.swap_remove(index));
        // Refusals are counted since the last grant, whatever else was reported meanwhile.
        let refused = before.as_ref().filter(|it| !it.grant.permits() && !grant.permits());
        let known = refused.is_some_and(|it| it.grant == OsGrant::Denied) && !asked;
        let (at, times) = refused.map_or((Anchor::at(now), 0), |it| (it.at, it.times));
        let (at, times) = match grant == OsGrant::Denied && !known {
            true => (Anchor::at(now), times.saturating_add(1)),
            false => (at, times),
        };
        self.os.push(OsBook { resource, scope: scope.to_owned(), grant, at, times });
        let had = before.is_some_and(|before| before.grant.permits());
        let lost =
            matches!(grant, OsGrant::Denied | OsGrant::PermanentlyDenied | OsGrant::Restricted);
        had && lost
    }

    /// Ends grants: `fate` says for each whether it ends, and what stands then (nothing: it is as
    /// if never asked).
    fn end(
        &mut self,
        fate: impl Fn(Holder, &AnswerEntry) -> Option<Option<Standing>>,
    ) -> Vec<Change> {
        let mut ended = Vec::new();
        for (id, subject) in &mut self.subjects {
            let holder = Holder { id: *id, age: subject.age };
            subject.answers.retain_mut(|entry| {
                let granted = entry.answer == Standing::Granted;
                let Some(fate) = granted.then(|| fate(holder, entry)).flatten() else {
                    return true;
                };
                ended.push(Change { subject: *id, key: entry.key.clone() });
                entry.answer = fate.unwrap_or(entry.answer);
                fate.is_some()
            });
        }
        ended
    }
}

/// How long an answer lasts: not at all, for one access, until a time, until withdrawn.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    Over,
    Once,
    Until(Time),
    Open,
}

impl AnswerEntry {
    fn term(&self, now: Moment) -> Term {
        let end = self.until.map(|until| until.end(&self.at, now));
        match (self.answer, end) {
            (Standing::Granted, Some(end)) if end <= now.wall => Term::Over,
            (Standing::Granted, _) if self.once => Term::Once,
            (Standing::Granted, Some(end)) => Term::Until(end),
            (Standing::Granted, None) => Term::Open,
            _ => Term::Over,
        }
    }
}

impl Answered {
    /// What the answer closes over: a grant downward along the lattice, anything else upward.
    fn touched(&self) -> Scopes {
        match (self.resource, self.action) {
            (None, _) => self.scopes,
            (Some(resource), Action::Grant) => self.scopes.closed_down(resource),
            (Some(resource), _) => self.scopes.closed_up(resource),
        }
    }

    fn entry(&self, key: Key, now: Moment, policy: Version) -> AnswerEntry {
        let (answer, until) = match self.action {
            Action::Grant => (Standing::Granted, self.until),
            Action::Refuse => (Standing::Refused, None),
            Action::Withdraw => (Standing::Withdrawn, None),
        };
        let until = until.map(|until| Anchor::until(now, until.min(now.wall + LONGEST)));
        let once = self.once && answer == Standing::Granted;
        AnswerEntry { key, answer, at: Anchor::at(now), until, once, policy }
    }

    pub(super) fn key(&self, bit: u8) -> Key {
        Key::new(&self.purpose, self.resource, bit, self.caller.as_deref())
    }
}

impl Key {
    pub(crate) fn new(
        purpose: &str,
        resource: Option<Resource>,
        bit: u8,
        caller: Option<&str>,
    ) -> Key {
        let scope = resource.and_then(|resource| resource.scope_names().nth(usize::from(bit)));
        Key {
            purpose: purpose.to_owned(),
            resource,
            // A resource without this bit gets a name that no scope has.
            scope: resource.map(|_| scope.unwrap_or_default().to_owned()),
            caller: caller.map(str::to_owned),
        }
    }

    /// The scope bit that the key is about.
    pub(crate) fn bit(&self) -> Option<u8> {
        let Some(resource) = self.resource else { return Some(0) };
        let scope = self.scope.as_deref()?;
        let bit = resource.scope_names().position(|name| name == scope)?;
        u8::try_from(bit).ok()
    }
}

/// Whose answer an entry is.
#[derive(Clone, Copy)]
struct Holder {
    id: SubjectId,
    age: Age,
}

/// The kind of consent that a key needs. For a child it is separate, and for an SDK that is named.
fn kind(policy: &Policy, holder: Holder, key: &Key) -> Option<ConsentKind> {
    if key.caller.is_some() || policy.counted_age(holder.age) == Age::Child {
        return Some(ConsentKind::Separate);
    }
    let slot = policy.slot(policy.slot_for(&key.purpose, key.resource)?)?;
    slot.bits.get(usize::from(key.bit()?)).map(|rule| rule.consent)
}
