//! What the policy needs, against what the app asks for.

use super::{named, span, spoken};
use crate::manifest::case::Missing;
use crate::manifest::{Case, Finding, Severity};

pub(crate) const RULE: &str = "not-declared";

pub(crate) fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    for missing in case.missing().iter().filter(|it| !it.service) {
        if !spoken(found, missing.permission.name) {
            found.push(finding(RULE, case, missing));
        }
    }
}

/// A permission is missing, altogether or at some levels.
pub(super) fn finding(rule: &'static str, case: &Case<'_>, missing: &Missing<'_>) -> Finding {
    let Missing { permission, levels, purposes, required, .. } = missing;
    let severity = if *required { Severity::Error } else { Severity::Warning };
    let (zh, en) = named(purposes);
    let (name, span) = (permission.name, span(levels));
    let finding = match case.app.asked(name) {
        Some(asked) => Finding::about(rule, severity, asked),
        None => Finding::new(rule, severity, case.app.root).lacking(name),
    };
    let (part, by) = if *required { ("", "by") } else { ("的可选部分", "optionally by") };
    let title = &permission.title;
    finding
        .purposes(purposes)
        .says(
            format!("{zh}{part}需要“{}”，清单在 API {span} 上没有申请。", title.zh),
            format!("Needed {by} {en} to {}, but not asked for at API {span}.", title.en),
        )
        .fix(
            format!("加上 {name}；不做这项功能，就从政策中去掉。"),
            format!("Ask for {name}, or take the need out of the policy."),
        )
}
