//! Reading the log: every segment at once, merged by time.

mod clocks;
mod merge;
mod stream;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::damage::Damage;
use super::error::ReadError;
use super::folder::{log_folder, segments};
use super::layout::Place;
use super::record::Record;
use crate::seams::Disk;
use merge::Merge;

/// Something in the log, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub item: Item,
}

/// What stands at a place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Item {
    /// A record.
    Record(Record<'static>),
    /// A sound record of a kind or version that this library does not know.
    Unknown {
        /// The number of its kind.
        kind: u8,
        /// The version of its kind.
        version: u8,
    },
    /// Something is wrong here, and records may be missing.
    Damage(Damage),
}

/// The log in the folder `log` of `dir`, from the oldest record to the newest.
///
/// Records of one segment stay in the order in which they were written. Segments are merged by the
/// time since the device started where both sides belong to the same run of the device, and by the
/// wall clock elsewhere. A block of each segment is in memory at a time. The log may be written
/// meanwhile.
///
/// ```
/// # use menshen::{log::{Item, read}, seams::Seams};
/// # let dir = std::env::temp_dir().join(format!("menshen-doc-read-{}", std::process::id()));
/// # std::fs::create_dir_all(dir.join("log"))?;
/// for entry in read(&Seams::system().disk, &dir)? {
///     match entry.item {
///         Item::Record(record) => println!("{}", record.to_json()),
///         other => println!("{}: {other:?}", entry.place),
///     }
/// }
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the folder cannot be listed. What cannot be read in a segment is damage.
pub fn read(disk: &Arc<dyn Disk>, dir: &Path) -> Result<Reader, ReadError> {
    let (disk, folder) = (disk.clone(), log_folder(dir));
    let mut reader = Reader { disk, folder, merge: Merge::default() };
    reader.refresh()?;
    Ok(reader)
}

/// The entries of a log, in order. See [`read`].
pub struct Reader {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    merge: Merge,
}

impl Reader {
    /// Looks for what was written since the log was listed, so that the iterator goes on after its
    /// end. Nothing that was read is read again, so it may be called as often as one likes.
    ///
    /// What is new is in order among itself; it is not put in between what was read before.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn refresh(&mut self) -> Result<(), ReadError> {
        let ids = segments(self.disk.as_ref(), &self.folder);
        let ids = ids.map_err(|error| ReadError { path: self.folder.clone(), error })?;
        self.merge.refresh(&self.disk, &self.folder, &ids);
        Ok(())
    }
}

impl Iterator for Reader {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        self.merge.next()
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("folder", &self.folder).finish_non_exhaustive()
    }
}
