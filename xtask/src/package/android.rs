//! What Android apps depend on: a folder that Gradle takes as a Maven repository.

mod classes;
mod consumer;
mod manifest;
mod pom;
mod repository;
mod shrink;

use std::path::{Path, PathBuf};

use crate::command::root;
use crate::cross::{self, ANDROID, Built, Linker};
use crate::failure::{Done, Failure};
use crate::say::say;
use crate::temp::TempDir;

use super::{Files, archive, read, read_folder, warn, why_not_for_release};
use repository::Repository;

const LIBRARY: &str = "bindings/android/library";
const NOT_FOR_RELEASE: &str = "META-INF/menshen/NOT-FOR-RELEASE";
/// The step: what an app gets can be used, and shrunk.
pub(crate) fn check() -> Done {
    let dir = TempDir::new("package")?;
    let (one, again) = (dir.path().join("one"), dir.path().join("again"));
    let classes = classes::compile()?;
    let built = cross::build(ANDROID, &Linker::Stubs)?;
    let repository = write(&one, &Linker::Stubs, &built, &classes)?;
    write(&again, &Linker::Stubs, &built, &classes)?;
    repository.is_the_same_as(&again)?;
    manifest::check(&repository.aar()?)?;
    consumer::resolve(&one, dir.path())?;
    shrink::check(&repository.aar()?, dir.path())
}

pub(super) fn put_together(out: &Path) -> Done {
    let linker = Linker::installed(ANDROID);
    let built = cross::build(ANDROID, &linker)?;
    let repository = write(out, &linker, &built, &classes::compile()?)?;
    say(format!("wrote {}", repository.folder.display()));
    warn(ANDROID, &linker);
    Ok(())
}

fn write(
    out: &Path,
    linker: &Linker,
    built: &[Built],
    classes: &Files,
) -> Result<Repository, Failure> {
    let repository = Repository::at(out);
    repository.put(".aar", &archive::pack(&aar(linker, built, classes)?)?)?;
    repository.put(".pom", pom::text()?.as_bytes())?;
    repository.put("-sources.jar", &archive::pack(&read_folder(&source("src/main/kotlin"))?)?)?;
    Ok(repository)
}

fn aar(linker: &Linker, built: &[Built], classes: &Files) -> Result<Files, Failure> {
    let mut files = Files::from([
        ("AndroidManifest.xml".to_owned(), manifest::text()?.into_bytes()),
        ("R.txt".to_owned(), Vec::new()),
        ("classes.jar".to_owned(), archive::pack(classes)?),
        ("proguard.txt".to_owned(), read(&source("consumer-rules.pro"))?),
        ("META-INF/LICENSE".to_owned(), read(&root().join("LICENSE"))?),
    ]);
    for Built { abi, file, .. } in built {
        files.insert(format!("jni/{}/{}", abi.name, ANDROID.file), read(file)?);
    }
    if let Some(why) = why_not_for_release(ANDROID, linker) {
        files.insert(NOT_FOR_RELEASE.to_owned(), why.into_bytes());
    }
    Ok(files)
}

fn source(name: &str) -> PathBuf {
    root().join(LIBRARY).join(name)
}
