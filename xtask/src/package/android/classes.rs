//! The library's compiled classes.

use std::fs;

use crate::command;
use crate::failure::Failure;
use crate::maven;

use super::source;
use crate::package::{Files, read_folder};

/// Compiled anew, so that nothing is left of what was removed.
pub(super) fn compile() -> Result<Files, Failure> {
    let classes = source("target/classes");
    if classes.exists() {
        fs::remove_dir_all(&classes).map_err(Failure::file(&classes))?;
    }
    let goals = "--quiet --projects library compile";
    command::run(&mut maven::maven("bindings/android/pom.xml", goals))?;
    read_folder(&classes)
}
