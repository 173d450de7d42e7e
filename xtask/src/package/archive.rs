//! Zip archives whose bytes depend on nothing but what is put in.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use crate::failure::Failure;

use super::Files;

/// In the order of their names, at the beginning of time.
pub(super) fn pack(files: &Files) -> Result<Vec<u8>, Failure> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, bytes) in files {
        archive.start_file(name, options.unix_permissions(0o644)).map_err(failed)?;
        archive.write_all(bytes).map_err(failed)?;
    }
    Ok(archive.finish().map_err(failed)?.into_inner())
}

pub(super) fn unpack(bytes: &[u8]) -> Result<Files, Failure> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut files = Files::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(failed)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let name = file.name().map_err(failed)?.into_owned();
        files.insert(name, bytes);
    }
    Ok(files)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("zip: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_and_gives_the_same_bytes_again() {
        let files = Files::from([("b/c".into(), vec![0; 9_999]), ("a".into(), b"text".to_vec())]);
        let bytes = pack(&files).unwrap();
        assert_eq!(unpack(&bytes).unwrap(), files);
        assert_eq!(pack(&files).unwrap(), bytes);
        assert!(unpack(b"no archive").is_err());
    }
}
