//! The Kotlin library on the JVM: the real framework classes, the real native library.

mod digest;

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::command::{self, command, root, target};
use crate::failure::{Done, Failure};
use crate::maven;
use crate::say::say;

use digest::Digest;

const FOLDER: &str = "bindings/android";
const LIST: &str = "target/class-path";

/// Every test of the Kotlin library and of what is built on it.
pub(crate) fn check() -> Done {
    build_library()?;
    // Reads the logs that the tests write.
    command::run(&mut command("cargo build --quiet --package menshen-cli"))?;
    let mut digest = Digest::default();
    let done =
        digested(maven("test").arg("-Dmaven.test.redirectTestOutputToFile=true"), &mut digest);
    say(format!("{} tests ran", digest.tests()));
    done?;
    if digest.tests() == 0 { Err(Failure::new("no test ran")) } else { Ok(()) }
}

/// Builds the native library in the dev profile, with a clock that tests can move; gives its path.
pub(crate) fn build_library() -> Result<PathBuf, Failure> {
    command::run(&mut command(
        "cargo build --quiet --package menshen-android --features test-clock",
    ))?;
    Ok(built().join(format!("{DLL_PREFIX}menshen_android{DLL_SUFFIX}")))
}

/// Compiles the Kotlin library, or a module that uses it; gives the class path to go on with.
pub(crate) fn class_path(module: &str) -> Result<String, Failure> {
    let mut maven = maven("compile dependency:build-classpath --quiet --also-make --projects");
    maven.args([module, "-DincludeScope=compile"]).arg(format!("-Dmdep.outputFile={LIST}"));
    command::run(&mut maven)?;
    let module = root().join(FOLDER).join(module);
    let list = module.join(LIST);
    let jars = fs::read_to_string(&list).map_err(Failure::file(&list))?;
    Ok(format!("{}:{jars}", module.join("target/classes").display()))
}

/// With the benchmark, so that it goes on compiling.
fn maven(goals: &str) -> Command {
    let options = "--no-transfer-progress --activate-profiles bench -DtrimStackTrace=true";
    let mut maven = maven::maven(&format!("{FOLDER}/pom.xml"), options);
    maven.arg(format!("-Dmenshen.native={}", built().display())).args(goals.split_whitespace());
    maven
}

fn built() -> PathBuf {
    target().join("debug")
}

/// Runs Maven; of its output only what one reads streams through.
fn digested(maven: &mut Command, digest: &mut Digest) -> Done {
    let failed = |error: std::io::Error| Failure::new(format!("`mvn`: {error}"));
    let mut child = maven.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let output = child.stdout.take().map(BufReader::new);
    for line in output.into_iter().flat_map(BufRead::lines) {
        // What is no text is not ours.
        let line = line.unwrap_or_default();
        digest.read(&line).into_iter().for_each(say);
    }
    match child.wait().map_err(failed)? {
        status if status.success() => Ok(()),
        status => Err(Failure::new(format!("`mvn --file {FOLDER}/pom.xml test`: {status}"))),
    }
}
