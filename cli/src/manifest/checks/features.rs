//! Hardware that a permission makes a must without saying so.

use super::shall_go;
use crate::manifest::{Case, Finding, Severity};

pub(crate) const RULE: &str = "implied-feature";

/// Source: "`<uses-feature>`, permissions that imply feature requirements" on developer.android.com.
const IMPLIED: &[(&str, &str)] = &[
    ("android.permission.CAMERA", "android.hardware.camera"),
    ("android.permission.RECORD_AUDIO", "android.hardware.microphone"),
    ("android.permission.ACCESS_COARSE_LOCATION", "android.hardware.location"),
    ("android.permission.ACCESS_FINE_LOCATION", "android.hardware.location"),
    ("android.permission.BLUETOOTH", "android.hardware.bluetooth"),
    ("android.permission.BLUETOOTH_ADMIN", "android.hardware.bluetooth"),
];

pub(crate) fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    let mut last = "";
    for (permission, feature) in IMPLIED {
        let Some(asked) = case.app.asked(permission) else { continue };
        let said = case.app.features.contains(*feature) || last == *feature;
        if said || shall_go(found, permission) {
            continue;
        }
        last = feature;
        found.push(
            Finding { permission: None, ..Finding::about(RULE, Severity::Warning, asked) }
                .says(
                    format!(
                        "申请这项权限意味着必须有 {feature}：没有该硬件的设备在商店里看不到应\
                         用。"
                    ),
                    format!(
                        "Asking for it makes {feature} a must: stores hide the app from devices \
                         without it."
                    ),
                )
                .fix(
                    format!(
                        "加上 <uses-feature android:name=\"{feature}\" \
                         android:required=\"false\"/>；确实必须有就写 true。"
                    ),
                    format!(
                        "Add <uses-feature android:name=\"{feature}\" \
                         android:required=\"false\"/>, or say true if it is meant."
                    ),
                ),
        );
    }
}
