//! Reading one segment from front to back, a block in memory at a time.
//!
//! Everybody who reads goes through here: the reader, verify, checkpoints, and the process that
//! goes on with a segment. Damage costs the rest of its block; the next block says where the chain
//! stood, so reading goes on from there.

mod link;
mod mark;
mod source;

pub(super) use mark::Mark;
pub(super) use source::Source;

use std::io;

use super::block::{Header, NoHeader};
use super::codec::kind;
use super::damage::Damage;
use super::frame::{self, Frame};
use super::layout::{
    BLOCK, BLOCKS, Chain, HEADER, MAX_FRAMES, Place, SEGMENT, SegmentId, block_start, is_zero,
};
use link::Link;

/// What a scan comes across.
#[derive(Debug)]
pub(super) enum Seen {
    /// A block with a sound header.
    Block(Place),
    /// A frame. [`Scan::payload`] has its payload until the scan goes on.
    Frame(Place, Frame),
    /// Something wrong.
    Damage(Place, Damage),
}

/// A segment being read.
pub(super) struct Scan {
    source: Source,
    id: SegmentId,
    page: Box<[u8; BLOCK]>,
    mark: Mark,
    /// How often the block in `page` was read again after damage was found in it.
    again: u64,
    /// From where the scan last went on a second time.
    went_back: Option<u64>,
    length: u64,
    /// What is wrong with what was just seen.
    pending: Option<(Place, Damage)>,
}

impl Scan {
    /// A scan that goes on at `mark`.
    pub(super) fn new(source: Source, id: SegmentId, mark: Mark) -> io::Result<Scan> {
        let length = source.len()?;
        let page = Box::new([0; BLOCK]);
        let mut scan =
            Scan { source, id, page, mark, again: 0, went_back: None, length, pending: None };
        if scan.mark.at != 0 {
            scan.load()?;
        }
        Ok(scan)
    }

    /// The segment.
    pub(super) fn id(&self) -> SegmentId {
        self.id
    }

    /// Where the scan is.
    pub(super) fn mark(&self) -> &Mark {
        &self.mark
    }

    /// Where the chain has come to.
    pub(super) fn chain(&self) -> Chain {
        self.mark.chain()
    }

    /// The payload of the frame that was just seen.
    pub(super) fn payload(&self, frame: &Frame) -> &[u8] {
        self.page.get(frame.payload.clone()).unwrap_or_default()
    }

    /// Goes on to the next thing; `None` at the end of the segment.
    pub(super) fn next(&mut self) -> Option<Seen> {
        loop {
            if let Some((place, damage)) = self.pending.take() {
                return Some(Seen::Damage(place, damage));
            }
            let seen = match self.mark.at {
                0 => self.block(),
                BLOCK if self.was_last() => return self.end(),
                BLOCK => {
                    (self.mark.block, self.mark.at) = (self.mark.block + 1, 0);
                    None
                }
                _ => self.frame(),
            };
            if seen.is_some() {
                return seen;
            }
        }
    }

    /// Whether nothing follows this block: the segment has no more, or the file is shorter.
    fn was_last(&self) -> bool {
        self.mark.block + 1 >= BLOCKS || block_start(self.mark.block + 1) >= self.length
    }

    fn end(&mut self) -> Option<Seen> {
        let too_long = std::mem::take(&mut self.length) > SEGMENT;
        let place = Place { block: BLOCKS, offset: SEGMENT, ..self.place(0) };
        too_long.then_some(Seen::Damage(place, Damage::TooLong))
    }

    fn block(&mut self) -> Option<Seen> {
        self.again = 0;
        match self.load() {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.source.may_vanish() => {
                return self.gone();
            }
            Err(error) => {
                ::log::warn!("a block of the access log cannot be read: {error}");
                self.mark.used = self.mark.block + 1;
                return self.set_aside(0, Damage::Unreadable);
            }
        }
        self.mark.at = HEADER;
        if is_zero(self.page.as_slice()) {
            self.mark.at = BLOCK;
            return None;
        }
        self.header()
    }

    fn header(&mut self) -> Option<Seen> {
        self.mark.used = self.mark.block + 1;
        let header = match Header::read(self.page.as_slice()) {
            Ok(header) => header,
            Err(NoHeader::Foreign) => return self.set_aside(0, Damage::Foreign),
            Err(NoHeader::Damaged) if self.look_again() => return self.header(),
            Err(NoHeader::Damaged) => return self.set_aside(0, Damage::Header),
        };
        if (header.segment, header.block) != (self.id, self.mark.block) {
            return self.set_aside(0, Damage::Misplaced);
        }
        let entered = self.mark.link.enter(header.incoming);
        if matches!(entered.damage, Some(Damage::Missing { .. })) && self.go_back() {
            return None;
        }
        let place = self.place(0);
        self.mark.end = block_start(self.mark.block) + HEADER as u64;
        self.mark.link = Link::new(header.incoming);
        self.mark.breaks += u32::from(entered.broken);
        self.note(place, entered.damage.or(self.mark.sealed.then_some(Damage::AfterSeal)));
        Some(Seen::Block(place))
    }

    fn frame(&mut self) -> Option<Seen> {
        let at = self.mark.at;
        match frame::find(self.page.as_slice(), at) {
            frame::Found::Frame(frame, end) => self.sound(frame, end),
            frame::Found::End => {
                self.mark.at = BLOCK;
                None
            }
            _ if self.look_again() => None,
            frame::Found::Padding => self.set_aside(at, Damage::Padding),
            frame::Found::Damaged => self.set_aside(at, Damage::Frame),
        }
    }

    fn sound(&mut self, frame: Frame, end: usize) -> Option<Seen> {
        let place = Place { seq: frame.seq, ..self.place(self.mark.at) };
        let payload = self.page.get(frame.payload.clone()).unwrap_or_default();
        let linked = self.mark.link.follow(&frame, payload);
        let sealed = match (self.mark.sealed, frame.kind) {
            (true, _) => Some(Damage::AfterSeal),
            (false, kind::SEAL) if payload != frame.seq.to_le_bytes() => Some(Damage::SealCount),
            _ => None,
        };
        self.mark.sealed |= frame.kind == kind::SEAL;
        self.mark.breaks += u32::from(linked.is_some());
        self.mark.at = end;
        self.mark.end = block_start(self.mark.block) + end as u64;
        self.note(place, linked.or(sealed));
        Some(Seen::Frame(place, frame))
    }

    fn note(&mut self, place: Place, damage: Option<Damage>) {
        self.pending = damage.map(|damage| (place, damage));
    }

    /// Ends the scan of a segment that retention has dropped meanwhile.
    fn gone(&mut self) -> Option<Seen> {
        (self.length, self.mark.at) = (0, BLOCK);
        None
    }

    /// Leaves the rest of the block unread.
    fn set_aside(&mut self, at: usize, damage: Damage) -> Option<Seen> {
        let place = self.place(at);
        self.mark.at = BLOCK;
        self.mark.link.damaged += 1;
        Some(Seen::Damage(place, damage))
    }

    /// A writer may have been at work in the block: it is judged when it reads the same twice, or
    /// differently more often than a writer can have put a record into it.
    fn look_again(&mut self) -> bool {
        let before = self.page.clone();
        self.again += 1;
        self.again <= MAX_FRAMES && self.load().is_ok() && self.page != before
    }

    /// A writer may have gone on behind our back: reads on from the last frame, once.
    fn go_back(&mut self) -> bool {
        let end = self.mark.end;
        if self.went_back.replace(end) == Some(end) {
            return false;
        }
        let at = (end % BLOCK as u64) as usize;
        (self.mark.block, self.mark.at) = ((end / BLOCK as u64) as u32, at);
        self.again = 0;
        // At 0 the block is read anyway; one that cannot be read again has nothing new.
        if at != 0 && self.load().is_err() {
            self.mark.at = BLOCK;
        }
        true
    }

    fn load(&mut self) -> io::Result<()> {
        let read = self.source.read(self.page.as_mut_slice(), block_start(self.mark.block))?;
        self.page.iter_mut().skip(read).for_each(|byte| *byte = 0);
        Ok(())
    }

    fn place(&self, at: usize) -> Place {
        let (segment, block) = (self.id, self.mark.block);
        Place { segment, block, offset: block_start(block) + at as u64, seq: self.chain().seq }
    }
}
