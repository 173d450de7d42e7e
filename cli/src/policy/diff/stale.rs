//! Whose consent goes stale: what the gate will ask of a subject who accepted the old version.

use menshen::policy::{PolicyFile, Purpose};
use menshen::{Basis, ConsentKind, Policy, Resource, Scopes};

/// What becomes of a subject who accepted the old version.
pub(super) struct Stale<'p> {
    /// Denied until the policy is accepted anew, in the order of the new file.
    pub(super) outdated: Vec<&'p Purpose>,
    /// Consents to outdated purposes that end when the policy is accepted anew.
    pub(super) ending: Vec<Ending<'p>>,
    /// Purposes that go on as before.
    pub(super) unaffected: Vec<&'p Purpose>,
    /// Purposes that are no longer declared: denied, whatever was consented to.
    pub(super) gone: Vec<&'p Purpose>,
}

/// A consent of one kind that ends.
pub(super) struct Ending<'p> {
    pub(super) purpose: &'p Purpose,
    /// None for a purpose without a resource.
    pub(super) scopes: Option<(Resource, Scopes)>,
    pub(super) kind: ConsentKind,
}

impl<'p> Stale<'p> {
    /// Reads it off the new version with its changes recorded.
    pub(super) fn new(old: &'p Policy, new: &'p Policy) -> Stale<'p> {
        let outdated = |it: &&Purpose| new.is_outdated(&it.id, old.version());
        let (outdated, unaffected): (Vec<&Purpose>, Vec<&Purpose>) =
            new.file().purposes.iter().partition(outdated);
        let ending = outdated.iter().filter_map(|now| Some((old.purpose(&now.id)?, *now)));
        let ending = ending.flat_map(|(before, now)| endings(before, now)).collect();
        Stale { ending, outdated, unaffected, gone: gone(old.file(), new) }
    }
}

fn gone<'p>(old: &'p PolicyFile, new: &Policy) -> Vec<&'p Purpose> {
    old.purposes.iter().filter(|purpose| new.purpose(&purpose.id).is_none()).collect()
}

/// The consents that a subject may have given to both versions, and that were asked for.
fn endings<'p>(before: &Purpose, now: &'p Purpose) -> Vec<Ending<'p>> {
    if now.needs.is_empty() && before.needs.is_empty() {
        let asked = asked(now.basis, now.consent);
        return asked.map(|kind| Ending { purpose: now, scopes: None, kind }).into_iter().collect();
    }
    let mut endings = Vec::new();
    for resource in Resource::ALL {
        let both = before.declared(*resource) & now.declared(*resource);
        for kind in [ConsentKind::InContext, ConsentKind::Separate] {
            let of_kind = |bit: &Scopes| kind_of(now, *resource, *bit) == Some(kind);
            let bits = both.iter().map(Scopes::bit).filter(of_kind);
            let scopes = bits.fold(Scopes::NONE, |all, bit| all | bit);
            if !scopes.is_empty() {
                endings.push(Ending { purpose: now, scopes: Some((*resource, scopes)), kind });
            }
        }
    }
    endings
}

fn kind_of(purpose: &Purpose, resource: Resource, bit: Scopes) -> Option<ConsentKind> {
    let need = purpose.governing(resource, bit)?;
    asked(need.basis(purpose), need.consent(purpose))
}

/// The kind, if the subject is asked at all.
fn asked(basis: Basis, kind: ConsentKind) -> Option<ConsentKind> {
    (basis == Basis::Consent && kind != ConsentKind::Policy).then_some(kind)
}
