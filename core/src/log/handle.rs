//! The log as the gate holds it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::checkpoint::Known;
use super::error::{AppendError, OpenError};
use super::folder::log_folder;
use super::layout::Place;
use super::record::{Event, Record};
use super::recovery::{self, ProcessInfo, Recovery};
use super::tail::Tail;
use super::writer::{Room, Writer};
use crate::seams::Seams;
use crate::sync::{Mutex, MutexGuard};

/// The access log, open for this process to write.
///
/// One per process. Any thread may append; a record is either in the log when
/// [`append`](Log::append) returns, and stays there when the process is killed, or the error says
/// why not.
///
/// ```
/// use menshen::log::{Event, Log, ProcessInfo, Record, Room};
/// # use menshen::{AppState, seams::Seams};
/// # let dir = std::env::temp_dir().join(format!("menshen-doc-{}", std::process::id()));
/// let seams = Seams::system();
/// let info = ProcessInfo { process: 7, policy: "2024-08-23".parse()? };
/// let (log, recovery) = Log::open(&seams, &dir, &info)?;
/// assert_eq!(recovery.ended_leases, 0);
/// let record = Record {
///     wall: seams.clock.wall(),
///     boot: seams.clock.boot(),
///     process: info.process,
///     subject: 0,
///     app: AppState::Foreground,
///     policy: info.policy,
///     event: Event::AppState { state: AppState::Foreground },
/// };
/// let place = log.append(&record, Room::Normal)?;
/// assert_eq!(place.seq, 0);
/// # drop(log);
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Log {
    pub(super) seams: Seams,
    pub(super) folder: PathBuf,
    process_id: u32,
    writer: Mutex<Writer>,
    pub(super) known: Mutex<Known>,
}

impl Log {
    /// Opens the log in the folder `log` of `dir`, which is made if need be.
    ///
    /// Goes on in a segment that another process left, if there is one; ends the leases that dead
    /// processes left open, and writes down damage and segments of another format. The caller
    /// writes the [`Event::ProcessStart`].
    ///
    /// # Errors
    /// When the folder cannot be used, or has no file locks. A full disk is no error: appending
    /// says so.
    pub fn open(
        seams: &Seams,
        dir: &Path,
        info: &ProcessInfo,
    ) -> Result<(Log, Recovery), OpenError> {
        let folder = log_folder(dir);
        let made = seams.disk.create_dir(&folder);
        made.map_err(|error| OpenError::Io { path: folder.clone(), error })?;
        let (writer, recovery) = recovery::open(seams, &folder, info)?;
        let log = Log {
            seams: seams.clone(),
            folder,
            process_id: std::process::id(),
            writer: Mutex::new(writer),
            known: Mutex::new(Known::default()),
        };
        Ok((log, recovery))
    }

    /// Writes a record; says where it stands.
    ///
    /// Takes about a microsecond: one write into space that is already there, nothing synced. A
    /// text longer than 255 bytes is cut. When records were lost before, an [`Event::Gap`] that
    /// counts them goes first.
    ///
    /// # Errors
    /// No space, a failing disk, a process that was forked, or a record longer than a block. Do
    /// not let anybody in on it: the record is not in the log, or at best by chance, when a disk
    /// wrote it and said that it did not.
    pub fn append(&self, record: &Record<'_>, room: Room) -> Result<Place, AppendError> {
        self.writer()?.append(record, room)
    }

    /// Makes room ahead of the records, so that appending need not. For a background thread.
    ///
    /// # Errors
    /// No space, or a failing disk. Appending goes on as long as there is room.
    pub fn prefill(&self) -> Result<(), AppendError> {
        let before = self.writer()?.wants_next();
        if before.is_some() {
            let next = Tail::create(&self.seams, &self.folder, before);
            self.writer()?.offer_next(next.map_err(AppendError::from_open)?);
        }
        // A stride at a time, so that a record never waits for long.
        while self.writer()?.fill_step()? {}
        Ok(())
    }

    /// Makes every record written so far survive a loss of power. May take milliseconds.
    ///
    /// Call it from time to time: full segments stay open until they are synced.
    ///
    /// # Errors
    /// When the disk fails; then power loss may still take some of them.
    pub fn sync(&self) -> Result<(), AppendError> {
        let (tail, full, folder_changed) = {
            let mut writer = self.writer()?;
            let tail = writer.file();
            (tail, std::mem::take(&mut writer.unsynced), std::mem::take(&mut writer.folder_changed))
        };
        let all = full.iter().chain([&tail]);
        let synced = all.into_iter().try_for_each(|file| file.sync()).and_then(|()| {
            if folder_changed { self.seams.disk.sync_dir(&self.folder) } else { Ok(()) }
        });
        synced.map_err(|error| {
            if let Ok(mut writer) = self.writer() {
                writer.unsynced.extend(full);
                writer.folder_changed |= folder_changed;
            }
            AppendError::from_io(error)
        })
    }

    /// How many records this process has written, to tell when a checkpoint is due.
    ///
    /// # Errors
    /// As for [`append`](Log::append), when the process was forked.
    pub fn written(&self) -> Result<u64, AppendError> {
        self.writer().map(|writer| writer.written)
    }

    /// Writes a record of the log's own.
    pub(super) fn append_own(&self, event: Event<'_>) -> Result<Place, AppendError> {
        self.writer()?.append_own(event)
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writer>, AppendError> {
        // A forked child shares the parent's lock on the segment: both would write.
        if std::process::id() != self.process_id {
            return Err(AppendError::Forked);
        }
        let poisoned = || AppendError::Io(io::Error::other("an earlier write panicked"));
        self.writer.lock().map_err(|_| poisoned())
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("folder", &self.folder).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::tests::world::World;

    #[test]
    fn a_forked_child_writes_nothing() {
        let world = World::new();
        let mut log = world.log(1);
        world.write(&log, 1, 1);
        log.process_id += 1;
        let refused = log.append(&world.record(1, Event::Erased), Room::Reserve);
        assert!(matches!(refused, Err(AppendError::Forked)));
        assert!(matches!(log.prefill(), Err(AppendError::Forked)));
        assert!(log.checkpoint(&world.key()).is_err());
        assert_eq!(world.records().len(), 1);
    }
}
