//! An app and a policy, held against each other level by level.

use menshen::policy::{Item, Need, Purpose};
use menshen::{AppState, Policy, Resource};

use super::App;
use super::permissions::{Permission, permissions};

/// What is judged.
pub(crate) struct Case<'p> {
    pub(crate) policy: &'p Policy,
    pub(crate) app: &'p App,
}

/// A permission that purposes need and the app does not ask for.
pub(crate) struct Missing<'p> {
    pub(crate) permission: &'static Permission,
    /// The API levels, lowest first.
    pub(crate) levels: Vec<u16>,
    pub(crate) purposes: Vec<&'p Purpose>,
    /// Whether a purpose cannot do without.
    pub(crate) required: bool,
    /// Whether it is only for use beyond the foreground.
    pub(crate) service: bool,
}

/// What one need lacks at one level.
type Lack = (&'static Permission, bool);

impl<'p> Case<'p> {
    /// Every need, with the purpose it belongs to.
    pub(crate) fn needs(&self) -> impl Iterator<Item = (&'p Purpose, &'p Need)> {
        let purposes = self.policy.file().purposes.iter();
        purposes.flat_map(|purpose| {
            purpose.needs.iter().flat_map(Item::needs).map(move |need| (purpose, need))
        })
    }

    /// The needs of a resource.
    pub(crate) fn needs_of(
        &self,
        resource: Resource,
    ) -> impl Iterator<Item = (&'p Purpose, &'p Need)> {
        self.needs().filter(move |(_, need)| need.resource == resource)
    }

    /// The purposes that use a resource beyond the foreground.
    pub(crate) fn beyond_foreground(&self, resource: Resource) -> Vec<&'p Purpose> {
        let beyond = self
            .needs_of(resource)
            .filter(|(purpose, need)| need.context(purpose) == AppState::Perceptible);
        unique(beyond.map(|(purpose, _)| purpose))
    }

    /// The purposes that justify a permission at some level.
    pub(crate) fn purposes_for(&self, permission: &Permission) -> Vec<&'p Purpose> {
        let served = self.needs().filter(|(purpose, need)| {
            self.app.levels.clone().any(|level| permission.serves(need, purpose, level))
        });
        unique(served.map(|(purpose, _)| purpose))
    }

    /// The last level at which some need justifies a permission.
    pub(crate) fn justified_to(&self, permission: &Permission) -> Option<u16> {
        let serves = |level: &u16| {
            self.needs().any(|(purpose, need)| permission.serves(need, purpose, *level))
        };
        self.app.levels.clone().rev().find(serves)
    }

    /// What the policy needs and the app does not ask for, in the order of the table.
    pub(crate) fn missing(&self) -> Vec<Missing<'p>> {
        let mut missing: Vec<Missing<'p>> = Vec::new();
        for purpose in &self.policy.file().purposes {
            for item in &purpose.needs {
                for level in self.app.levels.clone() {
                    for lack in self.lacks(purpose, item, level) {
                        note(&mut missing, lack, purpose, item, level);
                    }
                }
            }
        }
        let table = permissions(self.app.system);
        missing.sort_by_key(|it| table.iter().position(|row| row.name == it.permission.name));
        missing
    }

    /// What an item lacks at a level: of alternatives, the one that lacks least speaks.
    fn lacks(&self, purpose: &Purpose, item: &Item, level: u16) -> Vec<Lack> {
        let lacks = item.needs().iter().map(|need| self.lacks_of(purpose, need, level));
        lacks.min_by_key(Vec::len).unwrap_or_default()
    }

    fn lacks_of(&self, purpose: &Purpose, need: &Need, level: u16) -> Vec<Lack> {
        let rows = permissions(self.app.system).iter();
        let lacking = rows.filter_map(|row| {
            let needed = row.needed_by(need, purpose, level)?;
            (!self.app.has(row.name, level)).then_some((row, needed.context.is_some()))
        });
        lacking.collect()
    }
}

fn note<'p>(
    missing: &mut Vec<Missing<'p>>,
    (permission, service): Lack,
    purpose: &'p Purpose,
    item: &Item,
    level: u16,
) {
    let required = !item.needs().iter().any(|need| need.optional);
    let at = missing.iter().position(|it| it.permission.name == permission.name);
    let at = at.unwrap_or_else(|| {
        let (levels, purposes) = (Vec::new(), Vec::new());
        missing.push(Missing { permission, levels, purposes, required, service });
        missing.len() - 1
    });
    let Some(known) = missing.get_mut(at) else { return };
    known.required |= required;
    known.service &= service;
    if !known.levels.contains(&level) {
        known.levels.push(level);
        known.levels.sort_unstable();
    }
    if !known.purposes.iter().any(|it| it.id == purpose.id) {
        known.purposes.push(purpose);
    }
}

/// Each purpose once, in the order of the policy.
fn unique<'p>(purposes: impl Iterator<Item = &'p Purpose>) -> Vec<&'p Purpose> {
    let mut all: Vec<&Purpose> = purposes.collect();
    all.dedup_by_key(|purpose| &purpose.id);
    all
}
