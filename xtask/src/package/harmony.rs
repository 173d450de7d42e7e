//! What HarmonyOS apps depend on: a HAR with the ArkTS sources and the native libraries.

mod tarball;

use std::fs;
use std::path::Path;

use crate::command::{self, root};
use crate::cross::{self, Built, HARMONY, Linker};
use crate::failure::{Done, Failure};
use crate::harmony;
use crate::say::say;
use crate::temp::TempDir;

use super::{Files, read, read_folder, warn, why_not_for_release};

const LIBRARY: &str = "bindings/harmony/library";
const VERSION: &str = env!("CARGO_PKG_VERSION");
const NOT_FOR_RELEASE: &str = "NOT-FOR-RELEASE";
/// An app that uses the package: its sources pass the checker, its script runs.
const APP: &str = "tests/package/harmony";

/// The step: what an app gets is whole, and can be used.
pub(crate) fn check() -> Done {
    let dir = TempDir::new("har")?;
    let linker = Linker::Stubs;
    let built = cross::build(HARMONY, &linker)?;
    let har = tarball::pack(&files(&linker, &built)?)?;
    if har != tarball::pack(&files(&linker, &built)?)? {
        return Err(Failure::new("packaging the same twice gave different bytes"));
    }
    let unpacked = dir.path().join("unpacked");
    tarball::unpack(&har, &unpacked)?;
    use_it(&unpacked.join("package"))
}

/// Compiles an app against the unpacked package, and runs it in Node.
fn use_it(package: &Path) -> Done {
    let entry = package.join("Index.ets");
    let app = root().join(APP);
    let mut checker = harmony::checker()?;
    let complaints = command::output(checker.arg("--gate").arg(&entry).arg(&app).arg(package))?;
    if !complaints.is_empty() {
        return Err(Failure::new(complaints));
    }
    let library = harmony::build_library()?;
    let mut script = harmony::node(&format!("{APP}/run.cjs"))?;
    command::run(script.arg(&entry).env("MENSHEN_NATIVE", library))
}

pub(super) fn put_together(out: &Path) -> Done {
    let linker = Linker::installed(HARMONY);
    let built = cross::build(HARMONY, &linker)?;
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    let file = out.join(format!("menshen-gate-{VERSION}.har"));
    let har = tarball::pack(&files(&linker, &built)?)?;
    fs::write(&file, har).map_err(Failure::file(&file))?;
    say(format!("wrote {}", file.display()));
    warn(HARMONY, &linker);
    Ok(())
}

/// The library's own files, the native libraries, and what a registry asks for besides.
fn files(linker: &Linker, built: &[Built]) -> Result<Files, Failure> {
    let mut files = sources()?;
    for Built { abi, file, .. } in built {
        files.insert(format!("libs/{}/{}", abi.name, HARMONY.file), read(file)?);
    }
    for name in ["LICENSE", "CHANGELOG.md"] {
        files.insert(name.to_owned(), read(&root().join(name))?);
    }
    if let Some(why) = why_not_for_release(HARMONY, linker) {
        files.insert(NOT_FOR_RELEASE.to_owned(), why.into_bytes());
    }
    let manifest = files.get("oh-package.json5").cloned().unwrap_or_default();
    if !String::from_utf8_lossy(&manifest).contains(&format!("\"version\": \"{VERSION}\"")) {
        return Err(Failure::new(format!(
            "{LIBRARY}/oh-package.json5: its version is not {VERSION}"
        )));
    }
    Ok(files.into_iter().map(|(name, bytes)| (format!("package/{name}"), bytes)).collect())
}

/// Without what a build leaves behind.
fn sources() -> Result<Files, Failure> {
    let mut files = read_folder(&root().join(LIBRARY))?;
    let left_behind = ["build/", "libs/", "oh_modules/", ".preview/", ".cxx/"];
    files.retain(|name, _| !left_behind.iter().any(|start| name.starts_with(start)));
    Ok(files)
}
