//! A use of a resource: one scope of it, or several at once.

use menshen::policy::Need;
use menshen::{Resource, Scopes};

/// Scopes of a resource, without those that others of them imply.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) resource: Resource,
    pub(super) scopes: Scopes,
}

impl Use {
    pub(super) fn of(resource: Resource, scopes: Scopes) -> Use {
        let implied = |bit: &u8| {
            let others = scopes.without(Scopes::bit(*bit));
            others.closed_down(resource).has(*bit)
        };
        let implied =
            scopes.iter().filter(implied).fold(Scopes::NONE, |all, it| all | Scopes::bit(it));
        Use { resource, scopes: scopes.without(implied) }
    }

    pub(super) fn of_need(need: &Need) -> Use {
        let scopes = need.resource.scopes(need.scope.iter().map(String::as_str));
        Use::of(need.resource, scopes.unwrap_or_default())
    }

    /// Every single scope of a resource.
    pub(super) fn of_all(resource: Resource) -> impl Iterator<Item = Use> {
        Use { resource, scopes: resource.all_scopes() }.parts()
    }

    /// Its single scopes, with what they imply.
    pub(super) fn parts(self) -> impl Iterator<Item = Use> {
        let Use { resource, scopes } = self;
        let closed = scopes.closed_down(resource);
        let bits = (0..8).filter(move |bit| closed.has(*bit));
        bits.map(move |bit| Use { resource, scopes: Scopes::bit(bit) })
    }

    /// Its single scopes as they are named.
    pub(super) fn named(self) -> impl Iterator<Item = Use> {
        self.parts().filter(move |part| self.scopes.contains(part.scopes))
    }

    pub(super) fn is_joint(self) -> bool {
        self.scopes.bits().count_ones() > 1
    }

    /// The names of its scopes.
    pub(super) fn scope_names(self) -> Vec<&'static str> {
        self.resource.names(self.scopes)
    }

    /// The stable numbers of its resource and its scopes.
    pub(super) fn numbers(self) -> String {
        format!("{}, 0b{:b}", self.resource.number(), self.scopes.bits())
    }

    /// What its name is made from: `camera_preview`, `accessory_model_and_id`.
    pub(super) fn id(self) -> String {
        format!("{}_{}", self.resource, self.scope_names().join("_and_"))
    }
}
