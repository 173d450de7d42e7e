//! Grants for one access.

use super::Attempt;
use super::wanted::Wanted;
use crate::decision::Denied;
use crate::gate::Inner;
use crate::ledger::Key;
use crate::log::Cause;
use crate::words::{Reason, Scopes, Step};

impl Inner {
    /// Uses up the grants that are for one access; says which scopes of each need they covered.
    pub(super) fn use_up_once(
        &self,
        attempt: &Attempt<'_>,
        wanted: &[Wanted],
    ) -> Result<Vec<Scopes>, Denied> {
        let used: Vec<Scopes> = wanted.iter().map(|it| self.once(attempt, it)).collect();
        let caller = self.named_caller(attempt.access);
        let keys = wanted.iter().zip(&used).flat_map(|(wanted, used)| {
            let key = |bit| Key::new(attempt.access.purpose(), wanted.resource, bit, caller);
            used.iter().map(key).collect::<Vec<Key>>()
        });
        let mut keys: Vec<Key> = keys.collect();
        keys.sort();
        // Needs of one group may share a scope.
        keys.dedup();
        if keys.is_empty() {
            return Ok(used);
        }
        let subject = attempt.view.subject;
        let ended = self.keep(|book| match book.current == subject {
            true => book.use_up(&keys),
            false => Vec::new(),
        });
        let ended = ended.map_err(|_| Denied::of(Reason::GateFault))?;
        let all = ended.len() == keys.len();
        ended.into_iter().for_each(|change| self.consent_ended(change, Cause::Expiry));
        // If not all were there any more, another access was faster.
        all.then_some(used).ok_or(Denied::next(Reason::ConsentExpired, Step::AskConsent))
    }

    fn once(&self, attempt: &Attempt<'_>, wanted: &Wanted) -> Scopes {
        if attempt.view.once.is_empty() {
            return Scopes::NONE;
        }
        let caller = self.named_caller(attempt.access).map(str::to_owned);
        let once = |bit: &u8| attempt.view.once.contains(&(wanted.slot, *bit, caller.clone()));
        wanted.scopes.iter().filter(once).fold(Scopes::NONE, |all, bit| all | Scopes::bit(bit))
    }
}
