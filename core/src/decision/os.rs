//! What the operating system permits, per scope bit.

use super::denied::{Refusals, every_bit};
use super::{Case, Denied, Verdict};
use crate::time::Time;
use crate::words::{OsGrant, Platform, Reason, Requirement, Resource, Scopes, Step};

/// Checks what the system permits for each of `scopes`.
pub(super) fn check(case: &Case<'_>, resource: Resource, scopes: Scopes) -> Verdict {
    let check = |bit: u8| bit_check(case, case.state.os.get(resource, bit));
    every_bit(scopes, check, Reason::OsNotAsked, Reason::OsScope)
}

fn bit_check(case: &Case<'_>, state: OsState) -> Verdict {
    let when_tapped = |reason, step| match case.request.user_initiated {
        true => Denied::next(reason, step),
        false => Denied::next(reason, Step::WaitForUser),
    };
    Err(match state.grant {
        OsGrant::NotNeeded | OsGrant::Granted => return Ok(()),
        OsGrant::SwitchedOff => when_tapped(Reason::OsSwitchedOff, Step::OpenOsSwitch),
        OsGrant::Restricted => Denied::of(Reason::OsRestricted),
        OsGrant::PermanentlyDenied => {
            when_tapped(Reason::OsPermanentlyDenied, Step::OpenOsSettings)
        }
        OsGrant::Denied | OsGrant::Reduced => {
            state.refusals.throttled(case, Reason::OsDenied, Step::RequestOs)
        }
        OsGrant::NotAsked => Denied::next(Reason::OsNotAsked, Step::RequestOs),
    })
}

/// What the system permits for one scope bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OsState {
    /// The grant. In an [`OsTable`] never `reduced`: that is granted for some bits, denied for others.
    pub grant: OsGrant,
    pub(crate) refusals: Refusals,
}

impl OsState {
    /// A grant; a denial that happened `times` times, last `at`.
    pub fn new(grant: OsGrant, at: Time, times: u32) -> OsState {
        OsState { grant, refusals: Refusals { times: times.max(1), last: at } }
    }

    fn plain(grant: OsGrant) -> OsState {
        OsState { grant, refusals: Refusals::default() }
    }
}

/// What was reported for a resource, or for one scope of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OsEntry {
    /// The resource.
    pub resource: Resource,
    /// One scope, or `None` for the resource as a whole.
    pub scope: Option<Scopes>,
    /// What was reported.
    pub state: OsState,
}

/// What the system permits, for every scope of every resource.
#[derive(Debug, Clone)]
pub struct OsTable(Box<[[OsState; Scopes::MAX]; Resource::ALL.len()]>);

impl Default for OsTable {
    /// Nothing was asked.
    fn default() -> OsTable {
        OsTable::new(&[], None)
    }
}

impl OsTable {
    /// The table for what was reported. A scope's own entry beats what the lattice implies, and
    /// that beats the resource's; a resource that is switched off as a whole beats all. What was
    /// not reported is not asked, unless the platform asks nothing for it.
    pub fn new(entries: &[OsEntry], platform: Option<Platform>) -> OsTable {
        let row = |number: usize| match Resource::from_number(number as u8) {
            Some(resource) => Entries { resource, entries, platform }.row(),
            None => [OsState::plain(OsGrant::NotAsked); Scopes::MAX],
        };
        OsTable(Box::new(std::array::from_fn(row)))
    }

    /// What is permitted for a scope bit.
    pub fn get(&self, resource: Resource, bit: u8) -> OsState {
        let row = self.0.get(usize::from(resource.number()));
        let state = row.and_then(|row| row.get(usize::from(bit)));
        state.copied().unwrap_or(OsState::plain(OsGrant::NotAsked))
    }
}

/// The entries of one resource.
struct Entries<'a> {
    resource: Resource,
    entries: &'a [OsEntry],
    platform: Option<Platform>,
}

impl Entries<'_> {
    fn row(&self) -> [OsState; Scopes::MAX] {
        std::array::from_fn(|bit| self.state(Scopes::bit(bit as u8)))
    }

    fn state(&self, bit: Scopes) -> OsState {
        let whole = self.of(None);
        if let Some(off) = whole.filter(|state| state.grant == OsGrant::SwitchedOff) {
            return off;
        }
        let direct = self.of(Some(bit)).map(|state| self.resolved(state, bit));
        direct
            .or_else(|| self.implied(bit))
            .or_else(|| whole.map(|state| self.resolved(state, bit)))
            .unwrap_or_else(|| self.unreported(bit))
    }

    /// The latest entry for exactly this scope.
    fn of(&self, scope: Option<Scopes>) -> Option<OsState> {
        let fits = |entry: &&OsEntry| entry.resource == self.resource && entry.scope == scope;
        self.entries.iter().rfind(fits).map(|entry| entry.state)
    }

    /// What the entry of another scope implies: a grant closes downward, a denial upward.
    fn implied(&self, bit: Scopes) -> Option<OsState> {
        let others = (0..8).map(Scopes::bit).filter(|other| *other != bit);
        let mut entries = others.filter_map(|other| Some((other, self.of(Some(other))?)));
        entries.find_map(|(other, state)| {
            let down = other.closed_down(self.resource).contains(bit);
            let up = other.closed_up(self.resource).contains(bit);
            match state.grant {
                OsGrant::Reduced if down => Some(self.resolved(state, bit)),
                OsGrant::Reduced if up => {
                    let own = self.resolved(state, other);
                    (own.grant == OsGrant::Denied).then_some(own)
                }
                OsGrant::NotAsked | OsGrant::Reduced => None,
                grant if grant.permits() => down.then_some(state),
                _ => up.then_some(state),
            }
        })
    }

    fn resolved(&self, state: OsState, bit: Scopes) -> OsState {
        let bit = bit.iter().next().unwrap_or_default();
        OsState { grant: state.grant.for_bit(self.resource, bit), ..state }
    }

    fn unreported(&self, bit: Scopes) -> OsState {
        let requirement = self.platform.map(|platform| platform.requirement(self.resource, bit));
        OsState::plain(match requirement {
            Some(Requirement::None | Requirement::Picker | Requirement::Component) => {
                OsGrant::NotNeeded
            }
            Some(Requirement::Permission | Requirement::Special) | None => OsGrant::NotAsked,
        })
    }
}
