//! Compressed tar archives whose bytes depend on nothing but what is put in.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use tar::{Archive, Builder, Header};

use crate::failure::{Done, Failure};
use crate::package::Files;

/// In the order of their names, at the beginning of time.
pub(super) fn pack(files: &Files) -> Result<Vec<u8>, Failure> {
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (name, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, bytes.as_slice()).map_err(failed)?;
    }
    let mut compressed = archive.into_inner().map_err(failed)?;
    compressed.flush().map_err(failed)?;
    compressed.finish().map_err(failed)
}

pub(super) fn unpack(bytes: &[u8], folder: &Path) -> Done {
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    Archive::new(GzDecoder::new(bytes)).unpack(folder).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("tar: {error}"))
}
