//! A Rust that can build for another system: with the standard library for it, or with its source.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, root};
use crate::failure::Failure;

use super::System;

pub(super) struct Toolchain {
    bin: PathBuf,
    sysroot: PathBuf,
}

impl Toolchain {
    /// The one that runs this task if it can, else the system's.
    pub(super) fn find(system: &System) -> Result<Toolchain, Failure> {
        let all: Vec<Toolchain> = candidates().collect();
        let ready = all.iter().position(|it| it.has_library(system));
        let found = ready.or_else(|| all.iter().position(|it| it.source().is_some()));
        let found = found.and_then(|at| all.into_iter().nth(at));
        found.ok_or_else(|| Failure::missing(system.rust))
    }

    /// Its cargo, at the root of the repository.
    pub(super) fn cargo(&self, system: &System) -> Command {
        let mut cargo = Command::new(self.bin.join("cargo"));
        cargo.current_dir(root()).env("RUSTC", self.bin.join("rustc"));
        if !self.has_library(system) {
            // Building the standard library is not stable; the library is the stable one all the same.
            cargo.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_unwind");
        }
        cargo
    }

    /// The source of the standard library, if it is there.
    pub(super) fn source(&self) -> Option<PathBuf> {
        let source = self.sysroot.join("lib/rustlib/src/rust").canonicalize().ok()?;
        source.join("library/std/Cargo.toml").exists().then_some(source)
    }

    fn has_library(&self, system: &System) -> bool {
        let library = |target: &str| self.sysroot.join("lib/rustlib").join(target).join("lib");
        system.abis.iter().all(|abi| library(abi.target).is_dir())
    }
}

/// LLD links for every machine; Rust brings it along, nearly everywhere.
pub(super) fn lld() -> Result<PathBuf, Failure> {
    let own = candidates().find_map(|it| rust_lld(&it.sysroot));
    let path = env::var_os("PATH").unwrap_or_default();
    let mut installed = env::split_paths(&path).map(|folder| folder.join("ld.lld"));
    let found = own.or_else(|| installed.find(|file| file.exists()));
    found.ok_or_else(|| Failure::missing("the linker LLD is missing: apt-get install lld"))
}

fn rust_lld(sysroot: &Path) -> Option<PathBuf> {
    let hosts = sysroot.join("lib/rustlib").read_dir().ok()?;
    let mut files = hosts.filter_map(|host| Some(host.ok()?.path().join("bin/rust-lld")));
    files.find(|file| file.exists())
}

fn candidates() -> impl Iterator<Item = Toolchain> {
    let this = env::var_os("CARGO").and_then(|cargo| Some(Path::new(&cargo).parent()?.to_owned()));
    this.into_iter().chain([PathBuf::from("/usr/bin")]).filter_map(toolchain)
}

fn toolchain(bin: PathBuf) -> Option<Toolchain> {
    let rustc = bin.join("rustc");
    let sysroot = rustc
        .exists()
        .then(|| command::output(Command::new(rustc).args(["--print", "sysroot"])))?;
    Some(Toolchain { bin, sysroot: sysroot.ok()?.trim().into() })
}
