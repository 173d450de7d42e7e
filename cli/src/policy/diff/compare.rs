//! Two versions of a policy, side by side.

use std::collections::BTreeSet;

use menshen::policy::{PolicyFile, Sdk};
use menshen::{Age, ChangeKind};

use super::difference::{Difference, Effect, Found, Place, Touched};
use super::shown::Show;
use super::{field, purpose, sdk};

/// Every difference, in the order of the new file; what it no longer has comes last.
pub(super) fn policies(old: &PolicyFile, new: &PolicyFile) -> Vec<Difference> {
    let mut all = Vec::new();
    whole(old, new, &mut Found { place: Place::Policy, touched: Touched::All, all: &mut all });
    purposes(old, new, &mut all);
    sdks(old, new, &mut all);
    all
}

fn whole(old: &PolicyFile, new: &PolicyFile, found: &mut Found<'_>) {
    found.wording(&field::TITLE, (&old.title, &new.title));
    found.wording(&field::EFFECTIVE, (&old.effective, &new.effective));
    found.value(&field::CONTROLLER, (&old.controller.name, &new.controller.name), |_, _| {
        Effect::Replaces(ChangeKind::Controller)
    });
    found.value(&field::CONTACT, (&old.controller.contact, &new.controller.contact), |_, _| {
        Effect::Replaces(ChangeKind::RightsChannel)
    });
    found.wording(&field::SOURCE, (&old.source.file, &new.source.file));
    found.wording(&field::SOURCE_HASH, (&old.source.sha256, &new.source.sha256));
    found.value(&field::GUARDIAN_AGE, (&old.guardian_age, &new.guardian_age), |old, new| {
        Effect::widens_if(new < old)
    });
    let unknown = |file: &PolicyFile| file.unknown_age.unwrap_or(Age::Adult);
    found.value(&field::UNKNOWN_AGE, (&unknown(old), &unknown(new)), |_, new| {
        Effect::widens_if(*new == Age::Adult)
    });
}

fn purposes(old: &PolicyFile, new: &PolicyFile, all: &mut Vec<Difference>) {
    for now in &new.purposes {
        let mut found = at_purpose(&now.id, all);
        match old.purposes.iter().find(|before| before.id == now.id) {
            Some(before) => purpose::compare(before, now, &mut found),
            None => {
                let added = Effect::Widens(ChangeKind::NewPurpose);
                found.note(&field::PURPOSE, (None, now.title.shown()), added);
            }
        }
    }
    for gone in old.purposes.iter().filter(|it| !has_purpose(new, &it.id)) {
        let lost = (gone.title.shown(), None);
        at_purpose(&gone.id, all).note(&field::PURPOSE, lost, Effect::Narrows);
    }
}

fn at_purpose<'a>(id: &str, all: &'a mut Vec<Difference>) -> Found<'a> {
    let touched = Touched::These(BTreeSet::from([id.to_owned()]));
    Found { place: Place::Purpose(id.to_owned()), touched, all }
}

fn sdks(old: &PolicyFile, new: &PolicyFile, all: &mut Vec<Difference>) {
    for now in &new.sdks {
        let touched = touched_by(now, new);
        let mut found = Found { place: Place::Sdk(now.id.clone()), touched, all };
        match old.sdks.iter().find(|before| before.id == now.id) {
            Some(before) => sdk::compare(before, now, &mut found),
            None => {
                let added = Effect::Widens(ChangeKind::NewRecipient);
                found.note(&field::SDK, (None, now.name.shown()), added);
            }
        }
    }
    for gone in old.sdks.iter().filter(|it| !new.sdks.iter().any(|now| now.id == it.id)) {
        let (place, touched) = (Place::Sdk(gone.id.clone()), Touched::These(BTreeSet::new()));
        let mut found = Found { place, touched, all };
        found.note(&field::SDK, (gone.name.shown(), None), Effect::Narrows);
    }
}

/// The purposes that an SDK takes part in. One that takes part in none is taken to touch all.
fn touched_by(sdk: &Sdk, file: &PolicyFile) -> Touched {
    let calling = file.purposes.iter().filter(|it| it.callers.contains(&sdk.id)).map(|it| &it.id);
    let part: BTreeSet<String> = sdk.purposes.iter().chain(calling).cloned().collect();
    if part.is_empty() { Touched::All } else { Touched::These(part) }
}

pub(super) fn has_purpose(file: &PolicyFile, id: &str) -> bool {
    file.purposes.iter().any(|purpose| purpose.id == id)
}
