//! `menshen log verify`: is every byte as it was written and signed?

pub(crate) mod text;

use std::path::{Path, PathBuf};

use menshen::log::{Problem, Report, State, VerifyOptions};
use serde_json::{Value, json};

use super::{Pulled, with};
use crate::lang::Lang;
use crate::{Failure, Outcome, input};
pub(crate) use text::{limits, signer, state};

/// Check that every byte is as it was written and signed
///
/// Says `clean`, `unsigned tail` (sound, but the newest records are not signed yet), `damaged` or
/// `tampered`, and where.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log verify menshen\n  \
    menshen log verify menshen --checkpoint checkpoint-of-monday\n  \
    menshen log verify menshen.tar.gz\n\n\
    Keep a copy of `log/checkpoint` whenever you pull a log: only with one taken earlier does it\n\
    show that a log was put back, as a whole, to how it once was.\n\n\
    Exit codes: 0 clean or unsigned tail, 1 damaged, tampered or only part of a log, 2 usage or unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, the folder `log` in it, or a bundle: .tar, .tar.gz, .zip, - for stdin
    log: PathBuf,
    /// A copy of the file `log/checkpoint` that was taken off the device earlier
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// The public key that must have signed, as 64 hexadecimal digits
    #[arg(long, value_name = "HEX", value_parser = public_key)]
    key: Option<[u8; 32]>,
    /// Print one JSON object instead of lines
    #[arg(long)]
    json: bool,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let exported = args.checkpoint.as_deref().map(read).transpose()?;
    let options = VerifyOptions { public_key: args.key, exported };
    let log = Pulled::open(&args.log)?;
    let report = log.verify(&options)?;
    input::print(&match args.json {
        true => format!("{:#}\n", with(as_json(&report), "partial", json!(log.partial()))),
        false => log.partial_line(args.lang) + &text::text(&report, &options, args.lang),
    })?;
    Ok(if log.is_sound(report.state) { Outcome::Fine } else { Outcome::Findings })
}

/// Whether every byte is as it was written.
pub(crate) fn is_sound(state: State) -> bool {
    matches!(state, State::Clean | State::UnsignedTail { .. })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| input::at(path, &error))
}

fn public_key(text: &str) -> Result<[u8; 32], String> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(byte).collect();
    let key = bytes.filter(|_| text.len() == 64).and_then(|bytes| bytes.try_into().ok());
    key.ok_or_else(|| "write 64 hexadecimal digits, as `menshen log verify` prints them".to_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn as_json(report: &Report) -> Value {
    json!({
        "state": report.state.name(),
        "records": report.records,
        "unsigned": report.unsigned,
        "segments": report.segments,
        "foreign_segments": report.foreign,
        "unknown_records": report.unknown,
        "checkpoint": report.checkpoint,
        "provider": report.provider,
        "public_key": report.public_key.map(|key| hex(&key)),
        "renewals": report.renewals,
        "problems": report.problems.iter().map(problem_json).collect::<Value>(),
        "omitted": report.omitted,
    })
}

fn problem_json(problem: &Problem) -> Value {
    json!({
        "file": problem.file,
        "block": problem.block,
        "offset": problem.offset,
        "what": problem.what.to_string(),
        "means": text::means(&problem.what, Lang::En),
        "tampered": problem.tampered,
    })
}
