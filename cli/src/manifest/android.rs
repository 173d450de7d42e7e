//! Android manifests: `AndroidManifest.xml`, of the app and of its libraries.

mod merge;
mod parse;

use std::path::PathBuf;

use menshen::System;

use super::App;
use crate::Failure;
use parse::Manifest;

/// The API levels given on the command line; they beat those in the manifests.
#[derive(Clone, Copy)]
pub(crate) struct Sdk {
    pub(crate) min: Option<u16>,
    pub(crate) target: Option<u16>,
}

/// What apps mostly have: Gradle keeps it outside of the manifest.
const MIN: u16 = 24;
const TARGET: u16 = 35;

pub(super) fn read(paths: &[PathBuf], sdk: Sdk) -> Result<App, Failure> {
    let read = |(file, path): (usize, &PathBuf)| parse::manifest(path, file);
    let manifests: Vec<Manifest> = paths.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    let levels = levels(&manifests, sdk)?;
    let mut app = App {
        asked: merge::asked(&manifests),
        backup: manifests.first().and_then(|first| first.backup),
        root: manifests.first().map(|first| first.root).unwrap_or_default(),
        files: paths.iter().map(|path| path.display().to_string()).collect(),
        ..App::asking_nothing(System::Android, levels)
    };
    for manifest in manifests {
        app.own.extend(manifest.own);
        app.modes.extend(manifest.modes);
        app.features.extend(manifest.features);
    }
    Ok(app)
}

impl Sdk {
    /// What is not given is what apps mostly have.
    pub(crate) fn levels(self) -> Result<std::ops::RangeInclusive<u16>, Failure> {
        let (min, target) = (self.min.unwrap_or(MIN), self.target.unwrap_or(TARGET));
        match min <= target {
            true => Ok(min..=target),
            false => Err(Failure(format!(
                "the lowest API level, {min}, is above the target, {target}; see --min-sdk and \
                 --target-sdk"
            ))),
        }
    }
}

fn levels(manifests: &[Manifest], sdk: Sdk) -> Result<std::ops::RangeInclusive<u16>, Failure> {
    let min = sdk.min.or_else(|| manifests.iter().find_map(|it| it.sdk.min));
    let target = sdk.target.or_else(|| manifests.iter().find_map(|it| it.sdk.target));
    Sdk { min, target }.levels()
}
