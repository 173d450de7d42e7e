//! The Kotlin side of the native library: generated from it, committed so that apps need no
//! generator.

use std::fs;
use std::path::Path;

use crate::android;
use crate::command::{self, command, root};
use crate::failure::{Done, Failure};
use crate::say::say;
use crate::temp::TempDir;

pub(crate) const HELP: &str = "\
write the Kotlin side of the native library for Android

Usage: cargo xtask bindings [--check]

  --check  write nothing; fail when the committed file is not what would be written";

const SOURCES: &str = "bindings/android/library/src/main/kotlin";
const FILE: &str = "dev/menshen/core/menshen_android.kt";

pub(crate) fn run(args: &[String]) -> Done {
    match args {
        [] => write(),
        [arg] if arg == "--check" => check(),
        _ => Err(Failure::usage("expected nothing or --check; see --help")),
    }
}

/// The committed file is what the library says.
pub(crate) fn check() -> Done {
    let dir = TempDir::new("bindings")?;
    generate(dir.path())?;
    let committed = fs::read(root().join(SOURCES).join(FILE)).unwrap_or_default();
    let fresh = dir.path().join(FILE);
    if fs::read(&fresh).map_err(Failure::file(&fresh))? == committed {
        return Ok(());
    }
    Err(Failure::new(format!("{FILE} is not what the library says: run `cargo xtask bindings`")))
}

fn write() -> Done {
    generate(&root().join(SOURCES))?;
    say(format!("wrote {SOURCES}/{FILE}"));
    Ok(())
}

/// In the dev profile, which keeps what the generator reads from the library, and builds it soon.
fn generate(out: &Path) -> Done {
    let library = android::build_library()?;
    let mut generator = command(
        "cargo run --quiet --package menshen-android --features bindgen,test-clock --bin uniffi-bindgen -- \
         generate --config bindings/android/uniffi.toml --language kotlin --no-format",
    );
    command::run(generator.arg("--library").arg(library).arg("--out-dir").arg(out))
}
