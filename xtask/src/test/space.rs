//! Room on the disk: a full one lets steps fail in ways that do not say so.

use crate::command::root;

/// What a run of every step leaves behind, from a cold start.
const NEEDED: u64 = 8 << 30;

/// What to say before steps are run on a disk with little room.
pub(super) fn warning() -> Option<String> {
    let disk = rustix::fs::statvfs(root()).ok()?;
    warning_of(disk.f_bavail.saturating_mul(disk.f_frsize))
}

fn warning_of(free: u64) -> Option<String> {
    let gib = |bytes: u64| bytes >> 30;
    (free < NEEDED).then(|| {
        format!(
            "WARNING: {} GiB are free on this disk, and a first run takes about {}: steps may fail \
             for want of room. `cargo clean` frees what earlier builds left.",
            gib(free),
            gib(NEEDED)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_said_and_enough_is_not() {
        assert!(warning_of(NEEDED - 1).unwrap().contains("7 GiB are free"));
        assert_eq!(warning_of(NEEDED), None);
    }
}
