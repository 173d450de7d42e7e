//! Acquiring: decide on fresh state, log, let in, and look again.

mod once;
mod record;
mod wanted;

use std::sync::Arc;

use smallvec::SmallVec;
use wanted::{AllWanted, Wanted};

use super::lease::{Cell, Group, Lease, Leases};
use super::view::View;
use super::{Access, Gate, Inner};
use crate::decision::{Denied, Request, Target, decide};
use crate::ledger::Moment;
use crate::log::{Decision, Event, LeaseEnd, Room};
use crate::policy::SlotId;
use crate::words::{Reason, Step};

impl Gate {
    /// Asks for an access: the authority. Decides on fresh state, logs, and lets in; what cannot
    /// be logged is denied. A purpose with needs is acquired by resource, or with
    /// [`Gate::acquire_all`].
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn acquire(&self, access: &Access) -> Result<Lease, Denied> {
        let inner = &self.inner;
        let attempt = inner.attempt(access, access.request(&inner.policy));
        let wanted = inner.wanted_use(&attempt.request);
        if wanted.is_empty() {
            let denied = inner.judge(&attempt, attempt.request.target).err();
            let denied = denied.unwrap_or(Denied::of(Reason::UndeclaredResource));
            return Err(inner.deny(&attempt, &wanted, denied));
        }
        let mut leases = inner.admit(&attempt, wanted)?;
        leases.pop().ok_or(Denied::of(Reason::UndeclaredResource))
    }

    /// Asks for a purpose as a whole, such as recording a video: all of its required needs or
    /// none, and those optional ones that pass. One record says it all.
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn acquire_all(&self, purpose: &Access) -> Result<Leases, Denied> {
        let inner = &self.inner;
        let request = Request { target: Target::Group, ..purpose.request(&inner.policy) };
        let attempt = inner.attempt(purpose, request);
        let wanted = inner.wanted_group(&attempt);
        inner.admit(&attempt, wanted).map(Leases)
    }
}

type Slots = SmallVec<[SlotId; 1]>;

/// One attempt to get in, decided at one moment on one view.
struct Attempt<'a> {
    access: &'a Access,
    request: Request,
    view: Arc<View>,
    now: Moment,
}

impl Inner {
    fn attempt<'a>(&self, access: &'a Access, request: Request) -> Attempt<'a> {
        self.refresh();
        let attempt = Attempt { access, request, view: self.view.load_full(), now: self.now() };
        let slots = self.limited_slots(&attempt.request);
        if !slots.is_empty() {
            let budget = &attempt.view.state.budget;
            if let Err(error) = self.budgets.look(&self.policy, &slots, budget, attempt.now) {
                // Spending will fail too, and deny.
                log::error!("earlier accesses cannot be read: {error}");
            }
        }
        attempt
    }

    fn limited_slots(&self, request: &Request) -> Slots {
        let Some(rules) = self.rules(request).filter(|rules| rules.limit.is_some()) else {
            return Slots::new();
        };
        let slots = rules.by_resource.iter().flatten().copied();
        slots.filter(|slot| self.budgets.limits(*slot)).collect()
    }

    fn judge(&self, attempt: &Attempt<'_>, target: Target) -> Result<(), Denied> {
        let request = Request { target, ..attempt.request };
        decide(&self.policy, &attempt.view.state, &request, attempt.now.wall)
    }

    /// Decides, logs and lets in; or logs the denial.
    fn admit(
        self: &Arc<Self>,
        attempt: &Attempt<'_>,
        mut wanted: AllWanted,
    ) -> Result<Group, Denied> {
        let denied = match self.permitted(attempt, &wanted) {
            Ok(()) => None,
            Err(denied) if self.lets_through(&attempt.request, denied.reason) => Some(denied),
            Err(denied) => return Err(self.deny(attempt, &wanted, denied)),
        };
        let used_up = self.use_up_once(attempt, &mut wanted);
        used_up.map_err(|denied| self.deny(attempt, &wanted, denied))?;
        let leases = self.register(attempt, &wanted);
        let uses = Self::uses(attempt, &wanted, &leases);
        let decision = self.decision(attempt, &wanted, denied, &uses);
        let event = Event::Decision(Decision { observed: denied.is_some(), ..decision });
        if let Err(error) = self.journal.write(&attempt.view, event, Room::Normal) {
            log::error!("an access is denied because it cannot be logged: {error}");
            leases.iter().for_each(|lease| self.forget(lease));
            return Err(self.deny(attempt, &wanted, Denied::of(Reason::LogUnavailable)));
        }
        leases.iter().for_each(|lease| self.announce(&lease.cell));
        self.look_again(attempt, leases)
    }

    fn permitted(&self, attempt: &Attempt<'_>, wanted: &[Wanted]) -> Result<(), Denied> {
        self.judge(attempt, attempt.request.target)?;
        // Each of a group on its own, too: budgets move on while a group is decided.
        if attempt.request.target == Target::Group {
            let targets = wanted.iter().filter_map(Wanted::target);
            targets.into_iter().try_for_each(|target| self.judge(attempt, target))?;
        }
        let limited = wanted.iter().map(|wanted| wanted.slot);
        let mut limited: Slots = limited.filter(|it| self.budgets.limits(*it)).collect();
        limited.dedup();
        if limited.is_empty() {
            return Ok(());
        }
        let budget = &attempt.view.state.budget;
        match self.budgets.spend(&self.policy, &limited, budget, attempt.now) {
            Ok(spent) => spent.map_err(|until| Denied::wait(Reason::OverBudget, until)),
            Err(error) => {
                log::error!("an access is denied because it cannot be counted: {error}");
                Err(Denied::of(Reason::LogUnavailable))
            }
        }
    }

    fn observes(&self, request: &Request) -> bool {
        request.purpose.is_some_and(|purpose| self.observe.contains(&purpose))
    }

    fn lets_through(&self, request: &Request, reason: Reason) -> bool {
        let never = [Reason::GateFault, Reason::UndeclaredResource, Reason::LogUnavailable];
        self.observes(request) && !never.contains(&reason)
    }

    fn register(self: &Arc<Self>, attempt: &Attempt<'_>, wanted: &[Wanted]) -> Group {
        let group = self.registry.number();
        let limit = self.rules(&attempt.request).and_then(|rules| rules.limit);
        let lease = |wanted: &Wanted| {
            let target = Target::Held(wanted.resource, wanted.scopes, wanted.once);
            let request = Request { target, ..attempt.request };
            let id = self.registry.number();
            let mut cell = Cell::new(id, request, attempt.view.subject, attempt.now.boot);
            cell.group = group;
            cell.optional = wanted.optional;
            cell.resource = wanted.resource;
            cell.scopes = wanted.scopes;
            cell.max_hold = limit.and_then(|limit| limit.max_hold);
            cell.observed = self.observes(&attempt.request);
            let cell = Arc::new(cell);
            self.registry.insert(Arc::clone(&cell));
            self.worker.stay_awake();
            Lease { cell, gate: Arc::clone(self) }
        };
        wanted.iter().map(lease).collect()
    }

    /// A lease that was never given: its end is not logged.
    fn forget(&self, lease: &Lease) {
        lease.cell.end(LeaseEnd::GateFault);
        self.registry.remove(lease.cell.id);
    }

    /// Something may have changed between the decision and the record: then the leases are judged
    /// again, and a lease that no longer stands is not handed out.
    fn look_again(&self, attempt: &Attempt<'_>, leases: Group) -> Result<Group, Denied> {
        self.refresh();
        if Arc::ptr_eq(&attempt.view, &self.view.load()) {
            return Ok(leases);
        }
        self.judge_leases();
        let ended = leases.iter().any(|lease| !lease.live() && !lease.cell.optional);
        if !ended {
            return Ok(leases);
        }
        let now = decide(&self.policy, &self.view.load().state, &attempt.request, self.now().wall);
        Err(now.err().unwrap_or(Denied::next(Reason::ConsentWithdrawn, Step::WaitForUser)))
    }
}
