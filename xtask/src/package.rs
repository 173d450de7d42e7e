//! What apps depend on, put together for them: a folder that Gradle takes as a Maven repository.

mod archive;
mod classes;
mod consumer;
mod manifest;
mod pom;
mod repository;
mod shrink;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{root, target};
use crate::cross::{self, ANDROID, Built, Linker};
use crate::failure::{Done, Failure};
use crate::say::say;
use crate::temp::TempDir;

use repository::Repository;

pub(crate) const HELP: &str = "\
put together what apps depend on: the AAR, its POM and sources, as a Maven repository

Usage: cargo xtask package android [--out DIR | --libraries DIR]

  --out DIR        where the repository goes; target/maven otherwise
  --libraries DIR  only the native libraries, as <abi>/libmenshen_android.so: for Gradle's jniLibs

ANDROID_NDK_HOME names the NDK that links the libraries. Without one they are linked for checks
alone: they do not load on a phone, and META-INF/menshen/NOT-FOR-RELEASE in the AAR says so.";

const LIBRARY: &str = "bindings/android/library";
const NOT_FOR_RELEASE: &str = "META-INF/menshen/NOT-FOR-RELEASE";
const WHY_NOT: &str = "The native libraries in this package were linked without an NDK, to check \
    them. They do not load on a phone. Set ANDROID_NDK_HOME and package again.\n";

/// The files of a package, by their names in it.
type Files = BTreeMap<String, Vec<u8>>;

pub(crate) fn run(args: &[String]) -> Done {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["android"] => put_together(&target().join("maven")),
        ["android", "--out", dir] => put_together(Path::new(dir)),
        ["android", "--libraries", dir] => copy_libraries(Path::new(dir)),
        _ => Err(Failure::usage("expected `android [--out DIR | --libraries DIR]`; see --help")),
    }
}

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

fn put_together(out: &Path) -> Done {
    let linker = Linker::installed();
    let built = cross::build(ANDROID, &linker)?;
    let repository = write(out, &linker, &built, &classes::compile()?)?;
    say(format!("wrote {}", repository.folder.display()));
    warn(&linker);
    Ok(())
}

fn copy_libraries(out: &Path) -> Done {
    let linker = Linker::installed();
    for Built { abi, file, .. } in cross::build(ANDROID, &linker)? {
        let folder = out.join(abi.name);
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        let to = folder.join(ANDROID.file);
        fs::copy(&file, &to).map_err(Failure::file(&to))?;
    }
    warn(&linker);
    Ok(())
}

fn warn(linker: &Linker) {
    if matches!(linker, Linker::Stubs) {
        say(format!("\nNOT FOR RELEASE. {WHY_NOT}"));
    }
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
    if matches!(linker, Linker::Stubs) {
        files.insert(NOT_FOR_RELEASE.to_owned(), WHY_NOT.into());
    }
    Ok(files)
}

fn source(name: &str) -> PathBuf {
    root().join(LIBRARY).join(name)
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
