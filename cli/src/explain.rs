//! `menshen explain`: the decision, step by step.

use std::fmt::Write;
use std::path::PathBuf;

use menshen::{Explanation, NeedVerdict, Policy, Resource, Scopes, StateFile, Verdict};
use serde_json::{Map, Value, json};

use crate::{Failure, Outcome, input};

/// Say what the gate decides in a state, and why, step by step.
///
/// The last line is `allow`, or `deny <reason> next=<step>`.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen explain policies/netease-cloud-music.json --state state.json --purpose qr-scan\n  \
    menshen explain policy.json --state s.json --purpose nearby-people --resource location --scope fine\n\n\
    A state file says when, who, what was answered and what the OS permits:\n  \
    {\"now\": \"2026-11-21T09:30:00+08:00\", \"accepted_policy\": \"2024-08-23\",\n   \
    \"subject\": {\"kind\": \"guest\", \"age\": \"adult\"}, \"app\": \"foreground\",\n   \
    \"consents\": [{\"purpose\": \"qr-scan\", \"resource\": \"camera\", \"action\": \"grant\", \"at\": \"…\"}],\n   \
    \"os\": {\"camera\": \"granted\"}, \"user_initiated\": true}\n\
    All of its fields: docs/state-file.md\n\n\
    Exit codes: 0 allow, 1 deny, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The policy file
    policy: PathBuf,
    /// The state of the installation, as JSON
    #[arg(long, value_name = "FILE")]
    state: PathBuf,
    /// The purpose, as the policy names it
    #[arg(long)]
    purpose: String,
    /// The resource; without it the purpose is judged as a whole
    #[arg(long, requires = "scope")]
    resource: Option<Resource>,
    /// The scopes of the resource, separated by commas
    #[arg(long, requires = "resource", value_delimiter = ',')]
    scope: Vec<String>,
    /// Print one JSON object instead of lines
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let (policy, _) = input::read_policy(&args.policy)?;
    let text = input::read_text(&args.state)?;
    let file = StateFile::parse(&text).map_err(|it| input::unreadable(&args.state, &it))?;
    let request = file.request(&policy, &args.purpose, access(args)?);
    let explanation = menshen::explain(&policy, &file.state(&policy), &request, file.now());
    input::print(&match args.json {
        true => format!("{:#}\n", as_json(&explanation)),
        false => as_lines(&policy, args, &explanation),
    })?;
    Ok(if explanation.verdict.is_ok() { Outcome::Fine } else { Outcome::Findings })
}

fn access(args: &Args) -> Result<Option<(Resource, Scopes)>, Failure> {
    let Some(resource) = args.resource else { return Ok(None) };
    let scopes = resource.scopes(args.scope.iter().map(String::as_str))?;
    Ok(Some((resource, scopes)))
}

fn as_lines(policy: &Policy, args: &Args, explanation: &Explanation) -> String {
    let mut text = String::new();
    if let Some(purpose) = policy.purpose(&args.purpose) {
        let _ = writeln!(text, "{} {} ({})", purpose.id, purpose.title.zh, purpose.title.en);
    }
    for check in &explanation.checks {
        let mark = if check.passed { "ok  " } else { "deny" };
        let line = format!("  {mark} {:22} {}", check.reason.name(), check.fact);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for need in &explanation.needs {
        let _ = writeln!(text, "  need {:22} {}", need_name(need), verdict_text(need.verdict));
    }
    if let Err(menshen::Denied { until: Some(until), .. }) = explanation.verdict {
        let _ = writeln!(text, "  wait until {until}");
    }
    let _ = writeln!(text, "{}", explanation.last_line());
    text
}

fn need_name(need: &NeedVerdict) -> String {
    let scopes = need.resource.names(need.scopes).join(",");
    format!("{}:{scopes} ({})", need.resource, need.role)
}

fn verdict_text(verdict: Verdict) -> String {
    verdict.map_or_else(|denial| denial.to_string(), |()| "allow".to_owned())
}

fn as_json(explanation: &Explanation) -> Value {
    let checks = explanation
        .checks
        .iter()
        .map(|check| json!({ "reason": check.reason, "passed": check.passed, "fact": check.fact }));
    let needs = explanation.needs.iter().map(|need| {
        let mut value = verdict_json(need.verdict);
        value.insert("resource".to_owned(), json!(need.resource));
        value.insert("scope".to_owned(), json!(need.resource.names(need.scopes)));
        value.insert("role".to_owned(), json!(need.role));
        Value::Object(value)
    });
    let mut value = verdict_json(explanation.verdict);
    value.insert("checks".to_owned(), checks.collect());
    value.insert("needs".to_owned(), needs.collect());
    Value::Object(value)
}

fn verdict_json(verdict: Verdict) -> Map<String, Value> {
    let fields = match verdict {
        Ok(()) => vec![("verdict", json!("allow"))],
        Err(denied) => vec![
            ("verdict", json!("deny")),
            ("reason", json!(denied.reason)),
            ("next", json!(denied.step)),
            ("until", json!(denied.until)),
        ],
    };
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
