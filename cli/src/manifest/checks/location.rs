//! The position: its permissions go together, and only as far as the policy says.

use menshen::{Resource, System};

use crate::manifest::app::Asked;
use crate::manifest::permissions::permission;
use crate::manifest::{Case, Finding, Severity};

pub(crate) const COARSE: &str = "coarse-location";
pub(crate) const BACKGROUND: &str = "background-location";
pub(crate) const NEVER: &str = "never-for-location";

struct Names {
    coarse: &'static str,
    fine: &'static str,
    background: &'static str,
    /// The API level from which the fine one takes the coarse one along.
    together: u16,
}

fn names(system: System) -> Names {
    match system {
        System::Android => Names {
            coarse: "android.permission.ACCESS_COARSE_LOCATION",
            fine: "android.permission.ACCESS_FINE_LOCATION",
            background: "android.permission.ACCESS_BACKGROUND_LOCATION",
            together: 31,
        },
        System::Harmony => Names {
            coarse: "ohos.permission.APPROXIMATELY_LOCATION",
            fine: "ohos.permission.LOCATION",
            background: "ohos.permission.LOCATION_IN_BACKGROUND",
            together: 12,
        },
    }
}

pub(crate) fn coarse(case: &Case<'_>, found: &mut Vec<Finding>) {
    let Names { coarse, fine, together, .. } = names(case.app.system);
    let alone = |level| case.app.has(fine, level) && !case.app.has(coarse, level);
    let (Some(asked), Some(row)) = (case.app.asked(fine), permission(case.app.system, fine)) else {
        return;
    };
    let last = case.justified_to(row).unwrap_or_default();
    if !(together..=last).any(alone) {
        return;
    }
    found.push(
        Finding::about(COARSE, Severity::Error, asked)
            .lacking(coarse)
            .says(
                format!("API {together} 起，精确位置必须和大致位置一起申请，否则系统不理会。"),
                format!(
                    "From API {together} on the precise position must be asked for together with \
                     the approximate one; alone it is ignored."
                ),
            )
            .fix(format!("加上 {coarse}。"), format!("Ask for {coarse} too.")),
    );
}

pub(crate) fn background(case: &Case<'_>, found: &mut Vec<Finding>) {
    let Names { coarse, fine, background, .. } = names(case.app.system);
    let Some(asked) = case.app.asked(background) else { return };
    let Some(row) = permission(case.app.system, background) else { return };
    let purposes = case.purposes_for(row);
    let foreground = case.app.asked(coarse).or_else(|| case.app.asked(fine)).is_some();
    match (purposes.is_empty(), foreground) {
        (true, _) => found.push(undeclared(asked)),
        (false, false) => found.push(alone(asked, coarse).purposes(&purposes)),
        _ => {}
    }
}

fn undeclared(asked: &Asked) -> Finding {
    Finding::about(BACKGROUND, Severity::Error, asked)
        .says(
            "政策没有任何用途声明 location:background。",
            "No purpose of the policy declares location:background.",
        )
        .fix(
            "删除这项权限；确需在后台定位时，先在政策中写明，并在前台定位获准之后单独申请。",
            "Remove it. If the app does locate in the background, declare that first, and ask in \
             a step of its own once the foreground is granted.",
        )
}

fn alone(asked: &Asked, coarse: &str) -> Finding {
    Finding::about(BACKGROUND, Severity::Error, asked)
        .says(
            "没有前台位置权限，后台位置权限无法获准。",
            "Without a permission for the foreground this one is never granted.",
        )
        .fix(
            format!("加上 {coarse}，先申请它，获准之后再单独申请后台位置。"),
            format!(
                "Ask for {coarse}, and for this one in a step of its own once that is granted."
            ),
        )
}

pub(crate) fn never_for_location(case: &Case<'_>, found: &mut Vec<Finding>) {
    let scan = "android.permission.BLUETOOTH_SCAN";
    let needed = permission(System::Android, scan).and_then(|scan| case.justified_to(scan));
    let Some(asked) = case.app.asked(scan).filter(|it| !it.never_for_location) else { return };
    if needed.is_none() || case.needs_of(Resource::Location).next().is_some() {
        return;
    }
    found.push(
        Finding::about(NEVER, Severity::Warning, asked)
            .says(
                "政策没有声明位置，而蓝牙扫描结果可以推断位置；不加标记，系统就把扫描当作定位。",
                "The policy declares no location, and what a Bluetooth scan finds tells where the \
                 user is: without the flag the system takes it for that.",
            )
            .fix(
                "加上 android:usesPermissionFlags=\"neverForLocation\"。",
                "Add android:usesPermissionFlags=\"neverForLocation\".",
            ),
    );
}
