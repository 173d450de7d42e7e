//! Use beyond the foreground: perceptible only while the matching service or task runs.

use menshen::{Resource, System};

use super::{missing, named};
use crate::manifest::{Case, Finding, Severity};

pub(crate) const RULE: &str = "perceptible-service";

/// A resource, the API level from which the system insists, the modes of which one is declared.
type Mode = (Resource, u16, &'static [&'static str]);

/// Source: "Foreground service types" on developer.android.com.
const ANDROID: &[Mode] = &[
    (Resource::Location, 29, &["location"]),
    (Resource::Camera, 30, &["camera"]),
    (Resource::Microphone, 30, &["microphone"]),
];

/// Source: "长时任务(ArkTS)" on developer.huawei.com.
const HARMONY: &[Mode] = &[
    (Resource::Location, 12, &["location"]),
    (Resource::Microphone, 12, &["audioRecording", "voip", "avPlaybackAndRecord"]),
];

pub(crate) fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    for missing in case.missing().iter().filter(|it| it.service) {
        found.push(missing::finding(RULE, case, missing));
    }
    let modes = match case.app.system {
        System::Android => ANDROID,
        System::Harmony => HARMONY,
    };
    for (resource, from, modes) in modes.iter().filter(|(_, from, _)| case.app.top() >= *from) {
        let purposes = case.beyond_foreground(*resource);
        if purposes.is_empty() || modes.iter().any(|mode| case.app.modes.contains(*mode)) {
            continue;
        }
        let (zh, en) = named(&purposes);
        let finding = Finding::new(RULE, Severity::Error, case.app.root).purposes(&purposes).says(
            format!(
                "{zh}可在前台服务或长时任务中使用 `{resource}`，但清单没有声明这种类型（API \
                 {from} 起要求）。"
            ),
            format!(
                "{en} may use the `{resource}` while a matching service or task runs, but none \
                 of this type is declared (a must from API {from} on)."
            ),
        );
        found.push(advice(finding, case.app.system, modes));
    }
}

fn advice(finding: Finding, system: System, modes: &[&str]) -> Finding {
    let mode = modes.first().copied().unwrap_or_default();
    match system {
        System::Android => finding.fix(
            format!(
                "在做这件事的 <service> 上加 android:foregroundServiceType=\"{mode}\"；只在前\
                 台使用，就改政策的 context。"
            ),
            format!(
                "Give the <service> that does it android:foregroundServiceType=\"{mode}\", or \
                 say `foreground` in the policy."
            ),
        ),
        System::Harmony => finding.fix(
            format!(
                "在相应 ability 的 backgroundModes 里加 \"{mode}\"；只在前台使用，就改政策的 \
                 context。"
            ),
            format!(
                "Add \"{mode}\" to the backgroundModes of the ability that does it, or say \
                 `foreground` in the policy."
            ),
        ),
    }
}
