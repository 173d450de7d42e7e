//! One segment, entry by entry.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{Entry, Item};
use crate::log::codec::{self, kind};
use crate::log::damage::Damage;
use crate::log::frame::Frame;
use crate::log::layout::{Place, SegmentId};
use crate::log::record::{Event, LeaseEnd, Record};
use crate::log::scan::{Mark, Scan, Seen, Source};
use crate::seams::Disk;
use crate::time::{Span, Time};

/// The run of the device that each process belongs to.
pub(super) type Boots = HashMap<u32, u64>;

/// When a record was written.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// The run of the device, where it is known.
    pub(super) run: Option<u64>,
    pub(super) boot: Span,
    pub(super) wall: Time,
}

impl Moment {
    fn of(record: &Record<'_>, boots: &Boots) -> Moment {
        let run = match record.event {
            Event::ProcessStart { boot_number, .. } => Some(boot_number),
            // Written for the dead by another process, perhaps in another run of the device.
            Event::LeaseEnd { how: LeaseEnd::ProcessDied, .. } => None,
            _ => boots.get(&record.process).copied(),
        };
        Moment { run, boot: record.boot, wall: record.wall }
    }

    /// Within a run of the device its own clock counts, across runs the wall clock.
    pub(super) fn order(&self, other: &Moment) -> Ordering {
        match (self.run, other.run) {
            (Some(one), Some(other_run)) if one == other_run => self.boot.cmp(&other.boot),
            _ => self.wall.cmp(&other.wall),
        }
    }
}

/// One segment, and the next entry of it.
pub(super) struct Stream {
    pub(super) id: SegmentId,
    scan: Option<Scan>,
    /// From where to go on when more was written; nothing follows when there is none.
    mark: Option<Mark>,
    head: Option<Entry>,
    /// When the head was written, if it is a record.
    pub(super) moment: Option<Moment>,
    /// When it last went on; 0 if never.
    pub(super) turn: u64,
}

impl Stream {
    pub(super) fn new(id: SegmentId) -> Stream {
        let mark = Some(Mark::start(id));
        Stream { id, scan: None, mark, head: None, moment: None, turn: 0 }
    }

    /// Whether there is an entry.
    pub(super) fn has_head(&self) -> bool {
        self.head.is_some()
    }

    /// Looks for more in the file of a stream that has come to its end.
    pub(super) fn wake(&mut self, disk: &Arc<dyn Disk>, folder: &Path) {
        if self.has_head() {
            return;
        }
        let Some(mark) = self.mark.clone() else { return };
        let source = Source::Path(disk.clone(), folder.join(self.id.file_name()));
        match Scan::new(source, self.id, mark) {
            Ok(scan) => {
                self.scan = Some(scan);
                self.advance();
            }
            Err(error) => self.fail(&error),
        }
    }

    /// It was removed since the folder was listed, or cannot be read at all.
    fn fail(&mut self, error: &io::Error) {
        ::log::warn!("segment {} cannot be read: {error}", self.id);
        self.mark = None;
        let place = Place { segment: self.id, block: 0, offset: 0, seq: 0 };
        let item = Item::Damage(Damage::Unreadable);
        let gone = error.kind() == io::ErrorKind::NotFound;
        self.head = (!gone).then_some(Entry { place, item });
    }

    /// Gives the head away and goes on to the next.
    pub(super) fn take(&mut self) -> Option<Entry> {
        let head = self.head.take();
        self.advance();
        head
    }

    fn advance(&mut self) {
        let Some(scan) = &mut self.scan else { return };
        // Only as far as the next entry: what is taken from the scan is not given twice.
        while let Some(seen) = scan.next() {
            self.mark = Some(scan.mark().clone());
            self.head = match seen {
                Seen::Block(_) => None,
                Seen::Damage(place, damage) => Some(Entry { place, item: Item::Damage(damage) }),
                Seen::Frame(place, frame) => entry(place, &frame, scan.payload(&frame)),
            };
            if self.head.is_some() {
                return;
            }
        }
        self.scan = None;
        self.mark = self.mark.take().filter(|mark| !mark.sealed);
    }

    /// The run of the device that the head says its process belongs to.
    pub(super) fn start(&self) -> Option<(u32, u64)> {
        let record = self.record()?;
        match record.event {
            Event::ProcessStart { boot_number, .. } => Some((record.process, boot_number)),
            _ => None,
        }
    }

    /// Notes when the head was written, as far as that is known by now.
    pub(super) fn date(&mut self, boots: &Boots) {
        self.moment = self.record().map(|record| Moment::of(record, boots));
    }

    fn record(&self) -> Option<&Record<'static>> {
        match &self.head {
            Some(Entry { item: Item::Record(record), .. }) => Some(record),
            _ => None,
        }
    }
}

/// The entry of a frame; `None` for those that are the log's own business.
fn entry(place: Place, frame: &Frame, payload: &[u8]) -> Option<Entry> {
    let (kind, version) = (frame.kind, frame.version);
    if kind == kind::SEAL || kind == kind::CARRY {
        return None;
    }
    let record = codec::decode_owned(kind, version, payload);
    let item = record.map_or(Item::Unknown { kind, version }, Item::Record);
    Some(Entry { place, item })
}
