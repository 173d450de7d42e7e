//! The ArkTS library and the sample: checked as HarmonyOS's own build does, and run in Node above the
//! real native library.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::codegen::tools;
use crate::command::{self, command, root, target};
use crate::failure::{Done, Failure};

const NODE: &str = "bindings/harmony/node";
const RECIPE: [&str; 2] =
    ["bindings/harmony/node/package.json", "bindings/harmony/node/package-lock.json"];
const SOURCES: [&str; 2] = ["bindings/harmony/library", "harmony-sample"];
const TESTS: [&str; 2] = ["bindings/harmony/test", "harmony-sample/test"];

/// The step: every source passes the compiler, the linter and what those do not see.
pub(crate) fn check() -> Done {
    let complaints = command::output(checker()?.args(SOURCES))?;
    if complaints.is_empty() { Ok(()) } else { Err(Failure::new(complaints)) }
}

/// The step: every test of the library and the sample.
pub(crate) fn test() -> Done {
    let library = build_library()?;
    // Reads the logs that the tests write.
    command::run(&mut command("cargo build --quiet --package menshen-cli"))?;
    let mut node = node(&format!("--test {} --test-reporter ./{NODE}/failures.cjs", several()))?;
    node.env("MENSHEN_NATIVE", library).env("MENSHEN_BIN", target().join("debug/menshen"));
    for folder in TESTS {
        node.args(test_files(&root().join(folder))?);
    }
    command::run(&mut node)
}

/// The tests wait for the disk most of the time, so several run at once where Node can be told so
/// (20.10).
fn several() -> &'static str {
    let flag = "--test-concurrency=4";
    if command::works(&mut command(&format!("node {flag} --version"))) { flag } else { "" }
}

/// The compiler and the linter for ArkTS files, which are its arguments.
pub(crate) fn checker() -> Result<Command, Failure> {
    node(&format!("{NODE}/check.cjs"))
}

/// Builds the native library in the dev profile, with a clock that tests can move; gives its path.
pub(crate) fn build_library() -> Result<PathBuf, Failure> {
    command::run(&mut command(
        "cargo build --quiet --package menshen-harmony --features test-clock",
    ))?;
    Ok(target().join("debug").join(format!("{DLL_PREFIX}menshen_harmony{DLL_SUFFIX}")))
}

/// Node, with the compiler of ArkTS and the SDK's declarations at hand.
pub(crate) fn node(arguments: &str) -> Result<Command, Failure> {
    let tools = tools::ready("arkts", &RECIPE, install)?;
    let mut node = command(&format!("node {arguments}"));
    node.env("NODE_PATH", tools.join("node_modules"));
    Ok(node)
}

fn install(folder: &Path) -> Done {
    for file in RECIPE {
        let from = root().join(file);
        let to = folder.join(from.file_name().unwrap_or_default());
        fs::copy(&from, &to).map_err(Failure::file(&from))?;
    }
    let install = "npm ci --silent --ignore-scripts --no-audit --no-fund --prefix";
    command::run(command(install).arg(folder))
}

/// Named one by one: what Node makes of a folder differs by its version.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.is_dir() {
            files.extend(test_files(&path)?);
        } else if path.to_string_lossy().ends_with(".test.cjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
