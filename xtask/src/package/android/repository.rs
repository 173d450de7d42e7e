//! A folder laid out as a Maven repository, with one version of one artifact.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::Digest;

use crate::failure::{Done, Failure};

use crate::package::{Files, archive, read, read_folder};

pub(super) const GROUP: &str = "dev.menshen";
pub(super) const ARTIFACT: &str = "menshen-android";
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) struct Repository {
    pub(super) folder: PathBuf,
}

impl Repository {
    pub(super) fn at(root: &Path) -> Repository {
        Repository { folder: root.join(GROUP.replace('.', "/")).join(ARTIFACT).join(VERSION) }
    }

    /// Writes a file of the artifact and its checksums: what Maven looks for, and what is safe.
    pub(super) fn put(&self, end: &str, bytes: &[u8]) -> Done {
        let sha1 = hex(&sha1::Sha1::digest(bytes));
        let sha256 = hex(&sha2::Sha256::digest(bytes));
        fs::create_dir_all(&self.folder).map_err(Failure::file(&self.folder))?;
        for (end, bytes) in [
            (end.to_owned(), bytes),
            (format!("{end}.sha1"), sha1.as_bytes()),
            (format!("{end}.sha256"), sha256.as_bytes()),
        ] {
            let file = self.file(&end);
            fs::write(&file, bytes).map_err(Failure::file(&file))?;
        }
        Ok(())
    }

    /// What is in the AAR.
    pub(super) fn aar(&self) -> Result<Files, Failure> {
        archive::unpack(&read(&self.file(".aar"))?)
    }

    pub(super) fn is_the_same_as(&self, root: &Path) -> Done {
        let other = Repository::at(root);
        if read_folder(&self.folder)? == read_folder(&other.folder)? {
            return Ok(());
        }
        Err(Failure::new("packaging the same twice gave different bytes"))
    }

    fn file(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{ARTIFACT}-{VERSION}{end}"))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
