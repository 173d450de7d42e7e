//! `menshen policy check`: every mistake of a policy file, with its line.

use std::path::PathBuf;

use menshen::{Policy, Problem};
use serde_json::{Value, json};

use crate::{Failure, Outcome, input};

/// Check a policy file strictly: every error with its line, warnings apart
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  menshen policy check policies/x-studio.json\n  \
    menshen policy check *.json --deny-warnings\n\n\
    Exit codes: 0 sound, 1 warnings with --deny-warnings, 2 errors.")]
pub(crate) struct Args {
    /// The policy files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Let warnings fail too (exit code 1)
    #[arg(long)]
    deny_warnings: bool,
    /// Print one JSON object instead of lines
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut reports = Vec::new();
    let mut outcome = Outcome::Fine;
    let mut failures = Vec::new();
    for path in &args.files {
        let text = input::read_text(path)?;
        match Policy::warnings(&text) {
            Ok(warnings) => {
                if args.deny_warnings && !warnings.is_empty() {
                    outcome = Outcome::Findings;
                }
                let policy = Policy::parse(&text)?;
                reports.push(sound(path, &policy, &warnings, args.json)?);
            }
            Err(problems) => {
                reports.push(json!({ "file": path, "errors": problems_json(&problems.0) }));
                failures.push(input::unreadable(path, &problems).0);
            }
        }
    }
    if args.json {
        input::print(&format!("{:#}\n", Value::from(reports)))?;
    }
    if failures.is_empty() { Ok(outcome) } else { Err(Failure(failures.join("\n"))) }
}

fn sound(
    path: &std::path::Path,
    policy: &Policy,
    warnings: &[Problem],
    json: bool,
) -> Result<Value, Failure> {
    let file = policy.file();
    if !json {
        for warning in warnings {
            eprintln!("warning: {}", input::line(path, warning));
        }
        input::print(&format!(
            "{}: sound ({} {}, {} purposes, {} SDKs, {} warnings)\n",
            path.display(),
            file.id,
            file.version,
            file.purposes.len(),
            file.sdks.len(),
            warnings.len(),
        ))?;
    }
    Ok(json!({
        "file": path,
        "id": file.id,
        "version": file.version,
        "purposes": file.purposes.len(),
        "sdks": file.sdks.len(),
        "errors": [],
        "warnings": problems_json(warnings),
    }))
}

fn problems_json(problems: &[Problem]) -> Value {
    let problem = |it: &Problem| json!({ "path": it.path, "line": it.line, "column": it.column, "message": it.message });
    problems.iter().map(problem).collect()
}
