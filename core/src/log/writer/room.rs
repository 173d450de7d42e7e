//! Room for records: behind the last one, and in the next segment when this one is full.

use super::{AHEAD, RESERVE, Room, Writer};
use crate::log::error::AppendError;
use crate::log::frame::Draft;
use crate::log::layout::{BLOCK, SEGMENT, SegmentId};
use crate::log::tail::Tail;

impl Writer {
    /// Sees to it that the frame in the draft has a place, and what must stay free behind it.
    pub(super) fn make_room(&mut self, room: Room) -> Result<(), AppendError> {
        if room == Room::Normal && !self.tail.file.is_linked().map_err(AppendError::from_io)? {
            self.leave_removed()?;
        }
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

    /// Fills ahead, into the next segment where this one ends.
    fn grow(&mut self, end: u64) -> Result<(), AppendError> {
        self.tail.fill(end + RESERVE).map_err(AppendError::from_io)?;
        if self.left(end) < RESERVE {
            let next = self.next()?;
            next.fill(next.position() + RESERVE).map_err(AppendError::from_io)?;
        }
        Ok(())
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

    /// Goes on elsewhere when somebody has removed the segment: nobody would find the record.
    fn leave_removed(&mut self) -> Result<(), AppendError> {
        ::log::error!("segment {} was removed while it was written", self.tail.id);
        self.lost = self.lost.saturating_add(self.tail.chain.seq);
        self.next.take_if(|next| !next.file.is_linked().unwrap_or(false));
        self.rotate()
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

    /// Fills a little further ahead; says whether more is needed.
    pub(in crate::log) fn fill_step(&mut self) -> Result<bool, AppendError> {
        let tails = [Some(&mut self.tail), self.next.as_mut()];
        let mut more = tails.into_iter().flatten().map(|tail| tail.fill_step(AHEAD));
        let more = more.find(|more| !matches!(more, Ok(false))).unwrap_or(Ok(false));
        more.map_err(AppendError::from_io)
    }

    /// The segment after which another should be prepared now.
    pub(in crate::log) fn wants_next(&self) -> Option<SegmentId> {
        let due = self.next.is_none() && self.tail.position() > SEGMENT / 2;
        due.then_some(self.tail.id)
    }

    /// Takes a segment to go on in, unless there is one.
    pub(in crate::log) fn offer_next(&mut self, next: Tail) {
        self.folder_changed = true;
        self.next.get_or_insert(next);
    }
}
