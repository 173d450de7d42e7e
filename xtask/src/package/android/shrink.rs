//! The rules that go with the library keep what is looked up by name: an app that was shrunk and
//! renamed by them still works. ProGuard reads the same rules as R8.

use std::fs;
use std::path::{Path, PathBuf};

use crate::android;
use crate::codegen::tools;
use crate::command::{self, command, root, target};
use crate::failure::{Done, Failure};
use crate::maven;

use crate::package::Files;

const FOLDER: &str = "tests/package/android";

pub(super) fn check(aar: &Files, dir: &Path) -> Done {
    let tools = tools::ready(
        "shrink",
        &[&format!("{FOLDER}/shrink.xml"), "bindings/android/pom.xml"],
        install,
    )?;
    for name in ["classes.jar", "proguard.txt"] {
        let bytes = aar.get(name).ok_or_else(|| Failure::new(format!("the AAR has no {name}")))?;
        fs::write(dir.join(name), bytes).map_err(Failure::file(dir))?;
    }
    let app = compile(&tools, dir)?;
    let shrunk = shrink(&tools, &app, dir)?;
    android::build_library()?;
    start(&tools, &shrunk, dir)
}

/// The app, the shrinker, and what both run with.
fn install(folder: &Path) -> Done {
    command::run(&mut maven::copy_dependencies(&format!("{FOLDER}/shrink.xml"), folder))
}

fn compile(tools: &Path, dir: &Path) -> Result<PathBuf, Failure> {
    let out = dir.join("app.jar");
    let jars = class_path(&[dir.join("classes.jar"), tools::jar(tools, "kotlin-stdlib-")?]);
    let mut kotlin = maven::kotlin(tools, &jars, &out);
    command::run(kotlin.arg("-nowarn").arg(root().join(FOLDER).join("App.kt")))?;
    Ok(out)
}

/// Everything that ends up in an app is shrunk, JNA and the library with it.
fn shrink(tools: &Path, app: &Path, dir: &Path) -> Result<PathBuf, Failure> {
    let out = dir.join("shrunk.jar");
    let mut proguard = command("java -cp");
    proguard.arg(tools.join("*")).arg("proguard.ProGuard");
    for jar in [app, &dir.join("classes.jar"), &tools::jar(tools, "jna-")?] {
        proguard.arg("-injars").arg(format!("{}(!META-INF/**)", jar.display()));
    }
    for jar in ["kotlin-stdlib-", "kotlinx-coroutines-core-jvm-", "annotations-"] {
        proguard.arg("-libraryjars").arg(tools::jar(tools, jar)?);
    }
    proguard.arg("-outjars").arg(&out);
    proguard.arg(format!("@{}", dir.join("proguard.txt").display()));
    proguard.arg(format!("@{FOLDER}/app.pro"));
    command::run(&mut proguard)?;
    Ok(out)
}

fn start(tools: &Path, shrunk: &Path, dir: &Path) -> Done {
    let native = target().join("debug");
    let mut app = command("java");
    app.arg(format!("-Djava.library.path={}", native.display()));
    app.arg(format!("-Djna.library.path={}", native.display()));
    app.arg("-cp").arg(class_path(&[shrunk.to_owned(), tools::jar(tools, "kotlin-stdlib-")?]));
    app.args(["AppKt", "policies/netease-cloud-music.json"]).arg(dir.join("gate"));
    command::run(&mut app)
}

fn class_path(jars: &[PathBuf]) -> String {
    let jars: Vec<String> = jars.iter().map(|jar| jar.display().to_string()).collect();
    jars.join(":")
}
