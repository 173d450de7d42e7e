//! Zig's C compiler, from PyPI: it brings a linker, musl and an unwinder for HarmonyOS's processors.
//! And from Debian what runs a library for them here: musl's loader, and an emulator.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::codegen::tools;
use crate::command::{self, command, root};
use crate::failure::{Done, Failure};

use super::abi::Linked;
use super::{Abi, HARMONY, debian};

const RECIPE: &str = "xtask/src/cross/requirements.txt";
/// The Python that has it, and makes this program a linker.
pub(super) const PYTHON: &str = "MENSHEN_ZIG_PYTHON";

/// What was installed.
pub(super) struct Zig(PathBuf);

impl Zig {
    pub(super) fn find() -> Result<Zig, Failure> {
        tools::ready("cross", &[RECIPE], install).map(Zig)
    }

    /// The Python that runs it, for whoever is told by the environment.
    pub(super) fn python(&self) -> OsString {
        self.0.join("venv/bin/python").into()
    }

    /// The compiler for a processor, with HarmonyOS's libc.
    pub(super) fn cc(&self, abi: &Abi) -> Command {
        let mut cc = compiler(&self.python());
        cc.arg("-target").arg(target(abi));
        cc
    }

    /// Runs a program of that processor in musl; it finds its libraries in a folder.
    pub(super) fn run(&self, abi: &Abi, libraries: &Path, program: &Path) -> Command {
        let processor = abi.processor();
        let loader = self.0.join(format!("{}/lib/{}/libc.so", abi.name, target(abi)));
        let path = format!("LD_LIBRARY_PATH={}", libraries.display());
        let mut run = if processor == env::consts::ARCH {
            let mut run = command("env");
            run.arg(path);
            run
        } else {
            let emulator = format!("host/usr/bin/qemu-{processor}-static");
            let mut run = Command::new(self.0.join(emulator));
            run.args(["-E", &path]);
            run
        };
        run.arg(loader).arg(program);
        run
    }
}

/// What Zig calls a machine of HarmonyOS, whose libc is musl.
pub(super) fn target(abi: &Abi) -> String {
    format!("{}-linux-musl", abi.processor())
}

/// The compiler of the Python that has it.
pub(super) fn compiler(python: &OsStr) -> Command {
    let mut cc = Command::new(python);
    cc.args(["-m", "ziglang", "cc"]);
    cc
}

fn install(folder: &Path) -> Done {
    let venv = folder.join("venv");
    command::run(command("python3 -m venv").arg(&venv))?;
    let pip = "-m pip install --quiet --disable-pip-version-check --no-deps -r";
    let mut pip_install = Command::new(venv.join("bin/python"));
    command::run(pip_install.args(pip.split(' ')).arg(root().join(RECIPE)))?;
    debian::unpack("qemu-user-static", None, &folder.join("host"))?;
    HARMONY.abis.iter().try_for_each(|abi| match abi.linked {
        Linked::Harmony { debian } => debian::unpack("musl", Some(debian), &folder.join(abi.name)),
        Linked::Android { .. } => Ok(()),
    })
}
