//! The `menshen` command on files of a folder of its own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::POLICY;

/// A folder that is gone when the command has run.
pub(crate) struct Stage(TempDir);

impl Stage {
    pub(crate) fn new() -> Stage {
        Stage(tempfile::Builder::new().prefix("menshen-fuzz-").tempdir().unwrap())
    }

    /// A file in the folder.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The policy that everything is held against.
    pub(crate) fn policy(&self) -> PathBuf {
        self.file("policy.json", POLICY.as_bytes())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs a command: words, in which `{}` stands for the next of these paths. The exit code, one
    /// of those that the command documents.
    pub(crate) fn menshen(&self, words: &str, paths: &[&Path]) -> u8 {
        let mut paths = paths.iter();
        let argument = |word: &str| match word {
            "{}" => paths.next().expect("a path for each place").into(),
            word => OsString::from(word),
        };
        let code =
            menshen_cli::run(["menshen".into()].into_iter().chain(words.split(' ').map(argument)));
        assert!(code <= 2, "menshen {words}: exit code {code}");
        code
    }
}
