//! `menshen demo`: a day in the music client, against the real policy.

mod clock;
mod columns;
mod crash;
mod day;
mod stage;
mod story;

use std::path::PathBuf;

use crate::lang::Lang;
use crate::{Failure, Outcome, input};

/// The policy that the demo runs on: NetEase Cloud Music's, rendered clause by clause.
const POLICY: &str = include_str!("../../policies/netease-cloud-music.json");

/// Play a day in the music client: features, verdicts, the log, its audit.
///
/// A scripted user and a scripted phone; everything else is real: the policy, the gate, the files,
/// a second process, a kill in the middle. Two mistakes are made on purpose, and the audit finds
/// them.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  menshen demo\n  menshen demo --lang zh --dir /tmp/menshen-demo\n  \
    menshen demo --json | jq 'select(.verdict == \"deny\")'\n\n\
    Afterwards look at the log yourself:\n  menshen log show DIR\n  menshen log verify DIR\n  \
    menshen log audit DIR --policy DIR/policy.json\n  open DIR/report.html in a browser\n\n\
    Exit codes: 0 as the script has it, 1 another outcome, 2 usage or a folder that cannot be used."
)]
pub(crate) struct Args {
    /// Where the gate keeps its files; a new folder under the system's temporary one if not given
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Language of the story
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// Print one JSON object a line instead of the table
    #[arg(long)]
    json: bool,
    /// Be the process that is killed (used by the demo itself)
    #[arg(long, hide = true, value_name = "MS")]
    be_killed: Option<i64>,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let dir = match &args.dir {
        Some(dir) => dir.clone(),
        None => std::env::temp_dir().join(format!("menshen-demo-{}", std::process::id())),
    };
    if let Some(offset) = args.be_killed {
        return crash::live_until_killed(&dir, offset);
    }
    refuse_to_overwrite(&dir)?;
    let mut stage = stage::Stage::open(&dir, args.lang, args.json)?;
    day::play(&mut stage)?;
    let policy = stage.close()?;
    story::end(&dir, &policy, args.lang, args.json)
}

/// A folder with an old day in it would mix two logs.
fn refuse_to_overwrite(dir: &std::path::Path) -> Result<(), Failure> {
    let used = dir.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    match used {
        true => Err(Failure(format!(
            "{}: is not empty; give a new folder with --dir, or remove it",
            dir.display()
        ))),
        false => Ok(std::fs::create_dir_all(dir).map_err(|error| input::at(dir, &error))?),
    }
}
