//! What a newcomer does first must work: the commands of the README, in a fresh clone.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{self, root};
use crate::failure::{Done, Failure};
use crate::say::say;
use crate::temp::TempDir;

pub(crate) const HELP: &str = "\
clone the last commit into a temporary folder and run the README's first commands there

Usage: cargo xtask fresh

The commands are the lines of the first ```sh block in README.md, without those that only get
there: `git clone …` and `cd …`. What is not committed does not take part.";

pub(crate) fn run(args: &[String]) -> Done {
    crate::no_arguments(args)?;
    let dir = TempDir::new("fresh")?;
    let clone = dir.path().join("menshen");
    command::run(command::command("git clone --quiet").arg(root()).arg(&clone))?;
    let readme = clone.join("README.md");
    let text = fs::read_to_string(&readme).map_err(Failure::file(&readme))?;
    let lines = first_commands(&text);
    if lines.is_empty() {
        return Err(Failure::new("README.md has no ```sh block with a command"));
    }
    lines.iter().try_for_each(|line| run_line(&clone, line))
}

fn run_line(clone: &Path, line: &str) -> Done {
    say(format!("== {line}"));
    // The clone builds everything itself.
    command::run(
        Command::new("sh")
            .args(["-euc", line])
            .current_dir(clone)
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("CARGO_MANIFEST_DIR"),
    )
}

/// The commands in the first shell block.
fn first_commands(readme: &str) -> Vec<&str> {
    let is_shell = |line: &str| matches!(line.trim(), "```sh" | "```bash" | "```console");
    let block = readme.lines().skip_while(|line| !is_shell(line)).skip(1);
    let lines = block.take_while(|line| line.trim() != "```").map(str::trim);
    let lines = lines.map(|line| line.strip_prefix("$ ").unwrap_or(line));
    lines.filter(|line| is_command(line)).collect()
}

fn is_command(line: &str) -> bool {
    let gets_there = line.starts_with("git clone ") || line.starts_with("cd ");
    !line.is_empty() && !line.starts_with('#') && !gets_there
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_of_the_first_shell_block_are_found() {
        let readme = "# Title\n```rust\nlet x;\n```\n```sh\n# first\ngit clone x\ncd x\n$ cargo run\n\n\
            cargo xtask test   # all\n```\n```sh\nlater\n```\n";
        assert_eq!(first_commands(readme), ["cargo run", "cargo xtask test   # all"]);
        assert!(first_commands("no block").is_empty());
    }
}
