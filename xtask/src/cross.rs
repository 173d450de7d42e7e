//! The native libraries without a phone and without a system's own kit: each links against what its
//! system has, and is laid out as it wants it. The one for HarmonyOS is loaded, too.

mod abi;
mod build;
mod debian;
mod imports;
mod library;
pub(crate) mod link;
mod linker;
mod load;
mod stubs;
mod system;
mod toolchain;
mod zig;

use std::path::PathBuf;

use crate::failure::{Done, Failure};
use crate::say::say;

use abi::Abi;
pub(crate) use linker::Linker;
pub(crate) use system::{ANDROID, HARMONY, System};

/// The native library of one ABI, built and found to be sound.
pub(crate) struct Built {
    pub(crate) abi: &'static Abi,
    pub(crate) file: PathBuf,
    pub(crate) size: u64,
}

/// The step: linked without an NDK, wherever it runs, so that only what is listed is imported.
pub(crate) fn check() -> Done {
    build(ANDROID, &Linker::Stubs).map(drop)
}

/// The step: the same for HarmonyOS; and the library loads, and answers.
pub(crate) fn check_harmony() -> Done {
    build(HARMONY, &Linker::Stubs)?.iter().try_for_each(load::check)
}

/// Builds the library for every ABI and holds it to the rules; says how large each is.
pub(crate) fn build(system: &'static System, linker: &Linker) -> Result<Vec<Built>, Failure> {
    let built = build::all(system, linker)?;
    for Built { abi, size, .. } in &built {
        say(format!("{:<12} {:>9} bytes (at most {})", abi.name, size, abi.most));
    }
    Ok(built)
}
