//! The day, scene by scene: what the user taps and answers, and what the phone does.

mod afternoon;
mod morning;

use menshen::{Access, OsGrant, Resource};

use super::stage::Stage;
use crate::Failure;

type Scene = Result<(), Failure>;

/// Plays the day from the first start to the evening.
pub(super) fn play(stage: &mut Stage) -> Scene {
    for scene in [
        morning::first_start,
        morning::acceptance,
        morning::qr_scan,
        morning::humming,
        morning::sign_in,
        morning::record_video,
        morning::nearby,
        morning::friends,
        morning::clipboard,
        afternoon::live_microphone,
        afternoon::alarm_and_ringtone,
        afternoon::ticket_and_car,
        afternoon::shake_and_personalisation,
        afternoon::sdks,
        afternoon::camera_switched_off,
        afternoon::killed,
        afternoon::policy_update,
    ] {
        scene(stage)?;
    }
    Ok(())
}

fn tap(purpose: &str, resource: Resource, scope: &str) -> Result<Access, Failure> {
    Ok(Access::new(purpose, resource, [scope])?.user_initiated(true))
}

fn tap_all(purpose: &str) -> Access {
    Access::purpose_only(purpose).user_initiated(true)
}

/// The permission of a resource covers all of its scopes.
fn permission(stage: &Stage, resource: Resource, grant: OsGrant) -> Scene {
    let scopes: Vec<&str> = resource.scope_names().collect();
    Ok(stage.gate()?.os_changed(resource, &scopes, grant)?)
}
