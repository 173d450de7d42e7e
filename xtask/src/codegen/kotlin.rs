//! Generated Kotlin compiles, and what must not compile does not.

use std::path::Path;
use std::process::Command;

use crate::command::{self, command, root};
use crate::failure::{Done, Failure};
use crate::temp::TempDir;

use super::{POLICIES, generate, marks, tools};

const FOLDER: &str = "tests/codegen/kotlin";
const COPY: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

pub(crate) fn check() -> Done {
    let jars = tools::ready("kotlin", &[&format!("{FOLDER}/pom.xml")], install)?;
    let dir = TempDir::new("generated-kotlin")?;
    let source = |name: &str| root().join(FOLDER).join(name);
    let mut files = vec![source("Contract.kt"), source("Use.kt")];
    for (name, policy) in POLICIES {
        let file = dir.path().join(format!("{name}.kt"));
        generate(policy, &format!("--lang kotlin --package {name}"), &file)?;
        files.push(file);
    }
    command::run(compiler(&jars, dir.path())?.arg("-Werror").args(&files))?;
    let refused = source("Refused.kt");
    let complaints = command::complaints(compiler(&jars, dir.path())?.args(&files).arg(&refused))?;
    marks::judge(&complaints, &refused)
}

fn install(folder: &Path) -> Done {
    let mut maven = command(&format!(
        "mvn --quiet --batch-mode -Dstyle.color=never --file {FOLDER}/pom.xml {COPY}"
    ));
    command::run(maven.arg(format!("-DoutputDirectory={}", folder.display())))
}

/// As strict as the library's own build: what a library must say, generated code says.
fn compiler(jars: &Path, out: &Path) -> Result<Command, Failure> {
    let mut java = command("java -cp");
    java.arg(jars.join("*")).arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
    java.args(["-no-stdlib", "-no-reflect", "-Xexplicit-api=strict", "-cp"]);
    java.arg(tools::jar(jars, "kotlin-stdlib-")?).arg("-d").arg(out.join("classes"));
    Ok(java)
}
