//! The writer of one process: records into its segment, and from a full segment into the next.

use std::path::PathBuf;
use std::sync::Arc;

use super::codec::{self, VERSION};
use super::error::AppendError;
use super::frame::Draft;
use super::layout::{BLOCK, Place, SEGMENT, SegmentId};
use super::leases::Leases;
use super::record::{Event, GapKind, Record};
use super::tail::Tail;
use crate::seams::{DiskFile, Seams};
use crate::time::Span;
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
    pub(super) subject: u64,
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
            lost: 0,
            written: 0,
            unsynced: Vec::new(),
            folder_changed: true,
            unsealed: Vec::new(),
        }
    }

    /// Writes a record of the gate's, and remembers whom it was about.
    pub(super) fn append(&mut self, record: &Record<'_>, room: Room) -> Result<Place, AppendError> {
        let place = self.write(record, room)?;
        let Record { process: _, subject, app, policy, .. } = *record;
        self.stamp = Stamp { subject, app, policy, ..self.stamp };
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
            ::log::warn!("a record was not written: {error}");
            self.lost = self.lost.saturating_add(1);
        }
        written
    }

    fn own<'a>(&self, event: Event<'a>) -> Record<'a> {
        let Stamp { process, subject, app, policy } = self.stamp;
        let (wall, boot) = self.now();
        Record { wall, boot, process, subject, app, policy, event }
    }

    /// The two clocks.
    pub(super) fn now(&self) -> (crate::time::Time, Span) {
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
        let filled = self.draft.fill(kind, |put| codec::encode(record, put));
        filled.ok_or(AppendError::TooLong)?;
        self.make_room(room)?;
        let place = self.tail.write(&mut self.draft).map_err(AppendError::from_io)?;
        self.leases.note(record);
        self.written += 1;
        Ok(place)
    }

    /// Sees to it that the frame in the draft has a place, and what must stay free behind it.
    fn make_room(&mut self, room: Room) -> Result<(), AppendError> {
        let slot = |writer: &Writer| writer.tail.slot(writer.draft.len(), writer.draft.kind());
        if slot(self).is_none() {
            self.rotate()?;
        }
        let at = slot(self).ok_or(AppendError::NoSpace)?;
        let end = (at + self.draft.len() as u64).next_multiple_of(BLOCK as u64);
        match room {
            Room::Normal if self.left(end) < RESERVE => self.grow(end),
            _ => Ok(()),
        }
    }

    /// Bytes that are ready for records after `end`.
    fn left(&self, end: u64) -> u64 {
        let next = self.next.as_ref().map_or(0, |next| next.ahead(next.position()));
        self.tail.ahead(end) + next
    }

    fn grow(&mut self, end: u64) -> Result<(), AppendError> {
        self.tail.fill(end + RESERVE).map_err(AppendError::from_io)?;
        if self.left(end) < RESERVE {
            self.next()?.fill(RESERVE).map_err(AppendError::from_io)?;
        }
        match self.left(end) < RESERVE {
            true => Err(AppendError::NoSpace),
            false => Ok(()),
        }
    }

    /// The segment to go on in, made now if it was not prepared.
    fn next(&mut self) -> Result<&mut Tail, AppendError> {
        let next = match self.next.take() {
            Some(next) => next,
            None => {
                self.folder_changed = true;
                Tail::create(&self.seams, &self.folder, Some(self.tail.id))
                    .map_err(AppendError::from_open)?
            }
        };
        Ok(self.next.insert(next))
    }

    /// Goes on in the next segment.
    ///
    /// The leases are carried over before the seal: a kill in between leaves them in both, which
    /// is noticed, and not in neither.
    fn rotate(&mut self) -> Result<(), AppendError> {
        self.carry_leases()?;
        let Some(next) = self.next.take() else { return Err(AppendError::NoSpace) };
        let mut full = std::mem::replace(&mut self.tail, next);
        if let Err(error) = full.seal() {
            ::log::warn!("segment {} could not be sealed: {error}", full.id);
            self.unsealed.push(full.file.clone());
        }
        self.unsynced.push(full.file);
        Ok(())
    }

    fn carry_leases(&mut self) -> Result<(), AppendError> {
        let mut draft = Draft::new();
        for round in 0.. {
            if self.leases.carry(round, &mut draft).is_none() {
                break;
            }
            if let Err(error) = self.next()?.write(&mut draft) {
                self.give_up_spoiled_next();
                return Err(AppendError::from_io(error));
            }
        }
        self.next().map(|_| ())
    }

    /// Puts a prepared segment aside in which every block is spoiled.
    fn give_up_spoiled_next(&mut self) {
        if let Some(next) = self.next.take_if(|next| next.position() >= SEGMENT) {
            self.unsealed.push(next.file);
        }
    }

    /// The file being written.
    pub(super) fn file(&self) -> Arc<dyn DiskFile> {
        self.tail.file.clone()
    }

    /// Fills a little further ahead; says whether more is needed.
    pub(super) fn fill_step(&mut self) -> Result<bool, AppendError> {
        let tails = [Some(&mut self.tail), self.next.as_mut()];
        let mut more = tails.into_iter().flatten().map(|tail| tail.fill_step(AHEAD));
        let more = more.find(|more| !matches!(more, Ok(false))).unwrap_or(Ok(false));
        more.map_err(AppendError::from_io)
    }

    /// The segment after which another should be prepared now.
    pub(super) fn wants_next(&self) -> Option<SegmentId> {
        let due = self.next.is_none() && self.tail.position() > SEGMENT / 2;
        due.then_some(self.tail.id)
    }

    /// Takes a segment to go on in, unless there is one.
    pub(super) fn offer_next(&mut self, next: Tail) {
        self.folder_changed = true;
        self.next.get_or_insert(next);
    }
}
