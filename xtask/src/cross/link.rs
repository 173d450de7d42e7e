//! This program as a linker: rustc calls it as it would call a kit's clang, and it calls LLD or Zig.

use std::env;
use std::process::{Command, ExitCode};

use super::zig;

/// Names LLD, and makes this program a linker.
pub(super) const LLD: &str = "MENSHEN_LLD";

/// What only a compiler understands that links on the side.
const OF_COMPILERS: [&str; 5] =
    ["-nodefaultlibs", "-nostartfiles", "-no-canonical-prefixes", "-m64", "-march=armv7-a"];

/// What Zig does not take from rustc: it has an unwinder of its own, and the machine was said.
const NOT_FOR_ZIG: [&str; 2] = ["-m64", "-Wl,--eh-frame-hdr"];

/// Links, if that is what this program was called for.
pub(crate) fn requested() -> Option<ExitCode> {
    let args = env::args().skip(1);
    let mut linker = if let Some(lld) = env::var_os(LLD) {
        let mut command = Command::new(lld);
        command.args(["-flavor", "gnu", "--error-limit=0"]);
        command.args(args.flat_map(|arg| arguments(&arg)));
        command
    } else {
        let mut command = zig::compiler(&env::var_os(zig::PYTHON)?);
        command.args(args.filter_map(|arg| for_zig(&arg)));
        command
    };
    match linker.status() {
        Ok(status) if status.success() => Some(ExitCode::SUCCESS),
        Ok(_) => Some(ExitCode::FAILURE),
        Err(error) => {
            eprintln!("{}: {error}", linker.get_program().display());
            Some(ExitCode::FAILURE)
        }
    }
}

/// What Zig is to get for it.
fn for_zig(arg: &str) -> Option<String> {
    let others = arg.starts_with("--target=") || arg.starts_with("-fuse-ld=");
    match arg {
        "-lgcc_s" => Some("-lunwind".to_owned()),
        _ if others || NOT_FOR_ZIG.contains(&arg) => None,
        _ => Some(arg.to_owned()),
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
    use super::{arguments, for_zig};

    #[test]
    fn a_compilers_arguments_become_a_linkers() {
        assert_eq!(arguments("-Wl,-z,defs"), ["-z", "defs"]);
        assert_eq!(arguments("-lc"), ["-lc"]);
        assert!(arguments("-nodefaultlibs").is_empty());
        assert_eq!(for_zig("-lgcc_s").unwrap(), "-lunwind");
        assert_eq!(for_zig("-lc").unwrap(), "-lc");
        assert_eq!(for_zig("--target=aarch64-unknown-linux-ohos"), None);
    }
}
