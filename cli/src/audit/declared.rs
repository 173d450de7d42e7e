//! What the policy declares, looked up by the names that records use.

use menshen::log::Decision;
use menshen::policy::{Item, Need, Purpose, Sdk};
use menshen::{AppState, Basis, ConsentKind, Policy, Resource, Scopes, SdkRole, Version};

/// The policy, as the audit asks it. Worked out from the file, not from the gate's compiled form.
#[derive(Clone, Copy)]
pub(super) struct Declared<'p>(&'p Policy);

/// What is declared for one scope of a purpose's resource.
#[derive(Debug, Clone, Copy)]
pub(super) struct BitRule {
    pub(super) basis: Basis,
    pub(super) consent: ConsentKind,
    pub(super) context: AppState,
}

/// One resource that a decision let somebody use; none for a purpose without a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) resource: Option<Resource>,
    /// With what they imply.
    pub(super) scopes: Scopes,
    pub(super) lease: u64,
}

/// The bit that stands for a purpose without a resource.
pub(super) const OWN: Scopes = Scopes::bit(0);

impl<'p> Declared<'p> {
    pub(super) fn new(policy: &'p Policy) -> Declared<'p> {
        Declared(policy)
    }

    pub(super) fn policy(self) -> &'p Policy {
        self.0
    }

    pub(super) fn purpose(self, id: &str) -> Option<&'p Purpose> {
        self.0.purpose(id)
    }

    pub(super) fn sdk(self, id: &str) -> Option<&'p Sdk> {
        self.0.file().sdks.iter().find(|sdk| sdk.id == id)
    }

    /// The SDK that an answer must name to count for this caller: an independent one.
    pub(super) fn named(self, caller: &str) -> &'p str {
        let independent = |sdk: &&Sdk| sdk.role == SdkRole::Independent;
        self.sdk(caller).filter(independent).map_or("", |sdk| &sdk.id)
    }

    /// The newest material change that touches a purpose, up to the version of a record.
    pub(super) fn changed(self, purpose: &str, by: Version) -> Option<Version> {
        let changes = self.0.file().changes.iter();
        let touching = changes.filter(|it| it.version <= by && it.purposes.touches(purpose));
        touching.map(|change| change.version).max()
    }

    /// What a prompt or an answer is about: its scope, or all that the purpose declares.
    pub(super) fn covered(
        self,
        purpose: &str,
        scope: Option<(Resource, Scopes)>,
    ) -> Vec<(Option<Resource>, Scopes)> {
        if let Some((resource, scopes)) = scope {
            return vec![(Some(resource), scopes)];
        }
        let declared = |resource: &Resource| {
            Some((Some(*resource), scopes(self.purpose(purpose)?, *resource)?))
        };
        let all: Vec<_> = Resource::ALL.iter().filter_map(declared).collect();
        if all.is_empty() { vec![(None, OWN)] } else { all }
    }

    /// The resources that a decision is about, each once.
    pub(super) fn accesses(self, decision: &Decision<'_>) -> Vec<Access> {
        let mut all: Vec<Access> = Vec::new();
        for it in decision.uses.iter() {
            let scopes = it.scopes.closed_down(it.resource);
            match all.iter_mut().find(|access| access.resource == Some(it.resource)) {
                Some(access) => access.scopes = access.scopes | scopes,
                None => all.push(Access { resource: Some(it.resource), scopes, lease: it.lease }),
            }
        }
        let of_data = |purpose: &Purpose| purpose.needs.is_empty();
        if all.is_empty() && self.purpose(&decision.purpose).is_none_or(of_data) {
            all.push(Access { resource: None, scopes: OWN, lease: 0 });
        }
        all
    }
}

/// The scopes of a resource that a purpose declares, with what they imply.
pub(super) fn scopes(purpose: &Purpose, resource: Resource) -> Option<Scopes> {
    needs(purpose, resource).map(closure).reduce(|all, scopes| all | scopes)
}

/// What is declared for one bit: by the need that names it, else by one that implies it, else by
/// the purpose.
pub(super) fn bit_rule(purpose: &Purpose, resource: Option<Resource>, bit: u8) -> BitRule {
    let own = BitRule { basis: purpose.basis, consent: purpose.consent, context: purpose.context };
    let Some(resource) = resource else { return own };
    let naming = needs(purpose, resource).find(|need| named(need).has(bit));
    let governing = naming.or_else(|| needs(purpose, resource).find(|it| closure(it).has(bit)));
    governing.map_or(own, |need| BitRule {
        basis: need.basis(purpose),
        consent: need.consent(purpose),
        context: need.context(purpose),
    })
}

fn needs(purpose: &Purpose, resource: Resource) -> impl Iterator<Item = &Need> {
    let all = purpose.needs.iter().flat_map(Item::needs);
    all.filter(move |need| need.resource == resource)
}

fn named(need: &Need) -> Scopes {
    need.resource.scopes(need.scope.iter().map(String::as_str)).unwrap_or_default()
}

fn closure(need: &Need) -> Scopes {
    named(need).closed_down(need.resource)
}
