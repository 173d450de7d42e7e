//! The end of the day: the log is read back and judged.

use std::path::Path;

use menshen::log::{State, VerifyOptions, verify};
use menshen::seams::Seams;

use crate::lang::Lang;
use crate::{Failure, Outcome, input};

pub(super) fn end(dir: &Path, policy: &Path, lang: Lang, json: bool) -> Result<Outcome, Failure> {
    let report = verify(&Seams::system().disk, dir, &VerifyOptions::default())?;
    if !json {
        input::print(&format!("\nverify: {} ({} records)\n", report.state, report.records))?;
        input::print(&format!("policy: {}\nlog: {}\n", policy.display(), dir.display()))?;
    }
    let _ = lang;
    let sound = matches!(report.state, State::Clean | State::UnsignedTail { .. });
    Ok(if sound { Outcome::Fine } else { Outcome::Findings })
}
