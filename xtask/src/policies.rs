//! The shipped policies must be sound.

use std::fs;
use std::path::PathBuf;

use crate::command::{self, root};
use crate::failure::{Done, Failure};

/// Checks every policy in `policies/`.
pub(crate) fn check() -> Done {
    let files = files()?;
    if files.is_empty() {
        return Err(Failure::new("policies/ holds no policy"));
    }
    command::run(command::menshen("policy check").args(files))
}

fn files() -> Result<Vec<PathBuf>, Failure> {
    let folder = root().join("policies");
    let entries = fs::read_dir(&folder).map_err(Failure::file(&folder))?;
    let names =
        entries.filter_map(|entry| Some(PathBuf::from("policies").join(entry.ok()?.file_name())));
    let mut files: Vec<PathBuf> =
        names.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_policies_are_found() {
        let files = super::files().unwrap();
        assert!(files.iter().any(|path| path.ends_with("netease-cloud-music.json")), "{files:?}");
    }
}
