//! Writing files whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Failure, input};

/// Puts a text in a file's place: whoever reads it sees the old one or the new one. Permissions
/// stay, and a link keeps pointing to the file.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&target);
    let done = write(&beside, &target, text);
    if done.is_err() {
        // The new text is of no use any more; that it may stay behind is the lesser trouble.
        let _ = fs::remove_file(&beside);
    }
    done.map_err(|error| input::at(path, &error))
}

fn write(beside: &Path, target: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(beside)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(target) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()?;
    fs::rename(beside, target)
}

/// A name next to the file that no other run uses.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.new", std::process::id()))
}
