//! A look at the segments that nobody holds.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::log::block::{Header, NoHeader};
use crate::log::codec::{self, kind};
use crate::log::damage::Damage;
use crate::log::error::OpenError;
use crate::log::folder;
use crate::log::frame::{self, Frame};
use crate::log::layout::{BLOCK, BLOCKS, HEADER, SEAL, SEGMENT, SegmentId, block_start, is_zero};
use crate::log::leases::Leases;
use crate::log::record::{Event, GapKind, LeaseEnd, Record};
use crate::log::scan::{Mark, Scan, Seen, Source};
use crate::seams::{DiskFile, Open, Seams};
use crate::time::Span;

/// The most segments that one process clears up; the next takes the rest.
const MOST: usize = 32;

/// What stands in the folder.
pub(super) struct Survey {
    /// Segments that a process left without sealing them, newest first, locked now.
    pub(super) found: Vec<Found>,
    /// How many segments are of another format.
    pub(super) foreign: u32,
}

/// A segment that a process left.
pub(super) struct Found {
    pub(super) id: SegmentId,
    pub(super) file: Arc<dyn DiskFile>,
    pub(super) length: u64,
    pub(super) mark: Mark,
    /// Leases without an end in this segment.
    pub(super) leases: Leases,
    /// Ends in this segment of leases that were opened in another.
    pub(super) ended_elsewhere: Vec<(u32, u64)>,
    /// When each process wrote its last record.
    pub(super) last_heard: HashMap<u32, Span>,
    /// Damaged blocks that no record tells of.
    pub(super) damaged: u32,
    sound: bool,
}

pub(super) fn survey(seams: &Seams, folder: &Path) -> Result<Survey, OpenError> {
    let ids = folder::segments(seams.disk.as_ref(), folder);
    let ids = ids.map_err(|error| OpenError::Io { path: folder.into(), error })?;
    let mut survey = Survey { found: Vec::new(), foreign: 0 };
    for id in ids.into_iter().rev() {
        if survey.found.len() < MOST {
            survey.look(seams, &folder.join(id.file_name()), id)?;
        }
    }
    Ok(survey)
}

impl Survey {
    fn look(&mut self, seams: &Seams, path: &Path, id: SegmentId) -> Result<(), OpenError> {
        let file: Arc<dyn DiskFile> = match seams.disk.open(path, Open::Write) {
            Ok(file) => Arc::from(file),
            Err(error) => {
                leave(id, &error);
                return Ok(());
            }
        };
        match glance(file.as_ref()) {
            Ok(Glance::Foreign) => self.foreign += 1,
            Ok(Glance::Sealed) => {}
            Ok(Glance::Open) => {
                let locked = file.try_lock();
                if locked.map_err(|error| OpenError::NoLocks { path: path.into(), error })? {
                    self.take(id, read(id, file));
                }
            }
            Err(error) => leave(id, &error),
        }
        Ok(())
    }

    fn take(&mut self, id: SegmentId, found: io::Result<Option<Found>>) {
        match found {
            Ok(found) => self.found.extend(found),
            Err(error) => leave(id, &error),
        }
    }
}

fn leave(id: SegmentId, error: &io::Error) {
    ::log::warn!("segment {id} is left as it is: {error}");
}

enum Glance {
    Open,
    Sealed,
    Foreign,
}

/// Tells a sealed segment by its last frame, since most are sealed and opening must be quick.
fn glance(file: &dyn DiskFile) -> io::Result<Glance> {
    let mut page = [0; BLOCK];
    file.read_full_at(&mut page, 0)?;
    if Header::read(&page) == Err(NoHeader::Foreign) {
        return Ok(Glance::Foreign);
    }
    let blocks = file.len()?.min(SEGMENT).div_ceil(BLOCK as u64) as u32;
    for block in (0..blocks).rev() {
        page.fill(0);
        file.read_full_at(&mut page, block_start(block))?;
        if !is_zero(&page) {
            return Ok(if ends_in_seal(&page) { Glance::Sealed } else { Glance::Open });
        }
    }
    Ok(Glance::Open)
}

fn ends_in_seal(page: &[u8; BLOCK]) -> bool {
    let (mut at, mut sealed) = (HEADER, false);
    while let frame::Found::Frame(frame, end) = frame::find(page, at) {
        (at, sealed) = (end, frame.kind == kind::SEAL);
    }
    sealed
}

/// Reads a segment that was just locked; `None` when there is nothing to do about it.
fn read(id: SegmentId, file: Arc<dyn DiskFile>) -> io::Result<Option<Found>> {
    // Between opening and locking, somebody may have removed it.
    if !file.is_linked()? {
        return Ok(None);
    }
    let mut scan = Scan::new(Source::Held(file.clone()), id, Mark::start(id))?;
    let mut found = Found::new(id, file, scan.mark().clone())?;
    while let Some(seen) = scan.next() {
        match seen {
            Seen::Block(_) => found.sound = true,
            Seen::Frame(_, frame) => found.note(&frame, scan.payload(&frame)),
            Seen::Damage(_, Damage::Foreign) => return Ok(None),
            // Who goes on past a block must know that its frames are lost: the next who reads it
            // may find them.
            Seen::Damage(_, Damage::Unreadable) => return Err(unreadable()),
            Seen::Damage(..) => found.damaged += 1,
        }
    }
    found.mark = scan.mark().clone();
    Ok(Some(found).filter(Found::matters))
}

fn unreadable() -> io::Error {
    io::Error::other("one of its blocks cannot be read")
}

impl Found {
    fn new(id: SegmentId, file: Arc<dyn DiskFile>, mark: Mark) -> io::Result<Found> {
        let length = file.len()?;
        Ok(Found {
            id,
            file,
            length,
            mark,
            leases: Leases::new(),
            ended_elsewhere: Vec::new(),
            last_heard: HashMap::new(),
            damaged: 0,
            sound: false,
        })
    }

    fn note(&mut self, frame: &Frame, payload: &[u8]) {
        if frame.kind == kind::CARRY {
            return self.leases.carried(payload);
        }
        if let Some(record) = codec::decode(frame.kind, frame.version, payload) {
            self.note_record(&record);
        }
    }

    fn note_record(&mut self, record: &Record<'_>) {
        self.ended_elsewhere.extend(self.leases.note(record));
        match record.event {
            // Written for the dead by another process: says nothing about when they lived.
            Event::LeaseEnd { how: LeaseEnd::ProcessDied, .. } => return,
            Event::Gap { what: GapKind::DamagedBlocks, .. } => self.damaged = 0,
            _ => {}
        }
        let last = self.last_heard.entry(record.process).or_default();
        *last = record.boot.max(*last);
    }

    /// Whether a writer can go on in it: at its next block, since the last may be damaged.
    pub(super) fn is_adoptable(&self) -> bool {
        self.mark.used < BLOCKS
    }

    /// Whether there is room for a seal. A segment without was left by a writer that went on in
    /// another, and took its leases along.
    fn matters(&self) -> bool {
        let in_last = !self.mark.ends_damaged() && self.mark.end + SEAL as u64 <= SEGMENT;
        let room = self.is_adoptable() || in_last;
        let known = self.sound || self.mark.used == 0;
        known && room && !self.mark.sealed && self.length <= SEGMENT
    }
}
