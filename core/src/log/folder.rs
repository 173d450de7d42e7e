//! What stands in the log's folder.

use std::io;
use std::path::{Path, PathBuf};

use super::layout::SegmentId;
use crate::seams::Disk;

/// The log's folder in the gate's.
pub(super) fn log_folder(dir: &Path) -> PathBuf {
    dir.join("log")
}

/// The segments in the log's folder, oldest first.
pub(super) fn segments(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<SegmentId>> {
    let names = disk.list(folder)?;
    let mut ids: Vec<_> = names.iter().filter_map(|name| SegmentId::from_file_name(name)).collect();
    ids.sort_unstable();
    Ok(ids)
}
