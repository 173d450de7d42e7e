//! A third-party SDK in two versions.

use std::collections::BTreeSet;

use menshen::policy::Sdk;
use menshen::{ChangeKind, SdkRole};

use super::difference::{Effect, Found, Touched};
use super::shown::Show;
use super::{field, purpose};

pub(super) fn compare(old: &Sdk, new: &Sdk, found: &mut Found<'_>) {
    found.wording(&field::NAME, (&old.name, &new.name));
    found.wording(&field::CATEGORY, (&old.category, &new.category));
    found.wording(&field::CLAUSE, (&old.clause, &new.clause));
    found.value(&field::COMPANY, (&old.company, &new.company), company);
    found.value(&field::ROLE, (&old.role, &new.role), |_, new| match new {
        SdkRole::Independent => Effect::Widens(ChangeKind::NewRecipient),
        SdkRole::Processor => Effect::Narrows,
    });
    purpose::data(&old.data, &new.data, found);
    purposes(old, new, found);
    found.wording(&field::METHOD, (&old.method, &new.method));
    found.wording(&field::PRIVACY_URL, (&old.privacy_url, &new.privacy_url));
    let packages = (old.packages.as_slice(), new.packages.as_slice());
    found.list(&field::PACKAGES, packages, |_| Effect::Rewords, Effect::Rewords);
}

/// Another company receives the data; naming one for the first time changes nobody.
fn company(old: &Option<String>, new: &Option<String>) -> Effect {
    match (old, new) {
        (Some(_), Some(_)) => Effect::Replaces(ChangeKind::NewRecipient),
        _ => Effect::Rewords,
    }
}

/// A purpose that the SDK joins is the only one touched.
fn purposes(old: &Sdk, new: &Sdk, found: &mut Found<'_>) {
    let joined = new.purposes.iter().filter(|id| !old.purposes.contains(id));
    for id in joined {
        let touched = Touched::These(BTreeSet::from([id.clone()]));
        let place = found.place.clone();
        Found { place, touched, all: found.all }.note(
            &field::PURPOSES,
            (None, id.shown()),
            Effect::Widens(ChangeKind::NewRecipient),
        );
    }
    for id in old.purposes.iter().filter(|id| !new.purposes.contains(id)) {
        found.note(&field::PURPOSES, (id.shown(), None), Effect::Narrows);
    }
}
