//! An app's build finds the package and all it depends on.

use std::path::Path;

use crate::command::{self, target};
use crate::failure::{Done, Failure};
use crate::maven;

use super::repository::{ARTIFACT, GROUP, VERSION};

/// What an app must end up with: ourselves, and the AAR of JNA, which has its native libraries.
const WANTED: [&str; 4] =
    ["menshen-android-", "jna-", "kotlin-stdlib-", "kotlinx-coroutines-android-"];

/// Resolves it with Maven from the folder that it was written to.
pub(super) fn resolve(repository: &Path, dir: &Path) -> Done {
    // A cache of its own: what Maven once saw of a version it never looks up again.
    let cache = target().join("package-cache");
    let own = cache.join(GROUP.replace('.', "/")).join(ARTIFACT);
    if own.exists() {
        std::fs::remove_dir_all(&own).map_err(Failure::file(&own))?;
    }
    let found = dir.join("resolved");
    let mut maven = maven::copy_dependencies("tests/package/android/pom.xml", &found);
    maven.arg("--strict-checksums").arg(format!("-Dmaven.repo.local={}", cache.display()));
    maven.arg(format!("-Dmenshen.repository={}", repository.display()));
    command::run(maven.arg(format!("-Dmenshen.version={VERSION}")))?;
    WANTED.iter().try_for_each(|start| has(&found, start))
}

fn has(folder: &Path, start: &str) -> Done {
    let entries = folder.read_dir().map_err(Failure::file(folder))?;
    let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let found = names.any(|name| name.starts_with(start));
    if found {
        Ok(())
    } else {
        Err(Failure::new(format!("who depends on {ARTIFACT} does not get {start}*")))
    }
}
