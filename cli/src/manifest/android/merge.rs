//! Several manifests as the build tools merge them: the app's first, it has the last word.

use std::collections::{HashMap, HashSet};

use super::parse::{Manifest, UsesPermission};
use crate::manifest::app::Asked;

/// The permissions that remain after merging, by their first place.
pub(super) fn asked(manifests: &[Manifest]) -> Vec<Asked> {
    let (mut asked, mut known) = (Vec::new(), HashMap::new());
    let mut removed = Removed::default();
    for manifest in manifests {
        let asking = manifest.permissions.iter().filter(|it| !it.removes && !removed.covers(it));
        for uses in asking {
            let Some(name) = &uses.name else { continue };
            let at = *known.entry(name).or_insert(asked.len());
            match asked.get_mut(at) {
                Some(known) => join(known, uses),
                None => asked.push(first(name, uses)),
            }
        }
        manifest.permissions.iter().filter(|it| it.removes).for_each(|it| removed.add(it));
    }
    asked
}

/// What files of higher priority keep out.
#[derive(Default)]
struct Removed<'m> {
    names: HashSet<&'m str>,
    all: bool,
}

impl<'m> Removed<'m> {
    fn add(&mut self, uses: &'m UsesPermission) {
        match &uses.name {
            Some(name) => drop(self.names.insert(name)),
            None => self.all = true,
        }
    }

    fn covers(&self, uses: &UsesPermission) -> bool {
        self.all || uses.name.as_ref().is_some_and(|name| self.names.contains(name.as_str()))
    }
}

fn first(name: &str, uses: &UsesPermission) -> Asked {
    Asked {
        name: name.to_owned(),
        places: vec![uses.place],
        levels: uses.min..=uses.max.unwrap_or(u16::MAX),
        never_for_location: uses.never_for_location,
        entries: Vec::new(),
    }
}

/// An attribute that a file of higher priority lacks is taken over from one that has it: a
/// library's `maxSdkVersion` takes the permission from the app at higher levels.
fn join(known: &mut Asked, uses: &UsesPermission) {
    known.places.push(uses.place);
    known.never_for_location |= uses.never_for_location;
    let min = uses.min.min(*known.levels.start());
    let max = match (*known.levels.end(), uses.max) {
        (u16::MAX, Some(max)) => max,
        (max, _) => max,
    };
    known.levels = min..=max;
}
