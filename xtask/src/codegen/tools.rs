//! Compilers of other languages, fetched into `.tools` once for each recipe.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;
use crate::failure::{Done, Failure};

const STAMP: &str = "recipe";

/// The folder of a tool, installed anew when a file of its recipe has changed.
pub(crate) fn ready(
    name: &str,
    recipe: &[&str],
    install: impl FnOnce(&Path) -> Done,
) -> Result<PathBuf, Failure> {
    let wanted = read_all(recipe)?;
    let folder = root().join(".tools").join(name);
    let stamp = folder.join(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    install(&folder)?;
    // Last, so that what was broken off is installed again.
    fs::write(&stamp, wanted).map_err(Failure::file(&stamp))?;
    Ok(folder)
}

fn read_all(recipe: &[&str]) -> Result<String, Failure> {
    let read = |file: &&str| {
        let path = root().join(file);
        fs::read_to_string(&path).map_err(Failure::file(&path))
    };
    recipe.iter().map(read).collect()
}

/// The file in a folder whose name begins so and ends with `.jar`.
pub(crate) fn jar(folder: &Path, start: &str) -> Result<PathBuf, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file(folder))?;
    let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let name = names.find(|name| name.starts_with(start) && name.ends_with(".jar"));
    let missing = || Failure::new(format!("{}: no {start}*.jar", folder.display()));
    name.map(|name| folder.join(name)).ok_or_else(missing)
}
