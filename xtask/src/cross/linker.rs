//! Who links: the NDK, for what is shipped, or LLD against stubs, for checks.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

use super::toolchain;
use super::{Abi, link, stubs};

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
    pub(super) fn folder(&self) -> &'static str {
        match self {
            Linker::Ndk(_) => "android",
            Linker::Stubs => "cross",
        }
    }

    pub(super) fn way(&self, abi: &Abi, folder: &Path) -> Result<Way, Failure> {
        match self {
            Linker::Ndk(home) => ndk(home, abi),
            Linker::Stubs => stubs(abi, &folder.join("stubs").join(abi.name)),
        }
    }
}

fn ndk(home: &Path, abi: &Abi) -> Result<Way, Failure> {
    let hosts = home.join("toolchains/llvm/prebuilt");
    let entries = hosts.read_dir().map_err(Failure::file(&hosts))?;
    let name = format!("bin/{}{API}-clang", abi.clang);
    let mut programs = entries.filter_map(|host| Some(host.ok()?.path().join(&name)));
    let program = programs.find(|program| program.exists());
    let missing =
        || Failure::new(format!("{}: no {name}; ANDROID_NDK_HOME names it", hosts.display()));
    Ok(Way { program: program.ok_or_else(missing)?, flags: Vec::new(), env: None })
}

fn stubs(abi: &Abi, folder: &Path) -> Result<Way, Failure> {
    let lld = toolchain::lld()?;
    stubs::write(&lld, abi, folder)?;
    let program = env::current_exe().map_err(|error| Failure::new(error.to_string()))?;
    let flags = [format!("-Wl,-m,{}", abi.emulation), format!("-L{}", folder.display())];
    let flags = flags.map(|flag| format!("-Clink-arg={flag}")).into();
    Ok(Way { program, flags, env: Some((link::LLD, lld.into())) })
}
