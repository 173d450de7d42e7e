//! A file that appears under its name once it is whole.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::text;
use crate::lang::Lang;
use crate::{Failure, input};

/// The file as it is to be.
pub(super) struct Whole {
    path: PathBuf,
    replace: bool,
}

/// The file while it is written, beside the other; removed unless it becomes whole.
pub(super) struct Part(NamedTempFile);

impl Whole {
    /// Refused when something is there already, before any work is done.
    pub(super) fn new(path: &Path, force: bool, lang: Lang) -> Result<Whole, Failure> {
        match fs::metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Ok(Whole { path: path.to_owned(), replace: false })
            }
            Err(error) => Err(input::at(path, &error)),
            Ok(there) if !there.is_file() => Err(text::no_file(path, lang)),
            Ok(_) if !force => Err(text::exists(path, lang)),
            // What a link points to is replaced, not the link.
            Ok(_) => {
                let path = path.canonicalize().map_err(|error| input::at(path, &error))?;
                Ok(Whole { path, replace: true })
            }
        }
    }
}

impl Part {
    pub(super) fn beside(whole: &Whole) -> io::Result<Part> {
        let name = whole.path.file_name().unwrap_or_default().to_string_lossy();
        let folder = whole.path.parent().filter(|folder| *folder != Path::new(""));
        let part = Builder::new()
            .prefix(&format!(".{name}."))
            .suffix(".part")
            // As for any new file; the user's mask takes from it.
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(folder.unwrap_or(Path::new(".")));
        part.map(Part)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn file(&self) -> &File {
        self.0.as_file()
    }

    pub(super) fn buffered(&self) -> impl Write {
        BufWriter::new(self.file())
    }

    /// Gives the file its name.
    pub(super) fn become_whole(self, whole: &Whole) -> io::Result<()> {
        self.file().sync_all()?;
        match whole.replace {
            true => self.0.persist(&whole.path)?,
            // Whatever has come there meanwhile stays.
            false => self.0.persist_noclobber(&whole.path)?,
        };
        Ok(())
    }
}
