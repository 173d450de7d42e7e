//! This program as a linker: rustc calls it as it would call the NDK's clang, and it calls LLD.

use std::env;
use std::process::{Command, ExitCode};

/// Names LLD, and makes this program a linker.
pub(super) const LLD: &str = "MENSHEN_LLD";

/// What only a compiler understands that links on the side.
const OF_COMPILERS: [&str; 5] =
    ["-nodefaultlibs", "-nostartfiles", "-no-canonical-prefixes", "-m64", "-march=armv7-a"];

/// Links, if that is what this program was called for.
pub(crate) fn requested() -> Option<ExitCode> {
    let lld = env::var_os(LLD)?;
    let args = env::args().skip(1).flat_map(|arg| arguments(&arg));
    match Command::new(&lld).args(["-flavor", "gnu", "--error-limit=0"]).args(args).status() {
        Ok(status) if status.success() => Some(ExitCode::SUCCESS),
        Ok(_) => Some(ExitCode::FAILURE),
        Err(error) => {
            eprintln!("{}: {error}", lld.display());
            Some(ExitCode::FAILURE)
        }
    }
}

/// What LLD is to get for it.
fn arguments(arg: &str) -> Vec<String> {
    match arg.strip_prefix("-Wl,") {
        Some(list) => list.split(',').map(str::to_owned).collect(),
        None if OF_COMPILERS.contains(&arg) => Vec::new(),
        None => vec![arg.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn a_compilers_arguments_become_a_linkers() {
        assert_eq!(arguments("-Wl,-z,defs"), ["-z", "defs"]);
        assert_eq!(arguments("-lc"), ["-lc"]);
        assert!(arguments("-nodefaultlibs").is_empty());
    }
}
