//! Files of Debian's packages, without installing them: of other processors too.

use std::fs;
use std::path::Path;

use crate::command::{self, command};
use crate::failure::{Done, Failure};

/// Unpacks a package, for another architecture than this machine's if one is named.
pub(super) fn unpack(package: &str, architecture: Option<&str>, folder: &Path) -> Done {
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    if !command::works(&mut command("apt-get --version")) {
        let advice = "is fetched by apt-get, which is missing: run this on Debian";
        return Err(Failure::missing(format!("{package} {advice}")));
    }
    let state = folder.join("apt");
    let apt = |words: &str| {
        let mut apt = command("env");
        // Apart from the machine's own, so that it needs no rights and leaves nothing behind.
        apt.arg("apt-get").arg("--quiet=2").arg("-oAPT::Sandbox::User=");
        apt.arg(format!("-oDir::State::lists={}", state.display()));
        apt.arg(format!("-oDir::Cache={}", state.display())).arg("-oDebug::NoLocking=1");
        for name in architecture.iter().flat_map(|it| ["", "s"].map(|end| format!("{end}={it}"))) {
            apt.arg(format!("-oAPT::Architecture{name}"));
        }
        apt.args(words.split(' ')).current_dir(folder);
        apt
    };
    fs::create_dir_all(state.join("partial")).map_err(Failure::file(&state))?;
    command::run(&mut apt("update"))?;
    command::run(&mut apt(&format!("download {package}")))?;
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let file = entry.map_err(Failure::file(folder))?.path();
        if file.extension().is_some_and(|end| end == "deb") {
            command::run(command("dpkg-deb --extract").arg(&file).arg(folder))?;
            fs::remove_file(&file).map_err(Failure::file(&file))?;
        }
    }
    fs::remove_dir_all(&state).map_err(Failure::file(&state))
}
