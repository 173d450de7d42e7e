//! Manifests of apps: Android's XML and HarmonyOS's JSON5.

use crate::choose;
use crate::command::Stage;

const HARMONY: u8 = 1;

pub(super) fn run(bytes: &[u8]) {
    let Some((how, rest)) = choose(bytes) else { return };
    let stage = Stage::new();
    let (policy, given) = (stage.policy(), stage.file("manifest", rest));
    let command = match how & HARMONY {
        0 => "policy manifest {} --android {} --json",
        _ => "policy manifest {} --harmony {} --json",
    };
    stage.menshen(command, &[&policy, &given]);
}
