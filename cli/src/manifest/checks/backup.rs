//! The gate's folder stays on the device.

use crate::manifest::{Case, Finding, Severity};

pub(crate) const RULE: &str = "backup";

pub(crate) fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    let Some(place) = case.app.backup else { return };
    found.push(
        Finding::new(RULE, Severity::Warning, place)
            .says(
                "应用数据会进入备份，其中有同意记录和访问日志；换机恢复后，它们说的是另一台设备。",
                "The app's data goes into backups, the consents and the access log with it; \
                 restored, they speak of another device.",
            )
            .fix(
                "设 android:allowBackup=\"false\"，或用 dataExtractionRules 排除门神的目录。",
                "Say android:allowBackup=\"false\", or exclude the gate's folder with \
                 dataExtractionRules.",
            ),
    );
}
