//! What the log says of an attempt.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::Attempt;
use super::wanted::Wanted;
use crate::decision::Denied;
use crate::gate::{Inner, Lease};
use crate::log::{Decision, Use};
use crate::words::{Basis, OsGrant, Step};

type Uses = SmallVec<[Use; 1]>;

impl Inner {
    pub(super) fn decision<'a>(
        &self,
        attempt: &Attempt<'a>,
        wanted: &[Wanted],
        denied: Option<Denied>,
        uses: &'a [Use],
    ) -> Decision<'a> {
        let access = attempt.access;
        Decision {
            purpose: Cow::Borrowed(access.purpose()),
            uses: Cow::Borrowed(uses),
            caller: Cow::Borrowed(access.caller_name()),
            reason: denied.map(|denied| denied.reason),
            step: denied.map_or(Step::None, |denied| denied.step),
            basis: self.basis(wanted),
            user_initiated: access.is_user_initiated(),
            observed: false,
            count: 1,
            call_site: Cow::Borrowed(if self.call_sites { access.call_site_name() } else { "" }),
        }
    }

    /// The resources in the record, and the leases on them.
    pub(super) fn uses(attempt: &Attempt<'_>, wanted: &[Wanted], leases: &[Lease]) -> Uses {
        let uses = wanted.iter().zip(0..).filter_map(|(wanted, index): (&Wanted, usize)| {
            let resource = wanted.resource?;
            let os = wanted
                .scopes
                .iter()
                .map(|bit| attempt.view.state.os.get(resource, bit).grant)
                .max();
            let lease = leases.get(index).map_or(0, Lease::id);
            Some(Use {
                resource,
                scopes: wanted.scopes,
                os: os.unwrap_or(OsGrant::NotAsked),
                lease,
            })
        });
        uses.collect()
    }

    /// The basis other than consent, if one carries any part of the access.
    fn basis(&self, wanted: &[Wanted]) -> Basis {
        let mut bases = wanted.iter().filter_map(|wanted| {
            let slot = self.policy.slot(wanted.slot)?;
            let mut rules = wanted.scopes.iter().filter_map(|bit| slot.bits.get(usize::from(bit)));
            rules.find(|rule| rule.basis != Basis::Consent).map(|rule| rule.basis)
        });
        bases.next().unwrap_or(Basis::Consent)
    }

    pub(super) fn deny(&self, attempt: &Attempt<'_>, wanted: &[Wanted], denied: Denied) -> Denied {
        let mut uses = Self::uses(attempt, wanted, &[]);
        if let (true, Some((resource, scopes))) = (wanted.is_empty(), attempt.access.target()) {
            // Undeclared: what was asked for is all there is to log.
            uses.push(Use { resource, scopes, os: OsGrant::NotAsked, lease: 0 });
        }
        let decision = self.decision(attempt, wanted, Some(denied), &uses);
        self.journal.deny(&attempt.view, decision);
        denied
    }
}
