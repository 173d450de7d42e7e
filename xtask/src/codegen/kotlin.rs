//! Generated Kotlin and the quick starts compile against the library, and what must not does not.

use std::path::Path;

use crate::android;
use crate::command::{self, root};
use crate::failure::Done;
use crate::maven;
use crate::temp::TempDir;

use super::quick_start::QuickStarts;
use super::{POLICIES, generate, marks, tools};

const FOLDER: &str = "tests/codegen/kotlin";
const QUICK_STARTS: QuickStarts = QuickStarts {
    fence: "kotlin",
    extension: "kt",
    prelude: "tests/codegen/kotlin/QuickStart.kt",
    documents: &["README.md", "docs/android.md"],
};

pub(crate) fn check() -> Done {
    let jars = tools::ready("kotlin", &[&format!("{FOLDER}/pom.xml")], install)?;
    let library = android::class_path("library")?;
    let dir = TempDir::new("generated-kotlin")?;
    let source = |name: &str| root().join(FOLDER).join(name);
    let mut files = vec![source("Use.kt")];
    for (name, policy) in POLICIES {
        let file = dir.path().join(format!("{name}.kt"));
        generate(policy, &format!("--lang kotlin --package {name}"), &file)?;
        files.push(file);
    }
    let compiler = || maven::kotlin(&jars, &library, &dir.path().join("classes"));
    // As strict as a library's build: what a library must say, generated code says.
    command::run(compiler().args(["-Werror", "-Xexplicit-api=strict"]).args(&files))?;
    let package = |number| format!("package quickstart{number}\n\n");
    let quick_starts = QUICK_STARTS.sources(dir.path(), package)?;
    command::run(compiler().arg("-Werror").args(&files).args(quick_starts))?;
    let refused = source("Refused.kt");
    let complaints = command::complaints(compiler().args(&files).arg(&refused))?;
    marks::judge(&complaints, &refused)
}

fn install(folder: &Path) -> Done {
    command::run(&mut maven::copy_dependencies(&format!("{FOLDER}/pom.xml"), folder))
}
