//! Generated ArkTS and the quick starts pass HarmonyOS's compiler and linter, and what must not does
//! not.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command;
use crate::command::root;
use crate::failure::{Done, Failure};
use crate::harmony;
use crate::temp::TempDir;

use super::quick_start::QuickStarts;
use super::{POLICIES, generate, marks};

const FOLDER: &str = "tests/codegen/arkts";
const QUICK_STARTS: QuickStarts = QuickStarts {
    fence: "ts",
    extension: "ets",
    prelude: "tests/codegen/arkts/QuickStart.ets",
    documents: &["README.md", "docs/harmony.md"],
};

pub(crate) fn check() -> Done {
    let dir = TempDir::new("generated-arkts")?;
    // Imports are relative, so everything stands in one folder.
    let mut files = vec![copy("use.ets", dir.path())?, copy("refused.ets", dir.path())?];
    for (name, policy) in POLICIES {
        let file = dir.path().join(format!("{name}.ets"));
        generate(policy, "--lang arkts", &file)?;
        files.push(file);
    }
    files.extend(QUICK_STARTS.sources(dir.path(), |_| String::new())?);
    let complaints = command::output(harmony::checker()?.args(files))?;
    marks::judge(&complaints, &dir.path().join("refused.ets"))
}

fn copy(name: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let (from, to) = (root().join(FOLDER).join(name), folder.join(name));
    fs::copy(&from, &to).map_err(Failure::file(&from))?;
    Ok(to)
}
