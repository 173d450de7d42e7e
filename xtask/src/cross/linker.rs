//! Who links: the NDK, for what is shipped, or LLD and Zig against stubs, for checks.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

use super::abi::Linked;
use super::zig::{self, Zig};
use super::{Abi, System, link, stubs, toolchain};

/// The lowest level that the library runs on.
const API: u32 = 24;

pub(crate) enum Linker {
    Ndk(PathBuf),
    /// What it links cannot be shipped: it has the NDK's own unwinder as a library of the system.
    Stubs,
}

/// How cargo is told.
pub(super) struct Way {
    pub(super) program: PathBuf,
    pub(super) flags: Vec<String>,
    pub(super) env: Option<(&'static str, OsString)>,
}

impl Linker {
    /// The NDK that `ANDROID_NDK_HOME` names.
    pub(crate) fn installed() -> Linker {
        env::var_os("ANDROID_NDK_HOME").map_or(Linker::Stubs, |home| Linker::Ndk(home.into()))
    }

    /// Apart, since cargo does not tell one linker's libraries from another's.
    pub(super) fn folder(&self, system: &System) -> &'static str {
        match self {
            Linker::Ndk(_) => "android",
            Linker::Stubs => system.folder,
        }
    }

    pub(super) fn way(&self, system: &System, abi: &Abi, folder: &Path) -> Result<Way, Failure> {
        if let (Linker::Ndk(home), Linked::Android { clang }) = (self, &abi.linked) {
            return ndk(home, clang);
        }
        let (folder, lld) = (folder.join("stubs").join(abi.name), toolchain::lld()?);
        stubs::write(&lld, system, abi, &folder)?;
        match abi.linked {
            Linked::Android { .. } => with_lld(lld, abi, &folder),
            Linked::Harmony { .. } => with_zig(abi, &folder),
        }
    }
}

fn ndk(home: &Path, clang: &str) -> Result<Way, Failure> {
    let hosts = home.join("toolchains/llvm/prebuilt");
    let entries = hosts.read_dir().map_err(Failure::file(&hosts))?;
    let name = format!("bin/{clang}{API}-clang");
    let mut programs = entries.filter_map(|host| Some(host.ok()?.path().join(&name)));
    let program = programs.find(|program| program.exists());
    let missing =
        || Failure::new(format!("{}: no {name}; ANDROID_NDK_HOME names it", hosts.display()));
    Ok(Way { program: program.ok_or_else(missing)?, flags: Vec::new(), env: None })
}

fn with_lld(lld: PathBuf, abi: &Abi, stubs: &Path) -> Result<Way, Failure> {
    let flags = [format!("-Wl,-m,{}", abi.emulation), format!("-L{}", stubs.display())];
    own(&flags, (link::LLD, lld.into()))
}

fn with_zig(abi: &Abi, stubs: &Path) -> Result<Way, Failure> {
    let flags = ["-target".to_owned(), zig::target(abi), format!("-L{}", stubs.display())];
    own(&flags, (zig::PYTHON, Zig::find()?.python()))
}

/// This program, which passes on what it is told.
fn own(flags: &[String], env: (&'static str, OsString)) -> Result<Way, Failure> {
    let program = env::current_exe().map_err(|error| Failure::new(error.to_string()))?;
    let flags = flags.iter().map(|flag| format!("-Clink-arg={flag}")).collect();
    Ok(Way { program, flags, env: Some(env) })
}
