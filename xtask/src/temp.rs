//! A folder that goes away again.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use crate::failure::Failure;

pub(crate) struct TempDir(PathBuf);

impl TempDir {
    /// A new, empty folder. Dropping it removes it with all that is in it.
    pub(crate) fn new(name: &str) -> Result<TempDir, Failure> {
        let path = env::temp_dir().join(format!("menshen-{name}-{}", process::id()));
        fs::create_dir(&path).map_err(Failure::file(&path))?;
        Ok(TempDir(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{}: {error}", self.0.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_folder_is_new_and_goes_away_with_its_files() {
        let dir = TempDir::new("gone").unwrap();
        let path = dir.path().to_owned();
        fs::write(path.join("file"), "text").unwrap();
        assert!(TempDir::new("gone").is_err(), "nobody else's folder is taken over");
        drop(dir);
        assert!(!path.exists());
    }
}
