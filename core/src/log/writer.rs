//! The writer of one process: records into its segment, and from a full segment into the next.

mod room;

use std::path::PathBuf;
use std::sync::Arc;

use super::codec::{self, VERSION};
use super::error::AppendError;
use super::frame::Draft;
use super::layout::Place;
use super::leases::Leases;
use super::record::{Event, GapKind, Record};
use super::tail::Tail;
use crate::seams::{DiskFile, Seams};
use crate::time::{Span, Time};
use crate::version::Version;
use crate::words::AppState;

/// Space that only [`Room::Reserve`] may use.
pub(super) const RESERVE: u64 = 8 * 1024;
/// Zeros kept ahead of the records by [`super::Log::prefill`].
pub(super) const AHEAD: u64 = 64 * 1024;

/// Which space a record may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// All but the reserve: what lets somebody in, and everything ordinary.
    Normal,
    /// The reserve too: releases, revocations, denials and gaps.
    Reserve,
}

/// Who writes: what records of the log's own have in their heads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp {
    pub(super) process: u32,
    pub(super) app: AppState,
    pub(super) policy: Version,
}

/// The one writer of a process.
pub(super) struct Writer {
    seams: Seams,
    folder: PathBuf,
    tail: Tail,
    /// The segment to go on in, prepared ahead of time.
    next: Option<Tail>,
    draft: Draft,
    pub(super) stamp: Stamp,
    pub(super) leases: Leases,
    /// The latest time since the device started that a record has.
    newest: Span,
    /// Records that could not be written since the last that could.
    lost: u64,
    /// Records written, for whoever decides when to take a checkpoint.
    pub(super) written: u64,
    /// Files written to since they were last synced, besides the tail's.
    pub(super) unsynced: Vec<Arc<dyn DiskFile>>,
    /// Whether segments were made since the folder was last synced.
    pub(super) folder_changed: bool,
    /// Full segments that could not be sealed: they stay locked, lest they look abandoned.
    unsealed: Vec<Arc<dyn DiskFile>>,
}

impl Writer {
    pub(super) fn new(seams: Seams, folder: PathBuf, tail: Tail, stamp: Stamp) -> Writer {
        Writer {
            seams,
            folder,
            tail,
            next: None,
            draft: Draft::new(),
            stamp,
            leases: Leases::new(),
            newest: Span::default(),
            lost: 0,
            written: 0,
            unsynced: Vec::new(),
            folder_changed: true,
            unsealed: Vec::new(),
        }
    }

    /// Writes a record of the gate's, and remembers where the app was.
    pub(super) fn append(&mut self, record: &Record<'_>, room: Room) -> Result<Place, AppendError> {
        let place = self.write(record, room)?;
        let Record { app, policy, .. } = *record;
        self.stamp = Stamp { app, policy, ..self.stamp };
        Ok(place)
    }

    /// Writes a record of the log's own.
    pub(super) fn append_own(&mut self, event: Event<'_>) -> Result<Place, AppendError> {
        let record = self.own(event);
        self.write(&record, Room::Reserve)
    }

    /// Writes a record, after one about those that were lost before it.
    pub(super) fn write(&mut self, record: &Record<'_>, room: Room) -> Result<Place, AppendError> {
        let written = self.tell_losses(room).and_then(|()| self.put(record, room));
        if let Err(error) = &written {
            if self.lost == 0 {
                ::log::warn!("records are being lost: {error}");
            }
            self.lost = self.lost.saturating_add(1);
        }
        written
    }

    /// Of nobody: the subject of the record before may have been erased since.
    fn own<'a>(&self, event: Event<'a>) -> Record<'a> {
        let Stamp { process, app, policy } = self.stamp;
        let (wall, boot) = self.now();
        Record { wall, boot, process, subject: 0, app, policy, event }
    }

    /// The two clocks.
    pub(super) fn now(&self) -> (Time, Span) {
        (self.seams.clock.wall(), self.seams.clock.boot())
    }

    fn tell_losses(&mut self, room: Room) -> Result<(), AppendError> {
        if self.lost > 0 {
            let gap = Event::Gap { what: GapKind::LostRecords, count: self.lost };
            self.put(&self.own(gap), room)?;
            self.lost = 0;
        }
        Ok(())
    }

    fn put(&mut self, record: &Record<'_>, room: Room) -> Result<Place, AppendError> {
        let kind = (codec::kind_of(&record.event), VERSION);
        // Threads take the time before they come here, and readers merge segments by it: a record
        // that came later must not look earlier, or a lease could end before it was given.
        let boot = record.boot.max(self.newest);
        let filled = self.draft.fill(kind, |put| codec::encode(record, boot, put));
        filled.ok_or(AppendError::TooLong)?;
        self.make_room(room)?;
        let place = self.tail.write(&mut self.draft).map_err(AppendError::from_io)?;
        self.leases.note(record);
        self.newest = boot;
        self.written += 1;
        Ok(place)
    }

    /// The file being written.
    pub(super) fn file(&self) -> Arc<dyn DiskFile> {
        self.tail.file.clone()
    }
}
