//! Holds what an app's manifests ask of the system against what its policy declares.
//!
//! A manifest is read into an [`App`]: the permissions it asks for, merged over all files of a
//! platform, each with its places. The [`Case`] works out, level by level, what the purposes of the
//! policy need; each rule of [`RULES`] looks at both.

mod android;
mod app;
mod case;
mod checks;
mod file;
mod finding;
mod harmony;
pub(crate) mod permissions;
mod report;
mod rule;
mod rules;
mod suggest;

pub(crate) use app::App;
pub(crate) use case::Case;
pub(crate) use finding::{Finding, Severity};
pub(crate) use report::{as_json, as_text, permission_list};
pub(crate) use rule::Rule;
pub(crate) use rules::RULES;
pub(crate) use suggest::suggest;

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::Failure;

/// The API levels that a HarmonyOS app is judged at: the gate runs from 12 on.
pub(crate) const HARMONY: RangeInclusive<u16> = 12..=20;

/// The app that Android manifests describe, the app's own first.
pub(crate) fn read_android(files: &[PathBuf], sdk: android::Sdk) -> Result<App, Failure> {
    android::read(files, sdk)
}

/// The app that HarmonyOS modules describe.
pub(crate) fn read_harmony(files: &[PathBuf]) -> Result<App, Failure> {
    harmony::read(files)
}

pub(crate) use android::Sdk;

/// Every finding about an app, by file and line.
pub(crate) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.applies(case.app.system)) {
        (rule.check)(case, &mut found);
    }
    found.sort_by_key(|finding| finding.place);
    found
}
