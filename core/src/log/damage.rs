//! What can be wrong with the bytes of a segment.

use std::fmt;

/// What is wrong at a place in a segment.
///
/// Damage contradicts its own checksums, as worn flash or a lost write does. A forgery is sound in
/// itself but contradicts what stands around it, which no accident brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// The block cannot be read from the disk. Its records are missing.
    Unreadable,
    /// The header of the block contradicts its checksum. The records of the block are missing.
    Header,
    /// A frame contradicts its checksum. The records in the block from here on are missing.
    Frame,
    /// Bytes that should be zero are not.
    Padding,
    /// The file is longer than a segment.
    TooLong,
    /// Frames are missing before this block, and no damaged block accounts for them.
    Missing {
        /// How many.
        frames: u64,
    },
    /// The block is sound but belongs to another segment, or elsewhere in this one.
    Misplaced,
    /// The block is sound but does not continue the chain.
    Link,
    /// The frame is sound but has the wrong number.
    Number,
    /// The frame is sound but its tag does not continue the chain.
    Tag,
    /// Something follows the seal.
    AfterSeal,
    /// The seal names another count of frames than there are.
    SealCount,
    /// The block is of another format than the segment's first.
    Foreign,
}

impl Damage {
    /// Whether no accident brings it about.
    pub fn is_forgery(self) -> bool {
        !matches!(
            self,
            Damage::Unreadable
                | Damage::Header
                | Damage::Frame
                | Damage::Padding
                | Damage::TooLong
                | Damage::Missing { .. }
        )
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Damage::Unreadable => "the block cannot be read from the disk",
            Damage::Header => "the block's header is damaged",
            Damage::Frame => "a record is damaged",
            Damage::Padding => "bytes that should be zero are not",
            Damage::TooLong => "the file is longer than a segment",
            Damage::Missing { frames } => return write!(f, "{frames} records are missing here"),
            Damage::Misplaced => "the block belongs elsewhere",
            Damage::Link => "the block does not continue the chain",
            Damage::Number => "the record has the wrong number",
            Damage::Tag => "the record does not continue the chain",
            Damage::AfterSeal => "something follows the seal",
            Damage::SealCount => "the seal names another count of records",
            Damage::Foreign => "the block is of another format",
        })
    }
}
