//! A log in one file, as it comes off a phone: a tar, a compressed tar or a zip.
//!
//! What an archive says is believed in nothing: only files that belong to a log are kept, under
//! names made here, and never more of them than a log can have.

mod gauge;
mod tarball;
mod unpacked;
mod zipped;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use flate2::read::GzDecoder;

use crate::{Failure, input};
use unpacked::Limits;
pub(super) use unpacked::Unpacked;

/// The first bytes of a file, enough to tell what it is.
const FRONT: u64 = 512;

/// Unpacks the log in the file at `path`; `-` is the standard input.
pub(super) fn open(path: &Path) -> Result<Unpacked, Failure> {
    let limits = Limits::default();
    let file = file(path, &limits).map_err(|error| input::at(path, &error))?;
    read(file, limits).map_err(|message| Failure(format!("{}: {message}", path.display())))
}

/// The file, or a copy of what can be read only once.
fn file(path: &Path, limits: &Limits) -> io::Result<File> {
    if path == Path::new("-") {
        return spool(&mut io::stdin().lock(), limits);
    }
    let mut file = File::open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { spool(&mut file, limits) }
}

fn spool(from: &mut dyn Read, limits: &Limits) -> io::Result<File> {
    let mut copy = tempfile::tempfile()?;
    io::copy(&mut from.take(limits.stream), &mut copy)?;
    copy.rewind()?;
    Ok(copy)
}

fn read(mut file: File, limits: Limits) -> Result<Unpacked, String> {
    let front = front(&mut file).map_err(|error| error.to_string())?;
    file.rewind().map_err(|error| error.to_string())?;
    match front.as_slice() {
        [] => Err("is empty: nothing was copied; see what `adb` or `hdc` said".to_owned()),
        [0x1f, 0x8b, ..] => gzip(file, limits),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => {
            Unpacked::fill(limits, |unpacked| zipped::unpack(&file, unpacked))
        }
        tar if is_tar(tar) => Unpacked::fill(limits, |unpacked| tarball::unpack(file, unpacked)),
        other => Err(foreign(other)),
    }
}

fn gzip(file: File, limits: Limits) -> Result<Unpacked, String> {
    let mut decoder = GzDecoder::new(file);
    let front = front(&mut decoder).map_err(|error| format!("a broken gzip file: {error}"))?;
    match is_tar(&front) {
        true => Unpacked::fill(limits, |unpacked| {
            tarball::unpack(io::Cursor::new(front).chain(decoder), unpacked)
        }),
        false => Err("a gzip file without a tar in it; make one with `tar cz`".to_owned()),
    }
}

fn front(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut front = Vec::new();
    from.take(FRONT).read_to_end(&mut front)?;
    Ok(front)
}

/// Whether these bytes begin a tar, by the mark that every tool since 1988 leaves.
fn is_tar(front: &[u8]) -> bool {
    front.get(257..262) == Some(b"ustar")
}

/// What `adb exec-out` has to complain about goes into the file, so that is worth showing.
fn foreign(front: &[u8]) -> String {
    let what = "neither the gate's folder nor a .tar, .tar.gz or .zip of it";
    let line = front.split(|byte| *byte == b'\n').next().unwrap_or_default();
    match std::str::from_utf8(line).map(str::trim) {
        Ok(text) if !text.is_empty() && !text.contains(char::is_control) => {
            let text: String = text.chars().take(100).collect();
            format!("{what}; it begins with `{text}`")
        }
        _ => what.to_owned(),
    }
}

#[cfg(test)]
mod tests;
