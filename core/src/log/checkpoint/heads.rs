//! How far each segment has come, checked against how far it is known to have come.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use super::{Body, Head};
use crate::log::codec;
use crate::log::error::ReadError;
use crate::log::folder::segments;
use crate::log::frame::Frame;
use crate::log::layout::{BLOCKS, Chain, SegmentId};
use crate::log::record::Event;
use crate::log::scan::{Mark, Scan, Seen, Source};
use crate::seams::{Open, Seams};
use crate::time::Time;

/// Whether a segment passes through a head that was signed.
#[derive(Debug, Clone, Copy)]
pub(in crate::log) struct HeadCheck {
    pub(in crate::log) signed: Chain,
    /// The chain was found where the signature says.
    pub(in crate::log) passed: bool,
    /// The chain was found somewhere else at this count.
    pub(in crate::log) missed: bool,
}

impl HeadCheck {
    pub(in crate::log) fn new(head: &Head) -> HeadCheck {
        HeadCheck { signed: head.chain(), passed: false, missed: false }
    }

    /// Takes note that the chain was at `chain`; says whether that is the signed head, met first.
    pub(in crate::log) fn pass(&mut self, chain: Chain) -> bool {
        let met = chain == self.signed && !self.passed;
        self.passed |= met;
        self.missed |= chain.seq == self.signed.seq && chain != self.signed;
        met
    }
}

/// What this process knows about the segments, so that only new frames are read again.
#[derive(Default)]
pub(in crate::log) struct Known {
    segments: HashMap<SegmentId, Progress>,
    /// The highest number of a checkpoint that a record mentions.
    pub(super) highest: u64,
}

struct Progress {
    mark: Mark,
    /// The wall clock of the newest record.
    newest: Time,
    synced: u64,
}

/// A segment as it stands now.
pub(in crate::log) struct Standing {
    /// What the next checkpoint says about it.
    pub(in crate::log) head: Head,
    /// Whether it agrees with the last checkpoint.
    pub(in crate::log) agrees: bool,
    /// Whether the seal has been read.
    pub(in crate::log) sealed: bool,
    /// Whether there is no room for anything more.
    pub(in crate::log) full: bool,
    pub(in crate::log) newest: Time,
    pub(in crate::log) bytes: u64,
}

impl Known {
    /// Looks at every segment in `folder` that has frames; `last` is the last checkpoint.
    pub(in crate::log) fn look(
        &mut self,
        seams: &Seams,
        folder: &Path,
        last: Option<&Body>,
    ) -> Result<Vec<Standing>, ReadError> {
        let here = |error| ReadError { path: folder.into(), error };
        let signed = last.map(|body| body.segments.as_slice()).unwrap_or_default();
        let mut standings = Vec::new();
        for id in segments(seams.disk.as_ref(), folder).map_err(here)? {
            let signed = signed.iter().find(|head| head.id == id);
            match self.stand(seams, folder, id, signed) {
                Ok(standing) => standings.extend(standing),
                // What cannot be read keeps the head it had.
                Err(error) => ::log::warn!("segment {id} cannot be read: {error}"),
            }
        }
        Ok(standings)
    }

    fn stand(
        &mut self,
        seams: &Seams,
        folder: &Path,
        id: SegmentId,
        signed: Option<&Head>,
    ) -> io::Result<Option<Standing>> {
        let path = folder.join(id.file_name());
        let file = seams.disk.open(&path, Open::Read)?;
        let bytes = file.len()?;
        let mut check = signed.map(HeadCheck::new);
        let progress = self.advance(Source::Held(file.into()), id, &mut check)?;
        let chain = progress.mark.chain();
        if chain.seq > progress.synced {
            // Only what survives a loss of power may be signed, whoever wrote it.
            seams.disk.open(&path, Open::Read)?.sync()?;
            progress.synced = chain.seq;
        }
        let agrees = check.is_none_or(|check| !contradicts(&check, chain));
        let head = signed.filter(|_| !agrees).copied().unwrap_or(Head::new(id, chain));
        let Progress { mark: Mark { sealed, used, .. }, newest, .. } = *progress;
        let full = sealed || used == BLOCKS;
        Ok((head.count > 0).then_some(Standing { head, agrees, sealed, full, newest, bytes }))
    }

    /// Reads what is new in a segment.
    fn advance(
        &mut self,
        source: Source,
        id: SegmentId,
        check: &mut Option<HeadCheck>,
    ) -> io::Result<&mut Progress> {
        let Known { segments, highest } = self;
        let fresh = || Progress { mark: Mark::start(id), newest: Time::default(), synced: 0 };
        let progress = segments.entry(id).or_insert_with(fresh);
        // A head behind what is known can only be checked from the front.
        if check.is_some_and(|check| check.signed.seq < progress.mark.chain().seq) {
            *progress = fresh();
        }
        pass(check, progress.mark.chain());
        if progress.mark.sealed {
            return Ok(progress);
        }
        let mut scan = Scan::new(source, id, progress.mark.clone())?;
        while let Some(seen) = scan.next() {
            match seen {
                Seen::Frame(_, frame) => progress.note(&frame, scan.payload(&frame), highest),
                Seen::Block(_) => {}
                Seen::Damage(..) => continue,
            }
            pass(check, scan.chain());
            progress.mark = scan.mark().clone();
        }
        Ok(progress)
    }

    /// Forgets a segment that was dropped.
    pub(super) fn forget(&mut self, id: SegmentId) {
        self.segments.remove(&id);
    }
}

impl Progress {
    fn note(&mut self, frame: &Frame, payload: &[u8], highest: &mut u64) {
        if let Some(record) = codec::decode(frame.kind, frame.version, payload) {
            self.newest = record.wall.max(self.newest);
            if let Event::Checkpoint { number, .. } = record.event {
                *highest = number.max(*highest);
            }
        }
    }
}

fn pass(check: &mut Option<HeadCheck>, chain: Chain) {
    if let Some(check) = check {
        check.pass(chain);
    }
}

/// Whether a segment that has come to `chain` contradicts the signature, damage left aside.
fn contradicts(check: &HeadCheck, chain: Chain) -> bool {
    !check.passed && (check.missed || chain.seq < check.signed.seq)
}
