//! What a person finds who asks the command itself: help, completions, manual pages.
#![cfg(test)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Every command teaches: what it is, how it is used, an example, what its exit codes mean.
#[test]
fn every_command_teaches() {
    let commands = commands(&[]);
    assert!(commands.len() >= 9, "{commands:?}");
    for command in commands {
        let help = run(&command, &["--help"]);
        for part in ["Usage: menshen", "\nExamples:\n  ", "\n  menshen ", "\nExit codes: "] {
            assert!(help.contains(part), "`{part}` is not in the help of {command:?}:\n{help}");
        }
    }
}

#[test]
fn a_command_says_in_one_line_what_it_does() {
    for command in commands(&[]) {
        let about = run(&command, &["-h"]).lines().next().unwrap().to_owned();
        assert!(about.len() <= 90 && !about.ends_with('.'), "{command:?}: {about}");
    }
}

#[test]
fn a_mistyped_command_is_told_the_right_one() {
    let output = menshen(&["log", "audti"]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(message.contains("'audit'"), "{message}");
}

#[test]
fn completions_are_scripts_that_name_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions".to_owned()], &[shell]);
        for command in commands(&[]) {
            let name = command.last().unwrap();
            assert!(script.contains(name.as_str()), "{name} is not in the script for {shell}");
        }
    }
    let script = run(&["completions".to_owned()], &["bash"]);
    let bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn();
    let Ok(mut bash) = bash else { return eprintln!("no bash here: its script was not parsed") };
    bash.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    assert!(bash.wait().unwrap().success());
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let dir = std::env::temp_dir().join(format!("menshen-man-{}", std::process::id()));
    assert!(menshen(&["man", dir.to_str().unwrap()]).status.success());
    for command in commands(&[]) {
        let page = dir.join(format!("menshen-{}.1", command.join("-")));
        let page = std::fs::read_to_string(&page).unwrap();
        assert!(page.contains(".SH SYNOPSIS") && page.contains("Examples:"), "{command:?}");
    }
    std::fs::remove_dir_all(&dir).unwrap();
    let output = menshen(&["man", Path::new("/dev/null/x").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
}

/// Every command that does something, as its help lists them.
fn commands(above: &[String]) -> Vec<Vec<String>> {
    let help = run(above, &["--help"]);
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return vec![above.to_vec()] };
    let names = list.lines().take_while(|line| !line.is_empty()).filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty() && name != "help").then(|| name.to_owned())
    });
    names.flat_map(|name| commands(&[above, &[name]].concat())).collect()
}

fn run(command: &[String], args: &[&str]) -> String {
    let words: Vec<&str> = command.iter().map(String::as_str).chain(args.iter().copied()).collect();
    let output = menshen(&words);
    assert!(output.status.success(), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).output().unwrap()
}
