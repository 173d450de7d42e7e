//! The report of a log must work in a real browser.

use crate::command::{self, command};
use crate::failure::Done;

/// Fetches what the tests in `tests/browser` need, and runs them.
pub(crate) fn check() -> Done {
    command::run(command("npm ci --no-audit --no-fund --prefix tests/browser").env("CI", "true"))?;
    command::run(&mut command("node tests/browser/run.mjs"))
}
