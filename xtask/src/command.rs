//! Running other programs, from the root of the repository.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Done, Failure};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Where cargo builds: this program lies in a folder of it.
pub(crate) fn target() -> PathBuf {
    let own = env::current_exe().unwrap_or_default();
    own.ancestors().nth(2).map_or_else(|| root().join("target"), Path::to_owned)
}

/// A command line, taken apart at its spaces.
pub(crate) fn command(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(program(words.next().unwrap_or_default()));
    command.args(words).current_dir(root());
    command
}

/// The `menshen` command as it stands in the source.
pub(crate) fn menshen(args: &str) -> Command {
    command(&format!("cargo run --quiet --release --package menshen-cli -- {args}"))
}

/// The very cargo that runs this task, when it says which.
fn program(name: &str) -> OsString {
    let this = env::var_os("CARGO").filter(|_| name == "cargo");
    this.unwrap_or_else(|| name.into())
}

/// Runs a command; what it prints streams through.
pub(crate) fn run(command: &mut Command) -> Done {
    let line = line(command);
    let status = command.status().map_err(|error| Failure::new(format!("`{line}`: {error}")))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{line}`: {status}"))) }
}

/// Runs a command for what it prints; its complaints stream through.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let line = line(command);
    let failed = |why: String| Failure::new(format!("`{line}`: {why}"));
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    String::from_utf8(output.stdout).map_err(|error| failed(error.to_string()))
}

/// Runs a command for what it prints, complaints included, whether it succeeds or not.
pub(crate) fn complaints(command: &mut Command) -> Result<String, Failure> {
    let line = line(command);
    let output = command.output().map_err(|error| Failure::new(format!("`{line}`: {error}")))?;
    let text = [output.stdout, output.stderr].concat();
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Whether a command can be run and succeeds; what it prints is dropped.
pub(crate) fn works(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_runs_at_the_root_and_says_how_it_failed() {
        let name = output(&mut command("cargo pkgid --package xtask")).unwrap();
        assert!(name.contains("xtask"), "{name}");
        let error = run(&mut command("false")).unwrap_err().to_string();
        assert_eq!(error, "`false`: exit status: 1");
        let error = run(&mut command("no-such-program --now")).unwrap_err().to_string();
        assert!(error.starts_with("`no-such-program --now`: No such file"), "{error}");
    }

    #[test]
    fn what_cannot_be_run_does_not_work() {
        assert!(works(&mut command("true")));
        assert!(!works(&mut command("false")));
        assert!(!works(&mut command("no-such-program")));
    }
}
