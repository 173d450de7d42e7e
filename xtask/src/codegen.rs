//! Code generated from policies: committed where tests use it, compiled in every language.

mod arkts;
mod kotlin;
mod marks;
mod quick_start;
pub(crate) mod tools;

use std::path::Path;

use crate::command;
use crate::failure::{Done, Failure};

pub(crate) use arkts::check as check_arkts;
pub(crate) use kotlin::check as check_kotlin;

pub(crate) const HELP: &str = "\
write the committed code that `menshen policy codegen` generates

Usage: cargo xtask codegen [--check]

  --check  write nothing; fail when a committed file is not what would be written";

/// What `menshen policy codegen` is told for each committed file.
const COMMITTED: &[&str] = &[
    "policies/netease-cloud-music.json --lang rust -o tests/src/generated/netease.rs",
    "policies/x-studio.json --lang rust -o tests/src/generated/x_studio.rs",
    "tests/codegen/policy.json --lang rust -o tests/codegen/expected/purposes.rs",
    "tests/codegen/policy.json --lang arkts -o tests/codegen/expected/Purposes.ets",
    "tests/codegen/policy.json --lang kotlin --package com.example.workshop \
     -o tests/codegen/expected/Purposes.kt",
    "policies/netease-cloud-music.json --lang kotlin --package dev.menshen.sample \
     -o android-sample/src/main/kotlin/dev/menshen/sample/Purposes.kt",
    "policies/netease-cloud-music.json --lang arkts \
     -o harmony-sample/entry/src/main/ets/Purposes.ets",
];

/// The policies that the checks compile, by what their code is called there.
const POLICIES: &[(&str, &str)] = &[
    ("netease", "policies/netease-cloud-music.json"),
    ("xstudio", "policies/x-studio.json"),
    ("workshop", "tests/codegen/policy.json"),
];

pub(crate) fn run(args: &[String]) -> Done {
    match args {
        [] => each_committed(""),
        [arg] if arg == "--check" => check_committed(),
        _ => Err(Failure::usage("expected nothing or --check; see --help")),
    }
}

/// The committed files are what is generated.
pub(crate) fn check_committed() -> Done {
    let stale = |_| Failure::new("committed generated code is stale: run `cargo xtask codegen`");
    each_committed(" --check").map_err(stale)
}

fn each_committed(flag: &str) -> Done {
    COMMITTED.iter().try_for_each(|line| {
        command::run(&mut command::menshen(&format!("policy codegen {line}{flag}")))
    })
}

fn generate(policy: &str, options: &str, file: &Path) -> Done {
    let mut codegen = command::menshen(&format!("policy codegen {policy} {options} -o"));
    command::output(codegen.arg(file)).map(drop)
}
