//! Building the library for every ABI at once.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::command::{root, target};
use crate::failure::{Done, Failure};

use super::toolchain::Toolchain;
use super::{Abi, Built, Linker, System, library};

const PROFILE: &str = "mobile";
const UNDEFINED: &str = "undefined symbol: ";

pub(super) fn all(system: &'static System, linker: &Linker) -> Result<Vec<Built>, Failure> {
    let toolchain = Toolchain::find(system)?;
    let folder = target().join(linker.folder(system));
    run(system, &mut cargo(&toolchain, system, linker, &folder)?)?;
    system.abis.iter().map(|abi| built(system, abi, &folder)).collect()
}

fn built(system: &System, abi: &'static Abi, folder: &Path) -> Result<Built, Failure> {
    let file = folder.join(abi.target).join(PROFILE).join(system.file);
    let size = library::check(&file, system, abi)?;
    Ok(Built { abi, file, size })
}

fn cargo(
    toolchain: &Toolchain,
    system: &System,
    linker: &Linker,
    folder: &Path,
) -> Result<Command, Failure> {
    let mut cargo = toolchain.cargo(system);
    cargo.args(["build", "--package", system.package, "--lib", "--profile", PROFILE]);
    cargo.arg("--target-dir").arg(folder);
    // These would take the place of what is said for each target.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    let remap = remap(toolchain);
    for abi in system.abis {
        let way = linker.way(system, abi, folder)?;
        let name = abi.target.to_uppercase().replace('-', "_");
        cargo.args(["--target", abi.target]).envs(way.env);
        cargo.env(format!("CARGO_TARGET_{name}_LINKER"), way.program);
        cargo.env(
            format!("CARGO_TARGET_{name}_RUSTFLAGS"),
            [remap.clone(), way.flags].concat().join(" "),
        );
    }
    Ok(cargo)
}

/// Paths of this machine have no place in what is shipped; panics name files by them.
fn remap(toolchain: &Toolchain) -> Vec<String> {
    let crates = registries().into_iter().map(|path| (path, "crates"));
    let source = toolchain.source().map(|path| (path, "rust"));
    let own = [(root().to_owned(), "menshen")];
    let all = own.into_iter().chain(crates).chain(source);
    all.map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display())).collect()
}

/// Where cargo unpacks the crates of each registry.
fn registries() -> Vec<PathBuf> {
    let entries = cargo_home().and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
}

fn cargo_home() -> Option<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

/// Runs cargo; symbols that nobody defines are named, with what to do about them.
fn run(system: &System, cargo: &mut Command) -> Done {
    let failed = |why: &dyn std::fmt::Display| {
        Failure::new(format!("cargo build, for {}: {why}", system.name))
    };
    let mut child = cargo.stderr(Stdio::piped()).spawn().map_err(|error| failed(&error))?;
    let mut undefined = Vec::new();
    for line in child
        .stderr
        .take()
        .into_iter()
        .flat_map(|stderr| BufReader::new(stderr).lines().map_while(Result::ok))
    {
        undefined.extend(line.split_once(UNDEFINED).map(|(_, name)| name.trim().to_owned()));
        eprintln!("{line}");
    }
    let status = child.wait().map_err(|error| failed(&error))?;
    undefined.sort();
    undefined.dedup();
    match undefined.as_slice() {
        _ if status.success() => Ok(()),
        [] => Err(failed(&status)),
        names => Err(system.imports.unlisted(names)),
    }
}
