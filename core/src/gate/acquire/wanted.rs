//! What an access comes down to: resources, scopes, and which of several alternatives.

use smallvec::SmallVec;

use super::Attempt;
use crate::decision::{Request, Target};
use crate::gate::Inner;
use crate::policy::{Group, Rules, SlotId};
use crate::words::{Resource, Scopes};

/// What an access comes down to: mostly one resource, for which nothing is allocated.
pub(super) type AllWanted = SmallVec<[Wanted; 1]>;

/// One resource that an access comes down to.
pub(super) struct Wanted {
    pub(super) slot: SlotId,
    pub(super) resource: Option<Resource>,
    pub(super) scopes: Scopes,
    pub(super) optional: bool,
    /// The scopes whose grant for one access it has used up.
    pub(super) once: Scopes,
}

impl Wanted {
    /// What is asked for, unless it is a purpose without a resource.
    pub(super) fn target(&self) -> Option<Target> {
        self.resource.map(|resource| Target::Use(resource, self.scopes))
    }
}

impl Inner {
    pub(super) fn rules(&self, request: &Request) -> Option<&Rules> {
        self.policy.rules(request.purpose?)
    }

    pub(super) fn wanted_use(&self, request: &Request) -> AllWanted {
        let Some(rules) = self.rules(request) else { return AllWanted::new() };
        let wanted = match (request.target, &rules.group) {
            (Target::Use(resource, scopes), _) => {
                let slot = rules.slot(resource);
                slot.map(|slot| self.want((slot, scopes.closed_down(resource)), false))
            }
            (_, Group::Own(slot)) => Some(self.want((*slot, Scopes::bit(0)), false)),
            (_, Group::Needs { .. }) => None,
        };
        wanted.into_iter().collect()
    }

    pub(super) fn wanted_group(&self, attempt: &Attempt<'_>) -> AllWanted {
        let Some(rules) = self.rules(&attempt.request) else { return AllWanted::new() };
        let Group::Needs { required, optional } = &rules.group else {
            return self.wanted_use(&attempt.request);
        };
        let passes = |need: &&(SlotId, Scopes)| {
            let target = self.want(**need, false).target();
            target.is_some_and(|target| self.judge(attempt, target).is_ok())
        };
        // Of several alternatives the first that passes; when none does, the group is denied anyway.
        let required = required.iter().filter_map(|item| item.iter().find(passes).or(item.first()));
        let required = required.map(|need| self.want(*need, false));
        let optional = optional.iter().filter(passes).map(|need| self.want(*need, true));
        required.chain(optional).collect()
    }

    fn want(&self, (slot, scopes): (SlotId, Scopes), optional: bool) -> Wanted {
        let resource = self.policy.slot(slot).and_then(|slot| slot.resource);
        Wanted { slot, resource, scopes, optional, once: Scopes::NONE }
    }
}
