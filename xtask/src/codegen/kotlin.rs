//! Generated Kotlin and the quick starts compile against the library, and what must not does not.

use std::path::Path;
use std::process::Command;

use crate::android;
use crate::command::{self, command, root};
use crate::failure::Done;
use crate::temp::TempDir;

use super::{POLICIES, generate, marks, quick_start, tools};

const FOLDER: &str = "tests/codegen/kotlin";
const COPY: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

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
    let compiler = || compiler(&jars, &library, dir.path());
    // As strict as a library's build: what a library must say, generated code says.
    command::run(compiler().args(["-Werror", "-Xexplicit-api=strict"]).args(&files))?;
    let quick_starts = quick_start::sources(dir.path())?;
    command::run(compiler().arg("-Werror").args(&files).args(quick_starts))?;
    let refused = source("Refused.kt");
    let complaints = command::complaints(compiler().args(&files).arg(&refused))?;
    marks::judge(&complaints, &refused)
}

fn install(folder: &Path) -> Done {
    let mut maven = command(&format!(
        "mvn --quiet --batch-mode -Dstyle.color=never --file {FOLDER}/pom.xml {COPY}"
    ));
    command::run(maven.arg(format!("-DoutputDirectory={}", folder.display())))
}

fn compiler(jars: &Path, library: &str, out: &Path) -> Command {
    let mut java = command("java -cp");
    java.arg(jars.join("*")).arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
    java.args(["-no-stdlib", "-no-reflect", "-jvm-target", "17"]);
    java.arg("-cp").arg(library).arg("-d").arg(out.join("classes"));
    java
}
