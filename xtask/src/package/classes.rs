//! The library's compiled classes.

use std::fs;

use crate::command::{self, command};
use crate::failure::Failure;

use super::{Files, read_folder, source};

/// Compiled anew, so that nothing is left of what was removed.
pub(super) fn compile() -> Result<Files, Failure> {
    let classes = source("target/classes");
    if classes.exists() {
        fs::remove_dir_all(&classes).map_err(Failure::file(&classes))?;
    }
    command::run(&mut command(
        "mvn --quiet --batch-mode -Dstyle.color=never --file bindings/android/pom.xml \
         --projects library compile",
    ))?;
    read_folder(&classes)
}
