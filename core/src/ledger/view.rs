//! The ledger as the decision sees it, for the current subject and at one moment.

use std::collections::HashSet;

use super::anchor::Moment;
use super::book::{AnswerEntry, Book, Key, Standing};
use crate::decision::{Acceptance, Last, OsEntry, OsState, OsTable, Refusals, State, Subject};
use crate::policy::{Policy, SlotId};
use crate::words::{OsGrant, Platform};

/// A scope that is granted for one access only, and the SDK that the grant names.
pub(crate) type Once = (SlotId, u8, Option<String>);

impl Book {
    /// Fills in what the ledger knows. The rest of `state` is the gate's.
    pub(crate) fn apply(
        &self,
        state: &mut State,
        policy: &Policy,
        platform: Option<Platform>,
        now: Moment,
    ) {
        state.acceptance = match (self.policy.declined, self.policy.accepted) {
            (Some(_), _) => Acceptance::Declined,
            (None, Some((version, _))) => Acceptance::Accepted(version),
            (None, None) => Acceptance::Undecided,
        };
        state.os = OsTable::new(&self.os_entries(now), platform);
        for entry in &self.refusals {
            set(state, policy, &entry.key, |answer| {
                answer.refusals = self.refusals_of(&entry.key, now)
            });
        }
        let Some(subject) = self.subject() else { return };
        state.subject = Subject { kind: subject.kind, age: subject.age };
        state.guardian = subject.guardian.is_some();
        for entry in &subject.answers {
            set(state, policy, &entry.key, |answer| answer.last = entry.last(now));
        }
    }

    pub(super) fn refusals_of(&self, key: &Key, now: Moment) -> Refusals {
        let entry = self.refusals.iter().find(|entry| entry.key == *key);
        entry.map_or_else(Refusals::default, |entry| Refusals {
            times: entry.times,
            last: entry.last.past(now),
        })
    }

    fn os_entries(&self, now: Moment) -> Vec<OsEntry> {
        let off = self.switched_off.iter().map(|resource| OsEntry {
            resource: *resource,
            scope: None,
            state: OsState::new(OsGrant::SwitchedOff, now.wall, 1),
        });
        let known = self.os.iter().filter_map(|it| {
            let scope = Some(it.resource.scope(&it.scope).ok()?);
            let state = OsState::new(it.grant, it.at.past(now), it.times);
            Some(OsEntry { resource: it.resource, scope, state })
        });
        off.chain(known).collect()
    }

    /// The scopes that are granted for one access only.
    pub(crate) fn once(&self, policy: &Policy) -> HashSet<Once> {
        let entries = self.subject().map(|subject| subject.answers.as_slice()).unwrap_or_default();
        let once = entries.iter().filter(|entry| entry.once && entry.answer == Standing::Granted);
        let place = |key: &Key| {
            let slot = policy.slot_for(&key.purpose, key.resource)?;
            Some((slot, key.bit()?, key.caller.clone()))
        };
        once.filter_map(|entry| place(&entry.key)).collect()
    }
}

impl AnswerEntry {
    pub(super) fn last(&self, now: Moment) -> Last {
        match self.answer {
            Standing::Granted => Last::Granted(self.until.map(|until| until.end(&self.at, now))),
            Standing::Refused => Last::Refused,
            Standing::Withdrawn => Last::Withdrawn,
            Standing::Expired => Last::Expired,
        }
    }
}

/// Changes what stands for the scope that a key is about, if the policy still declares it.
fn set(
    state: &mut State,
    policy: &Policy,
    key: &Key,
    change: impl FnOnce(&mut crate::decision::BitAnswer),
) {
    let sdk = key.caller.as_deref().map(|caller| policy.sdk(caller));
    let Some(slot) = policy.slot_for(&key.purpose, key.resource) else { return };
    let (Some(bit), false) = (key.bit(), sdk == Some(None)) else { return };
    if let Some(answers) = state.answers_mut(slot, sdk.flatten()) {
        let mut answer = answers.bit(bit);
        change(&mut answer);
        answers.set(bit, answer);
    }
}
