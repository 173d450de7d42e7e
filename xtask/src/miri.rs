//! Miri: the unit tests of the pure parts, run by an interpreter that notices undefined behaviour.

use crate::command::{self, command, works};
use crate::failure::{Done, Failure};
use crate::say::say;

pub(crate) const HELP: &str = "\
run the unit tests of the pure parts under Miri, which notices undefined behaviour

Usage: cargo xtask miri

The project's own code has no `unsafe` in what is run here; the crates below it have. Tests with a
real disk, processes or a million cases are left out: Miri has no file locks, and takes a thousand
times as long. It needs a nightly compiler with Miri; without one it says how to get it and fails.";

const PROBE: &str = "rustup run nightly cargo miri --version";
const ADVICE: &str = "Miri is missing, nothing was run: rustup toolchain install nightly \
    --component miri,rust-src";

/// Of each package, which tests, and what takes Miri too long of them.
const PARTS: &[(&str, &str, &str)] = &[
    (
        "menshen",
        "log::block:: log::frame:: log::layout:: log::codec:: hex:: ledger::anchor:: decision:: \
         json:: time:: version:: clipboard::",
        "hostile_nesting",
    ),
    ("menshen-bindings", "handles:: packed::", "a_million"),
];

pub(crate) fn run(args: &[String]) -> Done {
    crate::no_arguments(args)?;
    if !works(&mut command(PROBE)) {
        return Err(Failure::missing(ADVICE));
    }
    PARTS.iter().try_for_each(|(package, tests, skipped)| {
        say(format!("{package}: {tests}"));
        command::run(&mut command(&format!(
            "rustup run nightly cargo miri test --lib --package {package} -- {tests} --skip {skipped}"
        )))
    })
}
