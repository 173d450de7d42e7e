//! `menshen log show`: one line a record.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;

use menshen::log::{Entry, Item};
use serde_json::{Value, json};

use super::filter::Filter;
use super::{Pulled, damage_means, damage_text, line, with};
use crate::audit::place_json;
use crate::lang::Lang;
use crate::zone::Zone;
use crate::{Failure, Outcome};

/// Show the records, one a line, from the oldest to the newest
///
/// Times are the device's wall clock, in your time zone unless --tz says another; with --json in
/// UTC. Records of all processes are merged. Damage and gaps
/// stand where records are missing.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    adb exec-out run-as com.example.app tar c -C no_backup menshen | tar x   # from a debug build\n  \
    menshen log show menshen\n  \
    menshen log show menshen --verdict deny --since 2026-11-21T09:00:00+08:00\n  \
    menshen log show menshen --kind prompt,consent --purpose qr-scan\n  \
    menshen log show menshen --json | jq 'select(.kind == \"decision\") | .reason' | sort | uniq -c\n\n\
    Kinds: process_start decision release revoked leaked ended prompt policy_shown policy_accepted\n\
    policy_declined consent os_grant os_observed app_state sdk subject guardian erased checkpoint\n\
    gap clock\n\n\
    Exit codes: 0 shown, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, or the folder `log` in it
    dir: PathBuf,
    /// Print one JSON object a line instead of columns
    #[arg(long)]
    json: bool,
    /// Language of what is said about damage
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// Time zone of the columns: local, utc, +08:00 or Asia/Shanghai
    #[arg(long = "tz", value_name = "ZONE", default_value = "local")]
    zone: Zone,
    #[command(flatten)]
    filter: Filter,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    match print(args, Pulled::open(&args.dir)?.entries()?) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Outcome::Fine),
        other => Ok(other.map(|()| Outcome::Fine)?),
    }
}

fn print(args: &Args, entries: impl Iterator<Item = Entry>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    if !args.json {
        writeln!(out, "{}", line::header(&args.zone))?;
    }
    for entry in entries.filter(|entry| args.filter.passes_entry(entry)) {
        match args.json {
            true => writeln!(out, "{}", as_json(&entry))?,
            false => writeln!(out, "{}", as_line(&entry, args.lang, &args.zone))?,
        }
    }
    out.flush()
}

fn as_line(entry: &Entry, lang: Lang, zone: &Zone) -> String {
    let place = entry.place;
    match &entry.item {
        Item::Record(record) => line::line(record, zone),
        Item::Damage(damage) => {
            let (text, means) = (damage_text(*damage, lang), damage_means(*damage, lang));
            format!("!!! {} {place}: {text}; {means}", lang.pick("损坏", "damage"))
        }
        Item::Unknown { kind, version } => match lang {
            Lang::Zh => {
                format!("!!! 未知记录 {place}：类型 {kind}，版本 {version}；请更新 `menshen`")
            }
            Lang::En => format!(
                "!!! unknown record {place}: kind {kind}, version {version}; update `menshen`"
            ),
        },
        other => format!("!!! {place}: {other:?}"),
    }
}

pub(super) fn as_json(entry: &Entry) -> Value {
    let value = match &entry.item {
        Item::Record(record) => record.to_json(),
        Item::Damage(damage) => json!({
            "kind": "damage", "what": damage.to_string(), "tampered": damage.is_forgery(),
        }),
        Item::Unknown { kind, version } => {
            json!({ "kind": "unknown", "number": kind, "version": version })
        }
        other => json!({ "kind": "unknown", "what": format!("{other:?}") }),
    };
    with(value, "place", place_json(entry.place))
}
