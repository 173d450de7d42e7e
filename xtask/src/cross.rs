//! The Android library without a phone and, where there is none, without an NDK: it links against
//! what bionic has, and is laid out as Android wants it.

mod abi;
mod bionic;
mod build;
mod library;
pub(crate) mod link;
mod linker;
mod stubs;
mod toolchain;

use std::path::PathBuf;

use crate::failure::{Done, Failure};
use crate::say::say;

use abi::{ABIS, Abi};
pub(crate) use build::FILE;
pub(crate) use linker::Linker;

/// The native library of one ABI, built and found to be sound.
pub(crate) struct Built {
    pub(crate) abi: &'static Abi,
    pub(crate) file: PathBuf,
    pub(crate) size: u64,
}

/// The step: linked without an NDK, wherever it runs, so that only what is listed is imported.
pub(crate) fn check() -> Done {
    build(&Linker::Stubs).map(drop)
}

/// Builds the library for every ABI and holds it to the rules; says how large each is.
pub(crate) fn build(linker: &Linker) -> Result<Vec<Built>, Failure> {
    let built = build::all(linker)?;
    for Built { abi, size, .. } in &built {
        say(format!("{:<12} {:>9} bytes (at most {})", abi.name, size, abi.most));
    }
    Ok(built)
}
