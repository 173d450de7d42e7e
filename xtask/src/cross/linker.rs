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
    /// What it links cannot be shipped: it was never loaded by the system itself.
    Stubs,
}

/// How cargo is told.
pub(super) struct Way {
    pub(super) program: PathBuf,
    pub(super) flags: Vec<String>,
    pub(super) env: Option<(&'static str, OsString)>,
}

impl Linker {
    /// The NDK that the environment names.
    pub(crate) fn installed(system: &System) -> Linker {
        env::var_os(system.ndk).map_or(Linker::Stubs, |home| Linker::Ndk(home.into()))
    }

    /// Apart, since cargo does not tell one linker's libraries from another's.
    pub(super) fn folder(&self, system: &System) -> String {
        match self {
            Linker::Ndk(_) => format!("{}-ndk", system.folder),
            Linker::Stubs => system.folder.to_owned(),
        }
    }

    pub(super) fn way(&self, system: &System, abi: &Abi, folder: &Path) -> Result<Way, Failure> {
        if let Linker::Ndk(home) = self {
            return ndk(home, system, abi);
        }
        let (folder, lld) = (folder.join("stubs").join(abi.name), toolchain::lld()?);
        stubs::write(&lld, system, abi, &folder)?;
        match abi.linked {
            Linked::Android { .. } => with_lld(lld, abi, &folder),
            Linked::Harmony { .. } => with_zig(abi, &folder),
        }
    }
}

fn ndk(home: &Path, system: &System, abi: &Abi) -> Result<Way, Failure> {
    let found = match &abi.linked {
        Linked::Android { clang } => hosts(home)?
            .map(|host| host.join(format!("bin/{clang}{API}-clang")))
            .find(|program| program.exists()),
        Linked::Harmony { .. } => ["native/llvm/bin", "llvm/bin"]
            .map(|folder| home.join(folder).join(format!("{}-clang", abi.target)))
            .into_iter()
            .find(|program| program.exists()),
    };
    let missing = || {
        format!("{}: no compiler for {} in it; {} names it", home.display(), abi.target, system.ndk)
    };
    let program = found.ok_or_else(|| Failure::new(missing()))?;
    Ok(Way { program, flags: Vec::new(), env: None })
}

/// Android's NDK has a folder for each system that it runs on.
fn hosts(home: &Path) -> Result<impl Iterator<Item = PathBuf>, Failure> {
    let hosts = home.join("toolchains/llvm/prebuilt");
    let entries = hosts.read_dir().map_err(Failure::file(&hosts))?;
    Ok(entries.filter_map(|host| Some(host.ok()?.path())))
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
