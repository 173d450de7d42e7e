//! What Maven is asked for by more than one task.

use std::path::Path;
use std::process::Command;

use crate::command::command;

/// Maven without colours and questions, for a project.
pub(crate) fn maven(project: &str, goals: &str) -> Command {
    let mut maven = command("mvn --batch-mode -Dstyle.color=never --file");
    maven.arg(project).args(goals.split_whitespace());
    maven
}

/// Copies what a project depends on into a folder.
pub(crate) fn copy_dependencies(project: &str, folder: &Path) -> Command {
    let goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
    let mut maven = maven(project, "--quiet");
    maven.arg(goal).arg(format!("-DoutputDirectory={}", folder.display()));
    maven
}

/// The Kotlin compiler among a folder's jars, writing to `out`.
pub(crate) fn kotlin(jars: &Path, class_path: &str, out: &Path) -> Command {
    let mut java = command("java -cp");
    java.arg(jars.join("*")).arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
    java.args(["-no-stdlib", "-no-reflect", "-jvm-target", "17", "-cp", class_path, "-d"]);
    java.arg(out);
    java
}
