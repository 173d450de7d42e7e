//! `menshen policy manifest`: do the app's manifests ask for what its policy declares?

use std::path::{Path, PathBuf};

use menshen::System;
use serde_json::Value;

use crate::lang::Lang;
use crate::manifest::{self, App, Case, HARMONY, RULES, Rule, Sdk};
use crate::{Failure, Outcome, input};

/// Hold manifests against the policy: what is asked for too much, too little, wrongly
///
/// Every permission must be needed by a purpose, and every need have its permission at each API
/// level. Give the app's own manifest first, then those of its modules and libraries; or the one
/// that the build has merged.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen policy manifest policy.json --android app/src/main/AndroidManifest.xml\n  \
    menshen policy manifest policy.json --android app/AndroidManifest.xml push/*.xml\n  \
    menshen policy manifest policy.json --harmony entry/src/main/module.json5 --lang zh\n  \
    menshen policy manifest policy.json --suggest android --min-sdk 26\n  \
    menshen policy manifest --explain max-sdk\n\n\
    Gradle keeps the API levels outside of the manifest: give them as --min-sdk and --target-sdk. \
    Without <uses-sdk> and flags they are 24 and 35. HarmonyOS is judged at API 12 to 20.\n\n\
    Exit codes: 0 no findings, 1 findings, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The policy file
    #[arg(required_unless_present_any = ["rules", "explain", "permissions"])]
    policy: Option<PathBuf>,
    /// Android manifests, the app's own first
    #[arg(long, value_name = "FILE", num_args = 1..)]
    android: Vec<PathBuf>,
    /// HarmonyOS modules (module.json5), the entry first
    #[arg(long, value_name = "FILE", num_args = 1..)]
    harmony: Vec<PathBuf>,
    /// Lowest Android API level, instead of the manifest's
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u16).range(1..=99))]
    min_sdk: Option<u16>,
    /// Android API level that the app targets, instead of the manifest's
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u16).range(1..=99))]
    target_sdk: Option<u16>,
    /// Print what a manifest must ask for, ready to paste
    #[arg(long, value_name = "PLATFORM", value_parser = ["android", "harmony"],
        conflicts_with_all = ["android", "harmony", "json"])]
    suggest: Option<String>,
    /// Print JSON instead of text
    #[arg(long)]
    json: bool,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// List the rules
    #[arg(long, conflicts_with_all = ["policy", "explain", "permissions"])]
    rules: bool,
    /// Say what a rule demands, and why
    #[arg(long, value_name = "RULE", conflicts_with_all = ["policy", "permissions"])]
    explain: Option<String>,
    /// List the permissions that are known, with what they open and the source
    #[arg(long, conflicts_with = "policy")]
    permissions: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    match (&args.policy, &args.explain) {
        (Some(policy), _) => held_against(args, policy),
        (_, Some(id)) => explain(args, id),
        _ if args.permissions => shown(&manifest::permission_list(args.json, args.lang)),
        _ => shown(&rules(args)),
    }
}

fn held_against(args: &Args, policy: &Path) -> Result<Outcome, Failure> {
    let (policy, _) = input::read_policy(policy)?;
    if let Some(platform) = &args.suggest {
        let (system, levels) = match platform.parse()? {
            System::Android => (System::Android, args.sdk().levels()?),
            System::Harmony => (System::Harmony, HARMONY),
        };
        return shown(&manifest::suggest(&policy, system, levels));
    }
    let apps = apps(args)?;
    let judge = |app| manifest::judge(&Case { policy: &policy, app });
    let found: Vec<_> = apps.iter().map(judge).collect();
    let judged: Vec<_> = apps.iter().zip(found.iter().map(Vec::as_slice)).collect();
    shown(&match args.json {
        true => format!("{:#}\n", manifest::as_json(&policy, &judged)),
        false => manifest::as_text(&policy, &judged, args.lang),
    })?;
    Ok(if found.iter().all(Vec::is_empty) { Outcome::Fine } else { Outcome::Findings })
}

fn apps(args: &Args) -> Result<Vec<App>, Failure> {
    let android =
        (!args.android.is_empty()).then(|| manifest::read_android(&args.android, args.sdk()));
    let harmony = (!args.harmony.is_empty()).then(|| manifest::read_harmony(&args.harmony));
    let apps: Vec<App> = android.into_iter().chain(harmony).collect::<Result<_, _>>()?;
    match apps.is_empty() {
        true => Err(Failure("no manifest given; see --android and --harmony".to_owned())),
        false => Ok(apps),
    }
}

impl Args {
    fn sdk(&self) -> Sdk {
        Sdk { min: self.min_sdk, target: self.target_sdk }
    }
}

fn shown(text: &str) -> Result<Outcome, Failure> {
    input::print(text)?;
    Ok(Outcome::Fine)
}

fn explain(args: &Args, id: &str) -> Result<Outcome, Failure> {
    let rule = RULES.iter().find(|rule| rule.id == id).ok_or_else(|| unknown(id))?;
    shown(&match args.json {
        true => format!("{:#}\n", rule.to_json()),
        false => rule.explanation(args.lang),
    })
}

fn unknown(id: &str) -> Failure {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    Failure(format!("there is no rule `{id}`; the rules are {}", known.join(", ")))
}

fn rules(args: &Args) -> String {
    match args.json {
        true => format!("{:#}\n", RULES.iter().map(Rule::to_json).collect::<Value>()),
        false => RULES.iter().map(|rule| rule.as_line(args.lang)).collect(),
    }
}
