//! Records that no gate wrote, in all that `menshen log` makes of them.

use crate::choose;
use crate::command::Stage;

use super::segment::{NAME, mended};

/// Log, policy and a file to write to, in this order.
const COMMANDS: [&str; 9] = [
    "log show {} --tz utc",
    "log show {} --json --tz +08:00 --since 2h",
    "log stats {} --tz utc",
    "log stats {} --json --by hour --tz Asia/Shanghai",
    "log export {} --format csv",
    "log audit {} --policy {} --format sarif",
    "log audit {} --policy {} --format junit",
    "log report {} --policy {} --tz utc --force -o {}",
    "log report {} --policy {} --tz utc --for store --format markdown",
];

pub(super) fn run(bytes: &[u8]) {
    let Some((which, rest)) = choose(bytes) else { return };
    let Some(segment) = mended(rest) else { return };
    let stage = Stage::new();
    stage.file(NAME, &segment);
    let (policy, page) = (stage.policy(), stage.path().join("report.html"));
    let command = COMMANDS[usize::from(which) % COMMANDS.len()];
    stage.menshen(command, &[stage.path(), &policy, &page]);
}
