//! The policy as the decision reads it: names become numbers, overrides are resolved.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::file::{Item, Limit, Need, PolicyFile, Purpose};
use crate::version::Version;
use crate::words::{Age, AppState, Basis, ConsentKind, Resource, Scopes, SdkRole};

/// A checked policy, compiled for the decision.
#[derive(Debug)]
pub struct Policy {
    file: PolicyFile,
    /// First bytes of the file's SHA-256: tells accesses prepared for another policy.
    tag: u64,
    names: HashMap<String, PurposeId>,
    rules: Vec<Rules>,
    slots: Vec<Slot>,
}

/// A purpose of one policy, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PurposeId(pub(crate) u16);

/// A resource of a purpose, or a purpose without a resource, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SlotId(pub(crate) u16);

/// What a purpose declares.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) guests: bool,
    pub(crate) app: bool,
    /// Indices into the policy's SDKs.
    pub(crate) sdks: Vec<u16>,
    /// The newest material change that touches the purpose.
    pub(crate) changed: Option<Version>,
    pub(crate) limit: Option<Limit>,
    pub(crate) by_resource: [Option<SlotId>; Resource::ALL.len()],
    pub(crate) group: Group,
}

impl Rules {
    /// Whether a material change newer than the accepted version touches the purpose.
    pub(crate) fn is_outdated(&self, accepted: Version) -> bool {
        self.changed.is_some_and(|changed| changed > accepted)
    }

    /// The slot of a resource, if the purpose declares it.
    pub(crate) fn slot(&self, resource: Resource) -> Option<SlotId> {
        self.by_resource.get(usize::from(resource.number())).copied().flatten()
    }
}

/// What a purpose needs when it is asked for as a whole.
#[derive(Debug)]
pub(crate) enum Group {
    /// It has no needs: the purpose's own answer counts.
    Own(SlotId),
    /// Required items; each is one need, or several of which one suffices.
    Needs { required: Vec<Vec<(SlotId, Scopes)>>, optional: Vec<(SlotId, Scopes)> },
}

/// A resource of a purpose.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) purpose: PurposeId,
    /// `None` for a purpose without needs.
    pub(crate) resource: Option<Resource>,
    pub(crate) declared: Scopes,
    pub(crate) bits: [BitRule; Scopes::MAX],
}

/// What is declared for one scope bit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BitRule {
    pub(crate) basis: Basis,
    pub(crate) consent: ConsentKind,
    pub(crate) context: AppState,
}

impl Policy {
    pub(super) fn compile(file: PolicyFile, text: &str) -> Policy {
        let digest = Sha256::digest(text.as_bytes());
        let tag = digest.first_chunk().map_or(0, |first| u64::from_le_bytes(*first));
        let ids = file.purposes.iter().zip(0u16..);
        let names = ids.map(|(purpose, id)| (purpose.id.clone(), PurposeId(id))).collect();
        let mut policy = Policy { tag, names, rules: Vec::new(), slots: Vec::new(), file };
        for (purpose, id) in policy.file.purposes.iter().zip(0u16..) {
            let rules = Compiler {
                file: &policy.file,
                purpose,
                id: PurposeId(id),
                slots: &mut policy.slots,
            };
            policy.rules.push(rules.compile());
        }
        policy
    }

    /// The policy file.
    pub fn file(&self) -> &PolicyFile {
        &self.file
    }

    /// The policy's version.
    pub fn version(&self) -> Version {
        self.file.version
    }

    /// The purpose with this name.
    pub fn purpose_id(&self, name: &str) -> Option<PurposeId> {
        self.names.get(name).copied()
    }

    /// Whether a subject who accepted this version must accept the policy anew before the purpose:
    /// a material change newer than that touches it. Never for a purpose that is not declared.
    pub fn is_outdated(&self, purpose: &str, accepted: Version) -> bool {
        let rules = self.purpose_id(purpose).and_then(|id| self.rules(id));
        rules.is_some_and(|rules| rules.is_outdated(accepted))
    }

    /// What the file says of a purpose.
    pub fn purpose(&self, name: &str) -> Option<&Purpose> {
        self.purpose_id(name).and_then(|id| self.file.purposes.get(usize::from(id.0)))
    }

    pub(crate) fn purpose_of(&self, id: PurposeId) -> Option<&Purpose> {
        self.file.purposes.get(usize::from(id.0))
    }

    pub(crate) fn tag(&self) -> u64 {
        self.tag
    }

    pub(crate) fn rules(&self, id: PurposeId) -> Option<&Rules> {
        self.rules.get(usize::from(id.0))
    }

    pub(crate) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    pub(crate) fn slot(&self, id: SlotId) -> Option<&Slot> {
        self.slots.get(usize::from(id.0))
    }

    /// The slot of a purpose's resource, or of a purpose without needs.
    pub(crate) fn slot_for(&self, purpose: &str, resource: Option<Resource>) -> Option<SlotId> {
        let rules = self.rules(self.purpose_id(purpose)?)?;
        match (resource, &rules.group) {
            (Some(resource), _) => rules.slot(resource),
            (None, Group::Own(slot)) => Some(*slot),
            (None, Group::Needs { .. }) => None,
        }
    }

    /// The number of an SDK.
    pub(crate) fn sdk(&self, id: &str) -> Option<u16> {
        let index = self.file.sdks.iter().position(|sdk| sdk.id == id)?;
        u16::try_from(index).ok()
    }

    pub(crate) fn is_independent(&self, sdk: u16) -> bool {
        self.file.sdks.get(usize::from(sdk)).is_some_and(|sdk| sdk.role == SdkRole::Independent)
    }

    /// Whether a subject of this age needs a guardian's consent.
    pub fn needs_guardian(&self, age: Age) -> bool {
        match self.counted_age(age) {
            Age::Child => self.file.guardian_age > 0,
            Age::Teen => self.file.guardian_age > 14,
            Age::Adult | Age::Unknown => false,
        }
    }

    /// The band that a subject of this age counts as: never `unknown`.
    pub fn counted_age(&self, age: Age) -> Age {
        match age {
            Age::Unknown => self.file.unknown_age.unwrap_or(Age::Adult),
            known => known,
        }
    }
}

struct Compiler<'a> {
    file: &'a PolicyFile,
    purpose: &'a Purpose,
    id: PurposeId,
    slots: &'a mut Vec<Slot>,
}

impl Compiler<'_> {
    fn compile(mut self) -> Rules {
        let touching = self.file.changes.iter().filter(|it| it.purposes.touches(&self.purpose.id));
        let sdks = self.file.sdks.iter().zip(0u16..);
        let may_call = |id: &str| self.purpose.callers.iter().any(|caller| caller == id);
        Rules {
            guests: self.purpose.guests,
            app: may_call("app"),
            sdks: sdks.filter(|(sdk, _)| may_call(&sdk.id)).map(|(_, index)| index).collect(),
            changed: touching.map(|change| change.version).max(),
            limit: self.purpose.limit,
            by_resource: std::array::from_fn(|number| {
                Resource::from_number(number as u8).and_then(|resource| self.resource(resource))
            }),
            group: self.group(),
        }
    }

    fn resource(&mut self, resource: Resource) -> Option<SlotId> {
        let declared = self.purpose.declared(resource);
        let bits = std::array::from_fn(|bit| self.bit_rule(resource, Scopes::bit(bit as u8)));
        (!declared.is_empty()).then(|| self.push(Some(resource), declared, bits))
    }

    fn bit_rule(&self, resource: Resource, bit: Scopes) -> BitRule {
        let governing = self.purpose.governing(resource, bit);
        governing.map_or_else(
            || self.own_rule(),
            |need| BitRule {
                basis: need.basis(self.purpose),
                consent: need.consent(self.purpose),
                context: need.context(self.purpose),
            },
        )
    }

    fn own_rule(&self) -> BitRule {
        let Purpose { basis, consent, context, .. } = *self.purpose;
        BitRule { basis, consent, context }
    }

    fn group(&mut self) -> Group {
        if self.purpose.needs.is_empty() {
            let bits = [self.own_rule(); Scopes::MAX];
            return Group::Own(self.push(None, Scopes::bit(0), bits));
        }
        let slot = |need: &Need| {
            let mine =
                |slot: &Slot| slot.purpose == self.id && slot.resource == Some(need.resource);
            let index = self.slots.iter().position(mine).unwrap_or(usize::MAX);
            (SlotId(u16::try_from(index).unwrap_or(u16::MAX)), need.declared())
        };
        let is_optional = |item: &&Item| matches!(item, Item::Need(need) if need.optional);
        let (optional, required): (Vec<&Item>, Vec<&Item>) =
            self.purpose.needs.iter().partition(is_optional);
        Group::Needs {
            required: required.iter().map(|item| item.needs().iter().map(slot).collect()).collect(),
            optional: optional.iter().flat_map(|item| item.needs()).map(slot).collect(),
        }
    }

    fn push(
        &mut self,
        resource: Option<Resource>,
        declared: Scopes,
        bits: [BitRule; Scopes::MAX],
    ) -> SlotId {
        self.slots.push(Slot { purpose: self.id, resource, declared, bits });
        SlotId(u16::try_from(self.slots.len() - 1).unwrap_or(u16::MAX))
    }
}
