//! The rules themselves: their list, and what there is to say about one.

use serde_json::Value;

use super::{Args, Format};
use crate::Failure;
use crate::audit::{RULES, Rule, rules_as_markdown};

/// All rules, as a list, a table or JSON.
pub(super) fn list(args: &Args) -> Result<String, Failure> {
    match args.format() {
        Format::Text => Ok(RULES.iter().map(|rule| rule.as_line(args.lang)).collect()),
        Format::Json => Ok(format!("{:#}\n", RULES.iter().map(Rule::to_json).collect::<Value>())),
        Format::Markdown => Ok(rules_as_markdown(args.lang)),
        other => Err(not_for_rules(other, "text, json or markdown")),
    }
}

/// All there is to say about one rule.
pub(super) fn explain(args: &Args, id: &str) -> Result<String, Failure> {
    let rule = RULES.iter().find(|rule| rule.id == id).ok_or_else(|| unknown(id))?;
    match args.format() {
        Format::Text => Ok(rule.explanation(args.lang)),
        Format::Json => Ok(format!("{:#}\n", rule.to_json())),
        other => Err(not_for_rules(other, "text or json")),
    }
}

fn unknown(id: &str) -> Failure {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    Failure(format!("there is no rule `{id}`; the rules are {}", known.join(", ")))
}

fn not_for_rules(format: Format, known: &str) -> Failure {
    Failure(format!("--format {}: rules are told as {known}", format.name()))
}
