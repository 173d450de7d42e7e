//! The audit's scripted logs, written by the real writer and judged by the real command.
#![cfg(test)]

mod baseline;
#[path = "../../src/audit/tests/catalogue.rs"]
mod catalogue;
mod docs;
mod found;
mod junit;
mod on_disk;
mod options;
mod sarif;
mod schema;
#[path = "../../src/audit/tests/script.rs"]
#[allow(dead_code, reason = "the unit tests use all of it")]
mod script;
mod spoil;

use on_disk::Folder;
use script::{CAMERA, Script};

const POLICY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");

/// A log with a violation for which nobody is asked, and a warning.
fn bad_day() -> Script {
    let mut log = Script::installed();
    log.allow("qr-scan", Some(CAMERA), 0);
    log.deny(
        "qr-scan",
        Some((menshen::Resource::Phone, "number")),
        menshen::Reason::UndeclaredResource,
    );
    log
}

/// A folder with that log in it.
fn bad_folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write(&bad_day());
    folder
}
