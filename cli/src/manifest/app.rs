//! What the manifests of one platform ask for, merged.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use menshen::System;

/// An app, as its manifests describe it on one platform.
pub(crate) struct App {
    pub(crate) system: System,
    /// The API levels that it is judged at.
    pub(crate) levels: RangeInclusive<u16>,
    /// The files as they were given; a [`Place`] counts them.
    pub(crate) files: Vec<String>,
    /// Where what is missing would stand.
    pub(crate) root: Place,
    /// Each permission once, by its first place.
    pub(crate) asked: Vec<Asked>,
    /// Permissions that the app defines itself.
    pub(crate) own: BTreeSet<String>,
    /// The types of its foreground services, or the background modes of its abilities.
    pub(crate) modes: BTreeSet<String>,
    /// The hardware of which it says whether it must be there.
    pub(crate) features: BTreeSet<String>,
    /// Where its data is let into backups without saying which.
    pub(crate) backup: Option<Place>,
}

/// A line of one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) line: usize,
}

/// A permission that the app asks for.
pub(crate) struct Asked {
    pub(crate) name: String,
    /// Every line that asks for it, the decisive first.
    pub(crate) places: Vec<Place>,
    /// The API levels at which it is asked for.
    pub(crate) levels: RangeInclusive<u16>,
    /// `usesPermissionFlags="neverForLocation"`.
    pub(crate) never_for_location: bool,
    /// What HarmonyOS modules say about it, one for each place.
    pub(crate) entries: Vec<Entry>,
}

/// An entry of `requestPermissions`.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) place: Place,
    pub(crate) reason: Option<String>,
    pub(crate) scene: Option<Scene>,
}

/// Its `usedScene`.
#[derive(Clone, Default)]
pub(crate) struct Scene {
    pub(crate) abilities: bool,
    pub(crate) when: Option<String>,
}

impl App {
    /// An app without a manifest yet.
    pub(crate) fn asking_nothing(system: System, levels: RangeInclusive<u16>) -> App {
        App {
            system,
            levels,
            files: Vec::new(),
            root: Place { file: 0, line: 1 },
            asked: Vec::new(),
            own: BTreeSet::new(),
            modes: BTreeSet::new(),
            features: BTreeSet::new(),
            backup: None,
        }
    }

    pub(crate) fn asked(&self, name: &str) -> Option<&Asked> {
        self.asked.iter().find(|it| it.name == name)
    }

    /// Whether it has a permission at an API level.
    pub(crate) fn has(&self, name: &str, level: u16) -> bool {
        self.asked(name).is_some_and(|it| it.levels.contains(&level))
    }

    pub(crate) fn top(&self) -> u16 {
        *self.levels.end()
    }

    /// `file:line`, for people and their editors.
    pub(crate) fn at(&self, place: Place) -> String {
        let file = self.files.get(place.file).map_or("", String::as_str);
        format!("{file}:{}", place.line)
    }
}

impl Asked {
    pub(crate) fn place(&self) -> Place {
        self.places.first().copied().unwrap_or_default()
    }
}
