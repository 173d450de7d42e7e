//! Reading the log: every segment at once, merged by time.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::codec::{self, kind};
use super::damage::Damage;
use super::error::ReadError;
use super::folder::{log_folder, segments};
use super::frame::Frame;
use super::layout::{Place, SegmentId};
use super::record::{Event, LeaseEnd, Record};
use super::scan::{Mark, Scan, Seen, Source};
use crate::seams::Disk;

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
    let folder = log_folder(dir);
    let ids = segments(disk.as_ref(), &folder);
    let ids = ids.map_err(|error| ReadError { path: folder.clone(), error })?;
    let streams = ids.into_iter().map(|id| Stream::new(disk, &folder, id)).collect();
    let mut reader = Reader { streams, boots: HashMap::new(), turn: 0 };
    for stream in &mut reader.streams {
        stream.advance(&mut reader.boots);
    }
    reader.note_runs();
    Ok(reader)
}

/// The entries of a log, in order. See [`read`].
pub struct Reader {
    streams: Vec<Stream>,
    boots: Boots,
    turn: u64,
}

/// The run of the device that each process belongs to.
type Boots = HashMap<u32, u64>;

impl Iterator for Reader {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while let Some(at) = first(&self.streams) {
            let stream = self.streams.get_mut(at)?;
            self.turn += 1;
            stream.turn = self.turn;
            let entry = stream.head.take();
            let started = stream.advance(&mut self.boots);
            stream.note_run(&self.boots);
            if stream.head.is_none() {
                self.streams.remove(at);
            }
            if started {
                self.note_runs();
            }
            if entry.is_some() {
                return entry;
            }
        }
        None
    }
}

impl Reader {
    /// A process was heard of: now it is known which run of the device its records belong to.
    fn note_runs(&mut self) {
        self.streams.iter_mut().for_each(|stream| stream.note_run(&self.boots));
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("segments", &self.streams.len()).finish_non_exhaustive()
    }
}

/// Which stream goes on.
fn first(streams: &[Stream]) -> Option<usize> {
    let mut best: Option<(usize, &Record<'_>, &Stream)> = None;
    for (at, stream) in streams.iter().enumerate() {
        let Some(Item::Record(record)) = stream.head.as_ref().map(|entry| &entry.item) else {
            // It has no time of its own: it belongs after what came before it in its segment.
            return Some(at);
        };
        let better = best.is_none_or(|(_, best, other)| match order(record, stream, best, other) {
            // A full segment is read to its end before the one that its writer went on in.
            Ordering::Equal => stream.turn > other.turn,
            order => order.is_lt(),
        });
        if better {
            best = Some((at, record, stream));
        }
    }
    best.map(|(at, ..)| at)
}

fn order(a: &Record<'_>, of_a: &Stream, b: &Record<'_>, of_b: &Stream) -> Ordering {
    match (of_a.run, of_b.run) {
        (Some(one), Some(other)) if one == other => a.boot.cmp(&b.boot),
        _ => a.wall.cmp(&b.wall),
    }
}

fn boot_number(record: &Record<'_>, boots: &Boots) -> Option<u64> {
    match record.event {
        Event::ProcessStart { boot_number, .. } => Some(boot_number),
        // Written for the dead by another process, perhaps in another run of the device.
        Event::LeaseEnd { how: LeaseEnd::ProcessDied, .. } => None,
        _ => boots.get(&record.process).copied(),
    }
}

/// One segment, and the next entry of it.
struct Stream {
    scan: Option<Scan>,
    head: Option<Entry>,
    /// The run of the device that the head belongs to. Kept, because every entry that is read is
    /// held against every head.
    run: Option<u64>,
    /// When it last went on; 0 if never.
    turn: u64,
}

impl Stream {
    fn new(disk: &Arc<dyn Disk>, folder: &Path, id: SegmentId) -> Stream {
        let source = Source::Path(disk.clone(), folder.join(id.file_name()));
        match Scan::new(source, id, Mark::start(id)) {
            Ok(scan) => Stream { scan: Some(scan), head: None, run: None, turn: 0 },
            // It was removed since the folder was listed, or cannot be read at all.
            Err(error) => {
                ::log::warn!("segment {id} cannot be read: {error}");
                let place = Place { segment: id, block: 0, offset: 0, seq: 0 };
                let gone = error.kind() == std::io::ErrorKind::NotFound;
                let item = Item::Damage(Damage::Unreadable);
                let head = (!gone).then_some(Entry { place, item });
                Stream { scan: None, head, run: None, turn: 0 }
            }
        }
    }

    /// Goes on to the next entry. Says whether it is the start of a process.
    fn advance(&mut self, boots: &mut Boots) -> bool {
        let Some(scan) = &mut self.scan else { return false };
        self.head = None;
        // Only as far as the next entry: what is taken from the scan is not given twice.
        while self.head.is_none() {
            let Some(seen) = scan.next() else { break };
            self.head = match seen {
                Seen::Block(_) => None,
                Seen::Damage(place, damage) => Some(Entry { place, item: Item::Damage(damage) }),
                Seen::Frame(place, frame) => entry(place, &frame, scan.payload(&frame)),
            };
        }
        let Some(Entry { item: Item::Record(record), .. }) = &self.head else { return false };
        let Event::ProcessStart { boot_number, .. } = record.event else { return false };
        boots.insert(record.process, boot_number);
        true
    }

    fn note_run(&mut self, boots: &Boots) {
        self.run = match &self.head {
            Some(Entry { item: Item::Record(record), .. }) => boot_number(record, boots),
            _ => None,
        };
    }
}

/// The entry of a frame; `None` for those that are the log's own business.
fn entry(place: Place, frame: &Frame, payload: &[u8]) -> Option<Entry> {
    let (kind, version) = (frame.kind, frame.version);
    if kind == kind::SEAL || kind == kind::CARRY {
        return None;
    }
    let record = codec::decode(kind, version, payload);
    let item = record.map_or(Item::Unknown { kind, version }, Item::Record);
    Some(Entry { place, item })
}
