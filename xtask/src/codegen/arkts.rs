//! Generated ArkTS passes HarmonyOS's compiler and linter, and what must not does not.

use std::fs;
use std::path::Path;

use crate::command::{self, command, root};
use crate::failure::{Done, Failure};
use crate::temp::TempDir;

use super::{POLICIES, generate, marks, tools};

const FOLDER: &str = "tests/codegen/arkts";
const GATE: &str = "contract.ets";
const INSTALL: &str = "npm ci --silent --ignore-scripts --no-audit --no-fund --prefix";
const CHECK: &str = "node bindings/harmony/node/check.cjs --gate";
const RECIPE: [&str; 2] =
    ["bindings/harmony/node/package.json", "bindings/harmony/node/package-lock.json"];

pub(crate) fn check() -> Done {
    let tools = tools::ready("arkts", &RECIPE, install)?;
    let dir = TempDir::new("generated-arkts")?;
    let mut check = command(CHECK);
    // Imports are relative, so everything stands in one folder; the first stands for the library.
    check.arg(dir.path().join(GATE));
    for name in [GATE, "use.ets", "refused.ets"] {
        check.arg(copy(&root().join(FOLDER).join(name), dir.path())?);
    }
    for (name, policy) in POLICIES {
        let file = dir.path().join(format!("{name}.ets"));
        generate(policy, "--lang arkts", &file)?;
        check.arg(file);
    }
    let complaints = command::output(check.env("NODE_PATH", tools.join("node_modules")))?;
    marks::judge(&complaints, &dir.path().join("refused.ets"))
}

fn install(folder: &Path) -> Done {
    RECIPE.iter().try_for_each(|file| copy(&root().join(file), folder).map(drop))?;
    command::run(command(INSTALL).arg(folder))
}

fn copy(file: &Path, folder: &Path) -> Result<std::path::PathBuf, Failure> {
    let to = folder.join(file.file_name().unwrap_or_default());
    fs::copy(file, &to).map_err(Failure::file(file))?;
    Ok(to)
}
