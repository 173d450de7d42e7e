//! `menshen log audit`: did the app keep what its policy promises?

mod output;
mod rules;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use menshen::Policy;
use menshen::log::{Report, VerifyOptions};

use super::Pulled;
use crate::audit::{Audit, Baseline, Judgement, Policies, Severity, Signed, Weighed};
use crate::lang::Lang;
use crate::{Failure, Outcome, input};

/// Hold the log against the policy: every broken promise, with the clauses it breaks
///
/// Nothing is taken from the gate's word: what was accepted, answered, spent and held is worked out
/// again from the policy and the records.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log audit menshen --policy policies/netease-cloud-music.json\n  \
    menshen log audit menshen --policy policy.json --lang zh -o audit.txt\n  \
    menshen log audit menshen --policy policy.json --json | jq '.findings[].rule'\n  \
    adb exec-out run-as APP tar c -C no_backup menshen | menshen log audit - --policy policy.json\n  \
    menshen log audit menshen --policy old.json --policy new.json\n  \
    menshen log audit menshen --policy policy.json --write-baseline accepted.json\n  \
    menshen log audit menshen --policy policy.json --baseline accepted.json --format sarif -o audit.sarif\n  \
    menshen log audit --rules\n  \
    menshen log audit --explain reprompt\n\n\
    Exit codes: 0 no findings (or only accepted ones), 1 findings, or a log that is\n\
    damaged or not whole, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, the folder `log` in it, or a bundle: .tar, .tar.gz, .zip, - for stdin
    #[arg(required_unless_present_any = ["rules", "explain"])]
    dir: Option<PathBuf>,
    /// The policy file to hold it against; of several, each record is held against the one it was
    /// written under
    #[arg(long, value_name = "FILE", required_unless_present_any = ["rules", "explain"])]
    policy: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print JSON, the same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write to this file instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = Severity::Warning)]
    fail_on: Severity,
    /// Findings that were accepted before: they are listed, but do not fail
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Accept all findings of this log: write them to this file, keeping what people added to it
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// List the rules
    #[arg(long, conflicts_with_all = ["dir", "policy", "explain"])]
    rules: bool,
    /// Say what a rule demands, what it cites and how it is judged
    #[arg(long, value_name = "RULE", conflicts_with_all = ["dir", "policy"])]
    explain: Option<String>,
}

/// How a report is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For scripts
    Json,
    /// SARIF 2.1.0, for code-scanning services
    Sarif,
    /// JUnit's XML, for build servers
    Junit,
    /// A table of the rules, for documentation (only with --rules)
    Markdown,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Markdown => "markdown",
        }
    }
}

impl Args {
    fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    fn print(&self, text: &str) -> Result<(), Failure> {
        match &self.output {
            Some(path) => std::fs::write(path, text).map_err(|error| input::at(path, &error)),
            None => input::print(text),
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    match (&args.dir, &args.explain) {
        (Some(dir), _) => return audit(args, dir),
        (_, Some(id)) => args.print(&rules::explain(args, id)?)?,
        _ => args.print(&rules::list(args)?)?,
    }
    Ok(Outcome::Fine)
}

fn audit(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    if args.format == Format::Markdown {
        return Err(Failure("--format markdown: only the rules (--rules) are told so".to_owned()));
    }
    let policies = args.policy.iter().map(|path| Ok((path, input::read_policy(path)?.0)));
    let policies: Vec<(&PathBuf, Policy)> = policies.collect::<Result<_, Failure>>()?;
    let policies = together(&policies)?;
    let log = Pulled::open(dir)?;
    let report = log.verify(&VerifyOptions::default())?;
    let judgement = hold(&log, policies, &report)?;
    let weighed = Weighed::new(&judgement, &baseline(args, &judgement)?);
    args.print(&output::told(args, &weighed, &log, report.state)?)?;
    let fine = log.is_sound(report.state) && !weighed.fails(args.fail_on);
    Ok(if fine { Outcome::Fine } else { Outcome::Findings })
}

/// Versions of one policy, put in order.
fn together<'p>(files: &'p [(&PathBuf, Policy)]) -> Result<Policies<'p>, Failure> {
    let mut files: Vec<&(&PathBuf, Policy)> = files.iter().collect();
    files.sort_by_key(|(_, policy)| policy.version());
    for pair in files.windows(2) {
        let [(before, older), (path, newer)] = pair else { continue };
        let (id, other) = (&older.file().id, &newer.file().id);
        let problem = match older.version() == newer.version() {
            _ if id != other => {
                format!("is of the policy `{other}`, but {} of `{id}`", before.display())
            }
            true => format!("has the same version as {}", before.display()),
            false => continue,
        };
        return Err(Failure(format!("{}: {problem}", path.display())));
    }
    let mut policies = files.iter().map(|(_, policy)| policy).rev();
    let newest = policies.next().ok_or_else(|| Failure("give a --policy".to_owned()))?;
    Ok(Policies::new(newest, policies.collect()))
}

/// What was accepted before, or is from now on.
fn baseline(args: &Args, judgement: &Judgement<'_>) -> Result<Baseline, Failure> {
    if let Some(path) = &args.write_baseline {
        let before = if path.exists() { Baseline::read(path)? } else { Baseline::default() };
        let baseline = before.renewed(judgement);
        baseline.write(path)?;
        return Ok(baseline);
    }
    args.baseline.as_deref().map_or_else(|| Ok(Baseline::default()), Baseline::read)
}

/// Audits a log by one policy; `report` is what verifying it came to.
///
/// # Errors
/// A log that cannot be read, or has no records: nobody shall take nothing for a clean log.
pub(crate) fn judge<'p>(
    log: &Pulled,
    policy: &'p Policy,
    report: &Report,
) -> Result<Judgement<'p>, Failure> {
    hold(log, Policies::new(policy, Vec::new()), report)
}

fn hold<'p>(
    log: &Pulled,
    policies: Policies<'p>,
    report: &Report,
) -> Result<Judgement<'p>, Failure> {
    let mut audit = Audit::new(policies);
    log.all_entries()?.for_each(|entry| audit.take(&entry));
    let judgement = audit.end(Some(Signed::from(report)));
    match judgement.looked_at.records {
        0 => Err(log.no_records()),
        _ => Ok(judgement),
    }
}
