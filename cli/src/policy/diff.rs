//! `menshen policy diff`: what changed between two versions of a policy, and for whom it matters.

mod audience;
mod compare;
mod difference;
mod edit;
mod field;
mod judged;
mod layout;
mod needs;
mod purpose;
mod recorded;
mod report;
mod script;
mod sdk;
mod shown;
mod stale;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use menshen::Policy;

use crate::lang::Lang;
use crate::{Failure, Outcome, input, output};
use difference::Difference;
use judged::Judged;
use recorded::Marks;
use stale::Stale;

/// Say what changed between two versions, whose consent goes stale, and record it
///
/// Everything that widens what is done with personal information is a material change, and so is
/// another controller or contact. NEW must record it in `changes`: the gate asks anew for what is
/// recorded there, and for nothing else.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen policy diff policy-2024-08-23.json policy.json\n  \
    menshen policy diff OLD NEW --write            record what is missing in NEW\n  \
    menshen policy diff OLD NEW --write --kind high_risk=live-mic,voice-recording\n  \
    menshen policy diff OLD NEW --json | jq .subjects\n\n\
    Exit codes: 0 nothing changed, or all of it is recorded; 1 a material change is not recorded, \
    or NEW's version is not newer; 2 unreadable, or not the same policy.")]
pub(crate) struct Args {
    /// The policy file as it was accepted
    old: PathBuf,
    /// The policy file as it will be published
    new: PathBuf,
    /// Record missing material changes in NEW's `changes`; nothing else in the file is touched
    #[arg(long)]
    write: bool,
    /// Record what no file can show, such as rights_channel or high_risk: for these purposes, or
    /// for all
    #[arg(long, value_name = "KIND[=PURPOSE,…]", requires = "write")]
    kind: Vec<Judged>,
    /// The language of the report; by default that of the terminal
    #[arg(long)]
    lang: Option<Lang>,
    /// Print JSON
    #[arg(long, conflicts_with = "lang")]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let (old, _) = input::read_policy(&args.old)?;
    let (new, text) = input::read_policy(&args.new)?;
    same_policy(args, &old, &new)?;
    let mut comparison = Comparison::new(&old, &new);
    for judged in &args.kind {
        judged.check(&new)?;
        comparison.need(judged);
    }
    let recorded = comparison.recorded_in(&text)?;
    let written = args.write && recorded.is_some();
    if let (true, Some((_, text))) = (args.write, &recorded) {
        output::replace(&args.new, text)?;
    }
    let after = recorded.as_ref().map_or(&new, |(policy, _)| policy);
    let told = Told { args, comparison: &comparison, stale: Stale::new(&old, after), written };
    match args.json {
        true => input::print(&format!("{:#}\n", told.script()))?,
        false => input::print(&told.report(args.lang.unwrap_or_else(Lang::from_environment)))?,
    }
    Ok(if told.is_fine() { Outcome::Fine } else { Outcome::Findings })
}

fn same_policy(args: &Args, old: &Policy, new: &Policy) -> Result<(), Failure> {
    let (before, now) = (&old.file().id, &new.file().id);
    if before == now {
        return Ok(());
    }
    let (old, new) = (args.old.display(), args.new.display());
    Err(Failure(format!(
        "{new}: the policy is `{now}`, but {old} is `{before}`; compare two versions of one policy"
    )))
}

/// Two versions of a policy, and what the new one must record.
struct Comparison<'p> {
    old: &'p Policy,
    new: &'p Policy,
    differences: Vec<Difference>,
    /// Material changes that the new version does not record.
    missing: Marks,
    /// Changes that it records, though nothing in the files shows them.
    surplus: Marks,
}

impl<'p> Comparison<'p> {
    fn new(old: &'p Policy, new: &'p Policy) -> Comparison<'p> {
        let differences = compare::policies(old.file(), new.file());
        let needed = Marks::needed(&differences, old.file());
        let recorded = Marks::recorded(new.file(), old.version());
        let missing = needed.without(&recorded, new.file());
        let surplus = recorded.visible(old.file()).without(&needed, new.file());
        Comparison { old, new, differences, missing, surplus }
    }

    /// Adds what a person judged.
    fn need(&mut self, judged: &Judged) {
        let mut needed = Marks::default();
        needed.add(judged.kind, judged.purposes.clone());
        let recorded = Marks::recorded(self.new.file(), self.old.version());
        for (kind, purposes) in needed.without(&recorded, self.new.file()).iter(self.new.file()) {
            self.missing.add(kind, difference::Touched::of(&purposes));
        }
    }

    fn is_newer(&self) -> bool {
        self.new.version() > self.old.version()
    }

    /// The new version with what is missing: none when nothing is, or when it could not help,
    /// because the version is not newer than what was accepted.
    fn recorded_in(&self, text: &str) -> Result<Option<(Policy, String)>, Failure> {
        if self.missing.is_empty() || !self.is_newer() {
            return Ok(None);
        }
        let file = self.new.file();
        let text = edit::with_changes(text, file.version, &self.missing.merged(file))?;
        Ok(Some((Policy::parse(&text)?, text)))
    }
}

/// All there is to tell.
struct Told<'a> {
    args: &'a Args,
    comparison: &'a Comparison<'a>,
    stale: Stale<'a>,
    /// Whether what was missing has been recorded.
    written: bool,
}

impl Told<'_> {
    fn is_stuck(&self) -> bool {
        let changed =
            !self.comparison.differences.is_empty() || !self.comparison.missing.is_empty();
        changed && !self.comparison.is_newer()
    }

    fn is_fine(&self) -> bool {
        !self.is_stuck() && (self.written || self.comparison.missing.is_empty())
    }
}
