//! A tar, which is read from front to back.

use std::io::{self, Read};

use tar::{Archive, Entry};

use super::gauge::{Gauge, Gauged};
use super::unpacked::{Stop, Unpacked};

/// More than this between two files is no list of files: a name of a gigabyte is somebody's trick.
const HEAD: u64 = 1 << 20;

pub(super) fn unpack(input: impl Read, unpacked: &mut Unpacked) -> Result<(), Stop> {
    let gauge = Gauge::new(unpacked.limits.stream);
    gauge.allow(HEAD);
    let mut archive = Archive::new(Gauged { inner: input, gauge: &gauge });
    for entry in archive.entries()? {
        let mut entry = entry?;
        gauge.allow(HEAD.saturating_add(stored(&entry)?));
        take(&mut entry, unpacked)?;
    }
    if gauge.ended() {
        return Err(Stop::Cut("the mark at its end is missing".to_owned()));
    }
    // A compressed one has its checksum at the end.
    gauge.allow(HEAD);
    io::copy(&mut archive.into_inner().take(HEAD), &mut io::sink())?;
    Ok(())
}

/// The bytes that the file has in the archive: of a sparse one fewer than it is long.
fn stored<R: Read>(entry: &Entry<'_, R>) -> io::Result<u64> {
    match entry.header().entry_type().is_gnu_sparse() {
        true => entry.header().entry_size(),
        false => Ok(entry.size()),
    }
}

fn take<R: Read>(entry: &mut Entry<'_, R>, unpacked: &mut Unpacked) -> Result<(), Stop> {
    let kind = entry.header().entry_type();
    let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let size = entry.size();
    if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
        unpacked.keep(&path, size, entry)
    } else {
        unpacked.leave_out(&path);
        Ok(())
    }
}
