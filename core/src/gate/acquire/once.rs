//! Grants for one access.

use super::Attempt;
use super::wanted::Wanted;
use crate::decision::Denied;
use crate::gate::Inner;
use crate::ledger::Key;
use crate::log::Cause;
use crate::words::{Reason, Scopes, Step};

impl Inner {
    /// Uses up the grants that are for one access, and notes for which scopes they were.
    pub(super) fn use_up_once(
        &self,
        attempt: &Attempt<'_>,
        wanted: &mut [Wanted],
    ) -> Result<(), Denied> {
        wanted.iter_mut().for_each(|it| it.once = self.once(attempt, it));
        let caller = self.named_caller(attempt.access);
        let keys = wanted.iter().flat_map(|wanted| {
            let key = |bit| Key::new(attempt.access.purpose(), wanted.resource, bit, caller);
            wanted.once.iter().map(key).collect::<Vec<Key>>()
        });
        let mut keys: Vec<Key> = keys.collect();
        keys.sort();
        // Needs of one group may share a scope.
        keys.dedup();
        if keys.is_empty() {
            return Ok(());
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
        all.then_some(()).ok_or(Denied::next(Reason::ConsentExpired, Step::AskConsent))
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
