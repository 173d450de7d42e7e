//! What apps depend on, put together for them.

mod android;
mod archive;
mod harmony;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::command::target;
use crate::cross::{self, ANDROID, Built, HARMONY, Linker, System};
use crate::failure::{Done, Failure};
use crate::say::say;

pub(crate) use android::check as check_android;
pub(crate) use harmony::check as check_harmony;

pub(crate) const HELP: &str = "\
put together what apps depend on: an AAR in a Maven repository, or a HAR

Usage: cargo xtask package android [--out DIR | --libraries DIR]
       cargo xtask package harmony [--out DIR | --libraries DIR]

  --out DIR        where it goes; target/maven or target/har otherwise
  --libraries DIR  only the native libraries, as <abi>/<library>: for Gradle's jniLibs, or the libs
                   folder of the ArkTS library

ANDROID_NDK_HOME and OHOS_NDK_HOME name the NDKs that link the libraries. Without one they are linked
for checks alone, and a file NOT-FOR-RELEASE in the package says so.";

/// The files of a package, by their names in it.
type Files = BTreeMap<String, Vec<u8>>;

pub(crate) fn run(args: &[String]) -> Done {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["android"] => android::put_together(&target().join("maven")),
        ["android", "--out", dir] => android::put_together(Path::new(dir)),
        ["android", "--libraries", dir] => copy_libraries(ANDROID, Path::new(dir)),
        ["harmony"] => harmony::put_together(&target().join("har")),
        ["harmony", "--out", dir] => harmony::put_together(Path::new(dir)),
        ["harmony", "--libraries", dir] => copy_libraries(HARMONY, Path::new(dir)),
        _ => {
            let wanted = "`android` or `harmony`, with `--out DIR` or `--libraries DIR`";
            Err(Failure::usage(format!("expected {wanted}; see --help")))
        }
    }
}

fn copy_libraries(system: &'static System, out: &Path) -> Done {
    let linker = Linker::installed(system);
    for Built { abi, file, .. } in cross::build(system, &linker)? {
        let folder = out.join(abi.name);
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        let to = folder.join(system.file);
        fs::copy(&file, &to).map_err(Failure::file(&to))?;
    }
    warn(system, &linker);
    Ok(())
}

fn warn(system: &System, linker: &Linker) {
    if let Some(why) = why_not_for_release(system, linker) {
        say(format!("\nNOT FOR RELEASE. {why}"));
    }
}

/// What a package says whose libraries were linked without an NDK.
fn why_not_for_release(system: &System, linker: &Linker) -> Option<String> {
    let why = format!(
        "The native libraries in this package were linked without the NDK, to check them, and have \
         not run on a device. Set {} and package again.\n",
        system.ndk
    );
    matches!(linker, Linker::Stubs).then_some(why)
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(Failure::file(file))
}

/// Every file below a folder, by its path from there.
fn read_folder(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(&next).map_err(Failure::file(&next))? {
            let path = entry.map_err(Failure::file(&next))?.path();
            if path.is_dir() {
                left.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                files.insert(name.to_string_lossy().replace('\\', "/"), read(&path)?);
            }
        }
    }
    Ok(files)
}
