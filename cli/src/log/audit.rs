//! `menshen log audit`: did the app keep what its policy promises?

use std::path::{Path, PathBuf};

use menshen::Policy;
use menshen::log::{State, VerifyOptions};
use serde_json::{Value, json};

use super::{Pulled, verify, with};
use crate::audit::{Audit, Judgement, RULES, Rule};
use crate::lang::Lang;
use crate::table::plural;
use crate::{Failure, Outcome, input};

/// Hold the log against the policy: every broken promise, with the clauses it breaks
///
/// Nothing is taken from the gate's word: what was accepted, answered, spent and held is worked out
/// again from the policy and the records.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log audit menshen --policy policies/netease-cloud-music.json\n  \
    menshen log audit menshen --policy policy.json --lang zh > audit.txt\n  \
    menshen log audit menshen --policy policy.json --json | jq '.findings[].rule'\n  \
    menshen log audit --rules\n  \
    menshen log audit --explain reprompt\n\n\
    Exit codes: 0 no findings, 1 findings or a damaged log, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, or the folder `log` in it
    #[arg(required_unless_present_any = ["rules", "explain"])]
    dir: Option<PathBuf>,
    /// The policy file to hold it against
    #[arg(long, value_name = "FILE", required_unless_present_any = ["rules", "explain"])]
    policy: Option<PathBuf>,
    /// Print JSON instead of text
    #[arg(long)]
    json: bool,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// List the rules
    #[arg(long, conflicts_with_all = ["dir", "policy", "explain"])]
    rules: bool,
    /// Say what a rule demands, what it cites and how it is judged
    #[arg(long, value_name = "RULE", conflicts_with_all = ["dir", "policy"])]
    explain: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    match (&args.dir, &args.policy, &args.explain) {
        (Some(dir), Some(policy), _) => audit(args, dir, policy),
        (_, _, Some(id)) => explain(args, id),
        _ => list(args),
    }
}

fn audit(args: &Args, dir: &Path, policy: &Path) -> Result<Outcome, Failure> {
    let (policy, _) = input::read_policy(policy)?;
    let log = Pulled::open(dir)?;
    let state = log.verify(&VerifyOptions::default())?.state;
    let judgement = judge(&log, &policy)?;
    input::print(&match args.json {
        true => format!("{:#}\n", as_json(&judgement, state)),
        false => judgement.as_text(args.lang) + &about_the_log(state, args.lang),
    })?;
    let fine = judgement.findings.is_empty() && verify::is_sound(state);
    Ok(if fine { Outcome::Fine } else { Outcome::Findings })
}

/// Audits a log.
///
/// # Errors
/// A log that cannot be read, or has no records: nobody shall take nothing for a clean log.
pub(crate) fn judge<'p>(log: &Pulled, policy: &'p Policy) -> Result<Judgement<'p>, Failure> {
    let mut audit = Audit::new(policy);
    log.entries()?.for_each(|entry| audit.take(&entry));
    let judgement = audit.end();
    match judgement.looked_at.records {
        0 => Err(Failure(format!(
            "{}: the log has no record that can be read; `menshen log verify` says why",
            log.path().display()
        ))),
        _ => Ok(judgement),
    }
}

/// An audit is worth as much as the log it reads.
fn about_the_log(state: State, lang: Lang) -> String {
    let text = match state {
        State::Clean => return String::new(),
        State::UnsignedTail { records } => match lang {
            Lang::Zh => format!("完好，末尾 {records} 条记录尚未签名"),
            Lang::En => format!("sound, with an unsigned tail of {}", plural(records, "record")),
        },
        State::Damaged => lang.pick("日志有损坏", "the log is damaged").to_owned(),
        State::Tampered => lang.pick("日志被篡改", "the log was tampered with").to_owned(),
    };
    match lang {
        Lang::Zh => format!("\n日志本身：{text}；详情见 `menshen log verify`。\n"),
        Lang::En => format!("\nthe log itself: {text}; see `menshen log verify`.\n"),
    }
}

fn as_json(judgement: &Judgement<'_>, state: State) -> Value {
    with(judgement.to_json(), "log", json!({ "state": state.name() }))
}

fn explain(args: &Args, id: &str) -> Result<Outcome, Failure> {
    let rule = RULES.iter().find(|rule| rule.id == id).ok_or_else(|| unknown(id))?;
    input::print(&match args.json {
        true => format!("{:#}\n", rule.to_json()),
        false => rule.explanation(args.lang),
    })?;
    Ok(Outcome::Fine)
}

fn unknown(id: &str) -> Failure {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    Failure(format!("there is no rule `{id}`; the rules are {}", known.join(", ")))
}

fn list(args: &Args) -> Result<Outcome, Failure> {
    input::print(&match args.json {
        true => format!("{:#}\n", RULES.iter().map(Rule::to_json).collect::<Value>()),
        false => RULES.iter().map(|rule| rule.as_line(args.lang)).collect(),
    })?;
    Ok(Outcome::Fine)
}
