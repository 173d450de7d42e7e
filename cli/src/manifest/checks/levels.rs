//! Permissions that are asked for at more API levels than they are of use.

use menshen::System;

use super::spoken;
use crate::manifest::permissions::permission;
use crate::manifest::{Case, Finding, Severity};

pub(crate) const RULE: &str = "max-sdk";

pub(crate) fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    for asked in &case.app.asked {
        let Some(permission) = permission(System::Android, &asked.name) else { continue };
        let Some(last) = case.justified_to(permission) else { continue };
        let asked_to = case.app.top().min(*asked.levels.end());
        if permission.harmless || asked_to <= last || spoken(found, &asked.name) {
            continue;
        }
        found.push(
            Finding::about(RULE, Severity::Warning, asked)
                .purposes(&case.purposes_for(permission))
                .says(
                    format!("“{}”只在 API {last} 及以下有用，却一直申请。", permission.title.zh),
                    format!(
                        "To {} is of use up to API {last} only, but it is asked for beyond.",
                        permission.title.en
                    ),
                )
                .fix(
                    format!("加上 android:maxSdkVersion=\"{last}\"。"),
                    format!("Add android:maxSdkVersion=\"{last}\"."),
                ),
        );
    }
}
