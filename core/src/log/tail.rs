//! The end of a segment that this process writes.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::block::Header;
use super::codec::{VERSION, kind};
use super::error::OpenError;
use super::frame::Draft;
use super::layout::{BLOCK, BLOCKS, Chain, HEADER, Place, SEAL, SEGMENT, SegmentId, block_start};
use crate::seams::{DiskFile, Open, Seams};

/// Zeros written ahead in one go: few enough not to hold up a record.
const STRIDE: u64 = 16 * 1024;
static ZEROS: [u8; STRIDE as usize] = [0; STRIDE as usize];
const BLOCK_64: u64 = BLOCK as u64;
/// Names to try for a new segment; with 24 random bits the second is hardly ever needed.
const TRIES: u32 = 16;

/// A segment, locked, and where in it the next frame goes.
pub(super) struct Tail {
    /// The segment.
    pub(super) id: SegmentId,
    /// Its file. Closing it gives up the lock.
    pub(super) file: Arc<dyn DiskFile>,
    /// Where the chain stands.
    pub(super) chain: Chain,
    /// Bytes of the file that are written, with frames or with zeros; a multiple of a block.
    filled: u64,
    /// Where the next frame goes; at the start of a block, its header goes first.
    position: u64,
}

impl Tail {
    /// Makes a segment and locks it; one that goes on from `before` sorts after that.
    pub(super) fn create(
        seams: &Seams,
        folder: &Path,
        before: Option<SegmentId>,
    ) -> Result<Tail, OpenError> {
        let earliest = before.map_or(0, |before| before.seconds().saturating_add(1));
        for _ in 0..TRIES {
            let now = u64::try_from(seams.clock.wall().millis() / 1000).unwrap_or(0);
            let random = seams.random.number();
            let random = random.map_err(|error| OpenError::Io { path: folder.into(), error })?;
            let id = SegmentId::new(now.max(earliest), random);
            if let Some(file) = make(seams, &folder.join(id.file_name()))? {
                return Ok(Tail::new(id, file, Chain::start(id), 0, 0));
            }
        }
        let error = io::ErrorKind::AlreadyExists.into();
        Err(OpenError::Io { path: folder.into(), error })
    }

    /// A locked segment of `length` bytes that is gone on with at `position`.
    pub(super) fn new(
        id: SegmentId,
        file: Arc<dyn DiskFile>,
        chain: Chain,
        position: u64,
        length: u64,
    ) -> Tail {
        // What the file lacks at its end reads as zeros, but has no space on the disk yet.
        let filled =
            position.next_multiple_of(BLOCK_64).max(length - length % BLOCK_64).min(SEGMENT);
        Tail { id, file, chain, filled, position }
    }

    /// Bytes that are filled ahead of `offset`.
    pub(super) fn ahead(&self, offset: u64) -> u64 {
        self.filled.saturating_sub(offset)
    }

    /// Where the next frame goes.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Where a frame of this length goes; `None` when the segment has no room for it.
    pub(super) fn slot(&self, length: usize, kind: u8) -> Option<u64> {
        let used = self.position % BLOCK_64;
        let last = self.position >= block_start(BLOCKS - 1);
        let kept = if last && kind != kind::SEAL { SEAL } else { 0 };
        match used != 0 && used + (length + kept) as u64 <= BLOCK_64 {
            true => Some(self.position),
            false => Some(self.position.next_multiple_of(BLOCK_64)).filter(|at| *at < SEGMENT),
        }
    }

    /// Writes the frame in `draft`, with its block's header when it begins one.
    ///
    /// After an error the block is spoiled: nobody knows what is in it, so it is left as it is.
    pub(super) fn write(&mut self, draft: &mut Draft) -> io::Result<Place> {
        let slot = self.slot(draft.len(), draft.kind());
        let at = slot.ok_or(io::ErrorKind::FileTooLarge)?;
        self.fill(at + BLOCK_64 - at % BLOCK_64)?;
        let (block, begins) = ((at / BLOCK_64) as u32, at % BLOCK_64 == 0);
        let header = Header { segment: self.id, block, incoming: self.chain };
        let closed = draft.close(&self.chain, begins.then_some(header));
        let (bytes, after) = closed.ok_or(io::ErrorKind::InvalidInput)?;
        self.position = block_start(block + 1);
        self.file.write_at(bytes, at)?;
        self.position = at + bytes.len() as u64;
        let seq = std::mem::replace(&mut self.chain, after).seq;
        let offset = if begins { at + HEADER as u64 } else { at };
        Ok(Place { segment: self.id, block, offset, seq })
    }

    /// Writes the seal: nothing follows it.
    pub(super) fn seal(&mut self) -> io::Result<()> {
        let mut draft = Draft::new();
        let count = self.chain.seq;
        let filled = draft.fill((kind::SEAL, VERSION), |put| put.u64(count));
        filled.ok_or(io::ErrorKind::InvalidInput)?;
        self.write(&mut draft).map(|_| self.position = SEGMENT)
    }

    /// Fills the file with zeros up to `to`, a few blocks further if need be.
    ///
    /// Space that is really there cannot run out under a record.
    pub(super) fn fill(&mut self, to: u64) -> io::Result<()> {
        while self.filled < to.min(SEGMENT) {
            // On a disk that is almost full there may still be room for a block.
            self.fill_by(STRIDE).or_else(|_| self.fill_by(BLOCK_64))?;
        }
        Ok(())
    }

    fn fill_by(&mut self, stride: u64) -> io::Result<()> {
        let stride = stride.min(SEGMENT - self.filled);
        self.file.write_at(ZEROS.get(..stride as usize).unwrap_or_default(), self.filled)?;
        self.filled += stride;
        Ok(())
    }

    /// Fills a stride further, if less than `ahead` bytes are; says whether more is needed.
    pub(super) fn fill_step(&mut self, ahead: u64) -> io::Result<bool> {
        let target = self.position.saturating_add(ahead).min(SEGMENT);
        let step = target.min(self.filled.saturating_add(1));
        self.fill(step)?;
        Ok(self.filled < target)
    }
}

/// Makes and locks a file; `None` when the name is taken, or somebody was quicker to lock it.
fn make(seams: &Seams, path: &Path) -> Result<Option<Arc<dyn DiskFile>>, OpenError> {
    let file = match seams.disk.open(path, Open::New) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        Err(error) => return Err(OpenError::Io { path: path.into(), error }),
    };
    let locked = file.try_lock();
    let locked = locked.map_err(|error| OpenError::NoLocks { path: path.into(), error })?;
    // Before it was locked, another process may have found it, written to it, and died.
    let length = file.len().map_err(|error| OpenError::Io { path: path.into(), error })?;
    Ok((locked && length == 0).then(|| Arc::from(file)))
}
