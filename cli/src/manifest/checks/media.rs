//! Pictures and videos: the user may give some instead of all.

use menshen::System;

use crate::manifest::permissions::permission;
use crate::manifest::{Case, Finding, Severity};

pub(crate) const RULE: &str = "partial-media";

const SOME: &str = "android.permission.READ_MEDIA_VISUAL_USER_SELECTED";
const ALL: [&str; 2] =
    ["android.permission.READ_MEDIA_IMAGES", "android.permission.READ_MEDIA_VIDEO"];

pub(crate) fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    let needed = permission(System::Android, SOME).and_then(|some| case.justified_to(some));
    if needed.is_none() {
        return;
    }
    let all = ALL.into_iter().find(|name| case.app.has(name, case.app.top()));
    match (case.app.asked(SOME), all.and_then(|name| case.app.asked(name))) {
        (Some(some), None) => found.push(
            Finding::about(RULE, Severity::Error, some)
                .says(
                    "单独申请这项权限没有作用：它只是图片或视频权限的缩减方式。",
                    "Alone it does nothing: it is the reduced mode of the permissions for pictures \
                     and videos.",
                )
                .fix(
                    "用照片选择器（不需要权限）就删除它；否则加上 READ_MEDIA_IMAGES 或 \
                     READ_MEDIA_VIDEO。",
                    "Remove it and use the photo picker, which needs none, or ask for \
                     READ_MEDIA_IMAGES or READ_MEDIA_VIDEO too.",
                ),
        ),
        (None, Some(all)) => found.push(
            Finding::about(RULE, Severity::Warning, all)
                .lacking(SOME)
                .says(
                    "API 34 起用户可以只选部分照片；不申请这项权限，系统只能按兼容方式临时给出。",
                    "From API 34 on the user may select some pictures; without this permission the \
                     system only lends them for a while.",
                )
                .fix(format!("加上 {SOME}。"), format!("Ask for {SOME} too.")),
        ),
        _ => {}
    }
}
