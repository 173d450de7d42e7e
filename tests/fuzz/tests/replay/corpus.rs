//! What libFuzzer kept.

use std::path::{Path, PathBuf};

use menshen_fuzz::Target;

pub(crate) struct Corpus(Vec<(String, Vec<u8>)>);

impl Corpus {
    /// The corpus of a target; without one it would be tried with nothing.
    pub(crate) fn of(target: &Target) -> Corpus {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
        let entries = folder.read_dir().unwrap_or_else(|error| panic!("{folder:?}: {error}"));
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        assert!(!paths.is_empty(), "{folder:?} is empty");
        paths.sort();
        let file = |path: PathBuf| (path.display().to_string(), std::fs::read(path).unwrap());
        Corpus(paths.into_iter().map(file).collect())
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn any(&self, dice: &mut fastrand::Rng) -> &[u8] {
        &self.0[dice.usize(..self.0.len())].1
    }
}
