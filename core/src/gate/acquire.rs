//! Acquiring: decide on fresh state, log, let in, and look again.

mod wanted;

use std::borrow::Cow;
use std::sync::Arc;

use wanted::Wanted;

use super::lease::{Cell, Lease, Leases};
use super::view::View;
use super::{Access, Gate, Inner};
use crate::decision::{Denied, Request, Target, decide};
use crate::ledger::{Key, Moment};
use crate::log::{Decision, Event, Room, Use};
use crate::policy::SlotId;
use crate::words::{Basis, OsGrant, Reason, Step};

impl Gate {
    /// Asks for an access: the authority. Decides on fresh state, logs, and lets in; what cannot
    /// be logged is denied. A purpose with needs is acquired by resource, or with
    /// [`Gate::acquire_all`].
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn acquire(&self, access: &Access) -> Result<Lease, Denied> {
        let inner = &self.inner;
        inner.refresh();
        let view = inner.view.load_full();
        let request = access.request(&inner.policy);
        let wanted = inner.wanted_use(&request);
        if wanted.is_empty() {
            let denied = decide(&inner.policy, &view.state, &request, inner.now().wall).err();
            let denied = denied.unwrap_or(Denied::of(Reason::UndeclaredResource));
            return Err(inner.deny(access, &view, &wanted, denied));
        }
        let mut leases = inner.admit(access, request, &view, wanted)?;
        leases.pop().ok_or(Denied::of(Reason::UndeclaredResource))
    }

    /// Asks for a purpose as a whole, such as recording a video: all of its required needs or
    /// none, and those optional ones that pass. One record says it all.
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn acquire_all(&self, purpose: &Access) -> Result<Leases, Denied> {
        let inner = &self.inner;
        inner.refresh();
        let view = inner.view.load_full();
        let request = Request { target: Target::Group, ..purpose.request(&inner.policy) };
        let wanted = inner.wanted_group(&request, &view);
        inner.admit(purpose, request, &view, wanted).map(Leases)
    }
}

impl Inner {
    /// Decides, logs and lets in; or logs the denial.
    fn admit(
        self: &Arc<Self>,
        access: &Access,
        request: Request,
        view: &Arc<View>,
        wanted: Vec<Wanted>,
    ) -> Result<Vec<Lease>, Denied> {
        let now = self.now();
        let observed = match self.permitted(&request, view, &wanted, now) {
            Ok(()) => None,
            Err(denied) if self.observes(&request, denied.reason) => Some(denied),
            Err(denied) => return Err(self.deny(access, view, &wanted, denied)),
        };
        let once = match self.use_up_once(access, view, &wanted, now) {
            Ok(once) => once,
            Err(denied) => return Err(self.deny(access, view, &wanted, denied)),
        };
        let leases = self.register(&request, view, &wanted, now, observed.is_some(), once);
        let decision = self.decision(access, view, &wanted, observed, &leases);
        if let Err(error) = self.journal.write(view, Event::Decision(decision), Room::Normal) {
            log::error!("an access is denied because it cannot be logged: {error}");
            leases.iter().for_each(|lease| self.forget(lease));
            return Err(self.deny(access, view, &wanted, Denied::of(Reason::LogUnavailable)));
        }
        self.look_again(&request, view, leases)
    }

    fn permitted(
        &self,
        request: &Request,
        view: &View,
        wanted: &[Wanted],
        now: Moment,
    ) -> Result<(), Denied> {
        let budget = &view.state.budget;
        let limited = wanted.iter().map(|wanted| wanted.slot);
        let limited: Vec<SlotId> = limited.filter(|slot| self.budgets.limits(*slot)).collect();
        let failed = |error: std::io::Error| {
            log::error!("an access is denied because it cannot be counted: {error}");
            Denied::of(Reason::LogUnavailable)
        };
        if limited.is_empty() {
            return decide(&self.policy, &view.state, request, now.wall);
        }
        self.budgets.look(&self.policy, &limited, budget, now).map_err(failed)?;
        decide(&self.policy, &view.state, request, now.wall)?;
        let spent = self.budgets.spend(&self.policy, &limited, budget, now).map_err(failed)?;
        spent.map_err(|until| Denied::wait(Reason::OverBudget, until))
    }

    fn observes(&self, request: &Request, reason: Reason) -> bool {
        let observed = request.purpose.is_some_and(|purpose| self.observe.contains(&purpose));
        observed
            && !matches!(
                reason,
                Reason::GateFault | Reason::UndeclaredResource | Reason::LogUnavailable
            )
    }

    /// Uses up grants that are for one access; whether there were any.
    fn use_up_once(
        &self,
        access: &Access,
        view: &View,
        wanted: &[Wanted],
        now: Moment,
    ) -> Result<bool, Denied> {
        let caller = self.named_caller(access);
        let keys = |wanted: &Wanted| {
            let once =
                |bit: &u8| view.once.contains(&(wanted.slot, *bit, caller.map(str::to_owned)));
            let key = |bit| Key::new(access.purpose(), wanted.resource, bit, caller);
            wanted.scopes.iter().filter(once).map(key).collect::<Vec<Key>>()
        };
        if view.once.is_empty() {
            return Ok(false);
        }
        let keys: Vec<Key> = wanted.iter().flat_map(keys).collect();
        if keys.is_empty() {
            return Ok(false);
        }
        let used = self.ledger.change(now, |book| book.use_up(&keys));
        self.rebuild();
        match used {
            Ok(used) if used.len() == keys.len() => Ok(true),
            // Another access was faster.
            Ok(_) => Err(Denied::next(Reason::ConsentExpired, Step::AskConsent)),
            Err(_) => Err(Denied::of(Reason::GateFault)),
        }
    }

    fn register(
        self: &Arc<Self>,
        request: &Request,
        view: &View,
        wanted: &[Wanted],
        now: Moment,
        observed: bool,
        once: bool,
    ) -> Vec<Lease> {
        let group = self.registry.number();
        let limit = self.rules(request).and_then(|rules| rules.limit);
        let lease = |wanted: &Wanted| {
            let target = match wanted.resource {
                Some(resource) => Target::Held(resource, wanted.scopes, once),
                None => Target::Start,
            };
            let id = self.registry.number();
            let mut cell = Cell::new(id, Request { target, ..*request }, view.subject, now.boot);
            cell.group = group;
            cell.optional = wanted.optional;
            cell.resource = wanted.resource;
            cell.scopes = wanted.scopes;
            cell.max_hold = limit.and_then(|limit| limit.max_hold);
            cell.observed = observed;
            let cell = Arc::new(cell);
            self.registry.insert(Arc::clone(&cell));
            Lease { cell, gate: Arc::clone(self) }
        };
        wanted.iter().map(lease).collect()
    }

    /// A lease that was never given: its end is not logged.
    fn forget(&self, lease: &Lease) {
        lease.cell.end(crate::log::LeaseEnd::GateFault);
        self.registry.remove(lease.cell.id);
    }

    fn decision<'a>(
        &self,
        access: &'a Access,
        view: &View,
        wanted: &[Wanted],
        denied: Option<Denied>,
        leases: &[Lease],
    ) -> Decision<'a> {
        let uses = wanted.iter().zip(0..).filter_map(|(wanted, index): (&Wanted, usize)| {
            let resource = wanted.resource?;
            let os = wanted.scopes.iter().map(|bit| view.state.os.get(resource, bit).grant).max();
            let lease = leases.get(index).map_or(0, Lease::id);
            Some(Use {
                resource,
                scopes: wanted.scopes,
                os: os.unwrap_or(OsGrant::NotAsked),
                lease,
            })
        });
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

    fn deny(&self, access: &Access, view: &View, wanted: &[Wanted], denied: Denied) -> Denied {
        let mut decision = self.decision(access, view, wanted, Some(denied), &[]);
        if let (true, Some((resource, scopes))) = (wanted.is_empty(), access.target()) {
            // Undeclared: what was asked for is all there is to log.
            let use_ = Use { resource, scopes, os: OsGrant::NotAsked, lease: 0 };
            decision.uses = Cow::Owned(vec![use_]);
        }
        self.journal.deny(view, decision);
        denied
    }

    /// Something may have changed between the decision and the record: then the leases are judged
    /// again, and a lease that no longer stands is not handed out.
    fn look_again(
        &self,
        request: &Request,
        before: &Arc<View>,
        leases: Vec<Lease>,
    ) -> Result<Vec<Lease>, Denied> {
        self.refresh();
        if Arc::ptr_eq(before, &self.view.load()) {
            return Ok(leases);
        }
        self.judge_leases();
        let ended = leases.iter().any(|lease| !lease.live() && !lease.cell.optional);
        if !ended {
            return Ok(leases);
        }
        let denied = decide(&self.policy, &self.view.load().state, request, self.now().wall);
        Err(denied.err().unwrap_or(Denied::next(Reason::ConsentWithdrawn, Step::WaitForUser)))
    }
}
