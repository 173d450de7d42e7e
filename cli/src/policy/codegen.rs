//! `menshen policy codegen`: the policy's purposes as types of Kotlin, ArkTS or Rust.

mod arkts;
mod imports;
mod kotlin;
mod model;
mod names;
mod output;
mod package;
mod page;
mod rust;
mod used;
mod words;

use std::path::PathBuf;

use menshen::Policy;

use crate::{Failure, Outcome, input};
use model::Model;
use output::Output;

/// Write the policy's purposes as code: what the policy does not declare does not compile.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen policy codegen policy.json --lang kotlin --package com.example.app -o Purposes.kt\n  \
    menshen policy codegen policy.json --lang arkts -o Purposes.ets\n  \
    menshen policy codegen policy.json --lang rust -o src/purposes.rs --check   (in CI)\n\n\
    Names: purpose `qr-scan` with the need camera.preview is\n  \
    Kotlin, ArkTS   Purposes.QrScan.cameraPreview\n  \
    Rust            purposes::qr_scan::camera_preview()\n\
    `all` asks for all needs of a purpose, `mayUse` for a purpose without needs, and `…By(sdk)`\n\
    in the name of an SDK. All rules: docs/policy-tools.md\n\n\
    Exit codes: 0 written or up to date, 1 --check found a difference, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The policy file
    policy: PathBuf,
    /// The language to write
    #[arg(long, value_enum)]
    lang: Target,
    /// The file to write; standard output when absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write nothing; exit with 1 when FILE is not what would be written
    #[arg(long, requires = "output")]
    check: bool,
    /// Kotlin only: the package of the file [default: dev.menshen.generated]
    #[arg(long, value_parser = package::parse)]
    package: Option<String>,
}

/// A language of generated code.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Target {
    /// For `dev.menshen` on Android
    Kotlin,
    /// For `@menshen/gate` on HarmonyOS
    Arkts,
    /// For the crate `menshen`
    Rust,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    if args.package.is_some() && args.lang != Target::Kotlin {
        return Err(Failure("--package goes with --lang kotlin only".to_owned()));
    }
    let (policy, _) = input::read_policy(&args.policy)?;
    let code = generate(&policy, args)
        .map_err(|Failure(why)| Failure(output::each_line_at(&args.policy, &why)))?;
    let Some(path) = &args.output else {
        input::print(&code)?;
        return Ok(Outcome::Fine);
    };
    let output = Output { path, code: &code, command: command(args) };
    if args.check { output.check(&args.policy) } else { output.write() }
}

fn generate(policy: &Policy, args: &Args) -> Result<String, Failure> {
    let model = Model::of(policy);
    names::check(&model)?;
    Ok(match args.lang {
        Target::Kotlin => kotlin::write(&model, args.package.as_deref().unwrap_or(kotlin::PACKAGE)),
        Target::Arkts => arkts::write(&model),
        Target::Rust => rust::write(&model),
    })
}

/// What one would type to write the file.
fn command(args: &Args) -> String {
    let path = |path: &PathBuf| quoted(&path.to_string_lossy());
    let lang = clap::ValueEnum::to_possible_value(&args.lang);
    let lang = lang.map_or(String::new(), |it| it.get_name().to_owned());
    let package = args.package.as_ref().map_or(String::new(), |it| format!(" --package {it}"));
    let output = args.output.as_ref().map_or(String::new(), |it| format!(" -o {}", path(it)));
    format!("menshen policy codegen {} --lang {lang}{package}{output}", path(&args.policy))
}

/// As a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+@%=:,".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_can_be_pasted_into_a_shell() {
        assert_eq!(quoted("a/b.json"), "a/b.json");
        assert_eq!(quoted("my policy's.json"), "'my policy'\\''s.json'");
    }
}
