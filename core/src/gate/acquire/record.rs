//! What the log says of an attempt.

use std::borrow::Cow;

use super::Attempt;
use super::wanted::Wanted;
use crate::decision::Denied;
use crate::gate::{Inner, Lease};
use crate::log::{Decision, Use};
use crate::words::{Basis, OsGrant, Step};

impl Inner {
    pub(super) fn decision<'a>(
        &self,
        attempt: &Attempt<'a>,
        wanted: &[Wanted],
        denied: Option<Denied>,
        leases: &[Lease],
    ) -> Decision<'a> {
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
        let access = attempt.access;
        Decision {
            purpose: Cow::Borrowed(access.purpose()),
            uses: uses.collect(),
            caller: Cow::Borrowed(access.caller_name()),
            reason: denied.map(|denied| denied.reason),
            step: denied.map_or(Step::None, |denied| denied.step),
            basis: self.basis(wanted),
            user_initiated: access.is_user_initiated(),
            observed: denied.is_some() && !leases.is_empty(),
            count: 1,
            call_site: Cow::Borrowed(if self.call_sites { access.call_site_name() } else { "" }),
        }
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
        let mut decision = self.decision(attempt, wanted, Some(denied), &[]);
        if let (true, Some((resource, scopes))) = (wanted.is_empty(), attempt.access.target()) {
            // Undeclared: what was asked for is all there is to log.
            let use_ = Use { resource, scopes, os: OsGrant::NotAsked, lease: 0 };
            decision.uses = Cow::Owned(vec![use_]);
        }
        self.journal.deny(&attempt.view, decision);
        denied
    }
}
