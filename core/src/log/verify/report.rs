//! What verify says.

use std::fmt;

use crate::log::checkpoint::FILE;
use crate::log::damage::Damage;
use crate::log::layout::{Place, SegmentId};

/// The judgement on a log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The worst that was found.
    pub state: State,
    /// Records that can be read.
    pub records: u64,
    /// Those among them that no signature vouches for: the newest, and those that damage cuts off
    /// from the signature.
    pub unsigned: u64,
    /// Segments that were read.
    pub segments: u64,
    /// Segments of a format that this version does not know.
    pub foreign: u64,
    /// Records of a kind or version that this version does not know.
    pub unknown: u64,
    /// The number of the checkpoint.
    pub checkpoint: Option<u64>,
    /// What holds the key that signed it, such as `software`.
    pub provider: Option<String>,
    /// The public key that signed it.
    pub public_key: Option<[u8; 32]>,
    /// How often the key changed before: it was renewed, or somebody else made the log up to then.
    pub renewals: u64,
    /// What is wrong, and where.
    pub problems: Vec<Problem>,
    /// How many problems are left out, past the first thousand.
    pub omitted: u64,
}

const MOST: usize = 1000;

/// What a log is, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum State {
    /// Every byte is as it was written, and every record is signed.
    #[default]
    Clean,
    /// Every byte is as it was written, but no signature covers the newest records yet.
    UnsignedTail {
        /// How many.
        records: u64,
    },
    /// Bytes contradict their checksums, or records are missing that no signature covers.
    Damaged,
    /// Something contradicts a signature, or itself in a way that no accident brings about.
    Tampered,
}

impl State {
    /// The name used in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            State::Clean => "clean",
            State::UnsignedTail { .. } => "unsigned_tail",
            State::Damaged => "damaged",
            State::Tampered => "tampered",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            State::UnsignedTail { records } => write!(f, "unsigned tail of {records} records"),
            state => f.pad(state.name()),
        }
    }
}

/// Something wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The name of the file.
    pub file: String,
    /// The block of 4096 bytes, counted from 0.
    pub block: u32,
    /// The byte in the file at which the wrong header, record or padding begins.
    pub offset: u64,
    /// What is wrong.
    pub what: What,
    /// Whether it is a contradiction that no accident brings about, rather than damage.
    pub tampered: bool,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { file, block, offset, what, tampered } = self;
        let state = if *tampered { State::Tampered } else { State::Damaged };
        write!(f, "{file} block {block} offset {offset}: {state}: {what}")
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// With the bytes of a segment.
    Segment(Damage),
    /// The segment is signed, but its file is gone.
    SegmentMissing,
    /// The segment has fewer records than were signed.
    Shortened {
        /// How many were signed, the log's own bookkeeping included.
        signed: u64,
        /// How many there are.
        found: u64,
    },
    /// The records are not those that were signed.
    Rewritten,
    /// The checkpoint's bytes contradict their checksum or form.
    CheckpointDamaged,
    /// The checkpoint's signature is wrong.
    CheckpointForged,
    /// The checkpoint is of a newer format.
    CheckpointNewer,
    /// Another key signed than the one that was asked for, or than signed the exported checkpoint.
    WrongKey,
    /// The log has the record of a later checkpoint than this one, or than none.
    CheckpointReplaced {
        /// The number of the later one.
        later: u64,
    },
    /// The exported checkpoint is a later one, or another one of the same number.
    RolledBack {
        /// The number of the exported one.
        exported: u64,
    },
    /// A checkpoint was lost before, so that what was signed up to then is not known any more.
    Restarted {
        /// How often.
        times: u64,
    },
    /// Earlier checkpoints were signed by another key than the one that must have signed.
    Renewed {
        /// How often the key changed.
        times: u64,
    },
    /// The exported checkpoint is not one.
    ExportedUnusable,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            What::Segment(damage) => return damage.fmt(f),
            What::SegmentMissing => "the segment is signed, but its file is gone",
            What::Shortened { signed, found } => {
                return write!(f, "{signed} records are signed, but only {found} are there");
            }
            What::Rewritten => "the records are not those that were signed",
            What::CheckpointDamaged => "the checkpoint is damaged",
            What::CheckpointForged => "the checkpoint's signature is wrong",
            What::CheckpointNewer => "the checkpoint is of a newer format; update `menshen`",
            What::WrongKey => "another key signed the checkpoint",
            What::CheckpointReplaced { later } => {
                return write!(f, "the log tells of checkpoint {later}, which is gone");
            }
            What::RolledBack { exported } => {
                return write!(f, "the log is older than the exported checkpoint {exported}");
            }
            What::Restarted { times } => {
                return write!(f, "checkpoints were lost {times} times before this one");
            }
            What::Renewed { times } => {
                return write!(
                    f,
                    "the key that signs changed {times} times before this checkpoint"
                );
            }
            What::ExportedUnusable => "the exported checkpoint is damaged or not a checkpoint",
        })
    }
}

impl Report {
    /// Adds something wrong at a place in a segment.
    pub(super) fn add(&mut self, place: Place, what: What, tampered: bool) {
        let Place { segment, block, offset, .. } = place;
        self.push(Problem { file: segment.file_name(), block, offset, what, tampered });
    }

    /// Adds something wrong with a segment as a whole.
    pub(super) fn add_segment(&mut self, segment: SegmentId, what: What, tampered: bool) {
        self.add(Place { segment, block: 0, offset: 0, seq: 0 }, what, tampered);
    }

    /// Adds something wrong with the checkpoint.
    pub(super) fn add_checkpoint(&mut self, what: What, tampered: bool) {
        self.push(Problem { file: FILE.to_owned(), block: 0, offset: 0, what, tampered });
    }

    fn push(&mut self, problem: Problem) {
        let state = if problem.tampered { State::Tampered } else { State::Damaged };
        self.state = self.state.max(state);
        match self.problems.len() < MOST {
            true => self.problems.push(problem),
            false => self.omitted += 1,
        }
    }

    /// Adds what was found in later segments.
    pub(super) fn add_all(&mut self, later: Report) {
        self.records += later.records;
        self.segments += later.segments;
        self.foreign += later.foreign;
        self.unknown += later.unknown;
        self.omitted += later.omitted;
        self.state = self.state.max(later.state);
        later.problems.into_iter().for_each(|problem| self.push(problem));
        self.add_unsigned(later.unsigned);
    }

    /// Counts records that no signature vouches for.
    pub(super) fn add_unsigned(&mut self, records: u64) {
        self.unsigned += records;
        if self.unsigned > 0 {
            self.state = self.state.max(State::UnsignedTail { records: self.unsigned });
        }
    }
}
