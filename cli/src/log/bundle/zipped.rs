//! A zip, which has its list of files at the end.

use std::fs::File;
use std::io::{Read, Seek};

use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::unpacked::{Stop, Unpacked};

pub(super) fn unpack(file: &File, unpacked: &mut Unpacked) -> Result<(), Stop> {
    // Not `ZipArchive`, which keeps the whole list in memory however long it is.
    match ZipIterable::try_new(file, Default::default()) {
        Ok(archive) => listed(archive, unpacked),
        Err(error) => {
            front_to_back(file, unpacked)?;
            Err(cut(error))
        }
    }
}

fn listed(mut archive: ZipIterable<&File>, unpacked: &mut Unpacked) -> Result<(), Stop> {
    let mut files = archive.files_with_cloned_reader(Default::default()).map_err(cut)?;
    while let Some(file) = files.next() {
        take(&mut file.map_err(cut)?, unpacked)?;
    }
    Ok(())
}

/// What can be had of a zip without its list.
fn front_to_back(mut file: &File, unpacked: &mut Unpacked) -> Result<(), Stop> {
    file.rewind()?;
    while let Ok(Some(mut file)) = read_zipfile_from_stream(&mut file) {
        take(&mut file, unpacked)?;
    }
    Ok(())
}

fn take<R: Read>(file: &mut ZipFile<'_, R>, unpacked: &mut Unpacked) -> Result<(), Stop> {
    let path = String::from_utf8_lossy(file.name_raw()).into_owned();
    if file.is_symlink() {
        unpacked.leave_out(&path);
        return Ok(());
    }
    let size = file.size();
    unpacked.keep(&path, size, file)
}

fn cut(error: ZipError) -> Stop {
    Stop::Cut(error.to_string())
}
