//! `menshen log report --for store`: the evidence that answers a rejection.

use std::path::PathBuf;

use menshen::Time;

use crate::lang::Lang;
use crate::store::{self, Format, Period, StoreRequest};
use crate::zone::Zone;
use crate::{Failure, Outcome};

/// Answer an app store's or tester's rejection: what was accessed, when, by whom, and what the user
/// had agreed to by then
///
/// Every access and prompt in order, with its time relative to the acceptance of the policy; yes or
/// no to the questions that rejections come down to, each with the rows that show it.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen log report menshen --for store --policy policy.json --lang zh -o evidence.html\n  \
    menshen log report menshen --for store --policy policy.json --since 2026-11-20T09:55:00+08:00 \\\n      \
    --until 2026-11-20T10:05:00+08:00 --format markdown\n  \
    menshen log report menshen --for store --policy policy.json --format csv -o accesses.csv\n  \
    menshen log report menshen --for store --policy policy.json --format json | \\\n      \
    jq '.answers[] | select(.broken)'\n\n\
    Acceptance and counts are worked out from the whole log, whatever --since and --until leave out.\n\n\
    Exit codes: 0 nothing broken, 1 a promise was broken or the log is damaged, 2 usage or\n\
    unreadable input.")]
pub(crate) struct Args {
    /// The gate's folder, or the folder `log` in it
    dir: PathBuf,
    /// Whom it is for
    #[arg(long = "for", value_enum)]
    reader: Reader,
    /// The policy file that the app was published with
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
    /// Write to this file instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    force: bool,
    /// Rows from this time on (RFC 3339)
    #[arg(long, value_name = "TIME")]
    since: Option<Time>,
    /// Rows before this time (RFC 3339)
    #[arg(long, value_name = "TIME")]
    until: Option<Time>,
    /// A page to print, text for a ticket, the rows for a spreadsheet, or everything for a script
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    lang: Lang,
    /// Time zone: local, utc, +08:00 or Asia/Shanghai
    #[arg(long = "tz", value_name = "ZONE", default_value = "local")]
    zone: Zone,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Reader {
    /// An app store's reviewer or a test lab
    Store,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let Reader::Store = args.reader;
    store::run(&StoreRequest {
        log: &args.dir,
        policy: &args.policy,
        out: args.out.as_deref(),
        force: args.force,
        period: Period { since: args.since, until: args.until },
        format: args.format,
        lang: args.lang,
        zone: &args.zone,
    })
}
