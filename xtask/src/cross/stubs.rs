//! Libraries with nothing in them but the names that a system is known to have.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command;
use crate::failure::{Done, Failure};

use super::{Abi, System};

/// Writes one for each library that is not there where it is linked.
pub(super) fn write(lld: &Path, system: &System, abi: &Abi, folder: &Path) -> Done {
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    // LLD wants a file to link, whatever is in it.
    let nothing = folder.join("nothing");
    fs::write(&nothing, "").map_err(Failure::file(&nothing))?;
    system.imports.stubs.iter().try_for_each(|library| {
        let mut link = Command::new(lld);
        link.args(["-flavor", "gnu", "-m", abi.emulation, "-shared", "-soname"]);
        link.arg(format!("lib{library}.so")).args(["--format", "binary"]).arg(&nothing);
        let names = system.imports.symbols().filter(|(of, _)| of == library);
        link.args(names.map(|(_, name)| format!("--defsym={name}=0")));
        command::run(link.arg("-o").arg(folder.join(format!("lib{library}.so"))))
    })
}
