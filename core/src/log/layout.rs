//! The measures of the format, the names of segments, and places in them.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Bytes in a block: a page, so that a kill cannot tear a write that stays inside one.
pub(super) const BLOCK: usize = 4096;
/// Blocks in a segment.
pub(super) const BLOCKS: u32 = 64;
/// Bytes in a segment.
pub(super) const SEGMENT: u64 = BLOCKS as u64 * BLOCK as u64;
/// Bytes of a block's header.
pub(super) const HEADER: usize = 48;
/// Bytes of a frame before its payload.
pub(super) const FRAME_HEAD: usize = 16;
/// Bytes of a frame around its payload.
pub(super) const FRAME: usize = FRAME_HEAD + size_of::<Tag>();
/// Bytes of the frame that seals a segment; its room in the last block is always kept.
pub(super) const SEAL: usize = FRAME + 8;
/// The longest payload: with it, a frame, its block's header and a seal fit into one block.
pub(super) const MAX_PAYLOAD: usize = BLOCK - HEADER - FRAME - SEAL;
/// The most frames that one damaged block can have held.
pub(super) const MAX_FRAMES: u64 = ((BLOCK - HEADER) / (FRAME + 1)) as u64;
/// The version of the format that is written and read.
pub(super) const FORMAT: u16 = 1;

/// Where block `number` begins in its segment.
pub(super) const fn block_start(number: u32) -> u64 {
    number as u64 * BLOCK as u64
}

/// Whether there is nothing but zeros in `bytes`, which are at most a block.
pub(super) fn is_zero(bytes: &[u8]) -> bool {
    static ZEROS: [u8; BLOCK] = [0; BLOCK];
    ZEROS.get(..bytes.len()) == Some(bytes)
}

/// A link of the chain through the frames: SHA-256, cut to 16 bytes.
pub(super) type Tag = [u8; 16];

/// The first 16 bytes of what `hash` comes to.
pub(super) fn tag(hash: Sha256) -> Tag {
    let digest: [u8; 32] = hash.finalize().into();
    digest.first_chunk().copied().unwrap_or_default()
}

/// Where the chain of a segment has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chain {
    /// The sequence number of the next frame, which is also the count of frames so far.
    pub(super) seq: u64,
    /// The tag of the last frame.
    pub(super) tag: Tag,
}

impl Chain {
    /// The chain of a segment without frames.
    pub(super) fn start(id: SegmentId) -> Chain {
        let first =
            Sha256::new().chain_update(b"menshen segment 1").chain_update(id.0.to_le_bytes());
        Chain { seq: 0, tag: tag(first) }
    }
}

/// The name of a segment: the wall clock's seconds when it was made, and a random number.
///
/// Names sort by age, as far as the clock can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(u64);

const RANDOM_BITS: u32 = 24;

impl SegmentId {
    /// The segment made at `seconds` since 1970, told apart by the low 24 bits of `random`.
    pub(super) fn new(seconds: u64, random: u64) -> SegmentId {
        SegmentId(seconds << RANDOM_BITS | random & ((1 << RANDOM_BITS) - 1))
    }

    /// The seconds since 1970 in the name.
    pub(super) const fn seconds(self) -> u64 {
        self.0 >> RANDOM_BITS
    }

    /// The segment with this number.
    pub const fn from_number(number: u64) -> SegmentId {
        SegmentId(number)
    }

    /// The number, as it stands in the headers of its blocks.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The name of its file.
    pub fn file_name(self) -> String {
        format!("{self}.seg")
    }

    /// The segment whose file has this name; `None` for any other file.
    pub fn from_file_name(name: &str) -> Option<SegmentId> {
        name.strip_suffix(".seg")?.parse().ok()
    }
}

impl fmt::Display for SegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for SegmentId {
    type Err = BadSegmentId;
    fn from_str(text: &str) -> Result<SegmentId, BadSegmentId> {
        let id = u64::from_str_radix(text, 16).map(SegmentId);
        // Printing it again is the strictest check: no sign, no capitals, no missing digit.
        id.ok().filter(|id| id.to_string() == text).ok_or_else(|| BadSegmentId(text.to_owned()))
    }
}

crate::time::serde_as_text!(SegmentId);

/// A text that does not name a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSegmentId(String);

impl fmt::Display for BadSegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a segment; write 16 digits from 0 to 9 and a to f", self.0)
    }
}

impl std::error::Error for BadSegmentId {}

/// Where in the log something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The segment.
    pub segment: SegmentId,
    /// The block, counted from 0.
    pub block: u32,
    /// The byte in the segment's file at which it begins.
    pub offset: u64,
    /// The number of the frame in its segment, counted from 0; for damage, of the next frame.
    pub seq: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.seg block {} offset {}", self.segment, self.block, self.offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measures_are_part_of_the_format() {
        assert_eq!((SEGMENT, HEADER, FRAME, SEAL), (262_144, 48, 32, 40));
        assert_eq!((MAX_PAYLOAD, MAX_FRAMES), (3_976, 122));
        assert_eq!((block_start(0), block_start(1), block_start(63)), (0, 4_096, 258_048));
    }

    #[test]
    fn a_place_and_a_wrong_name_can_be_read() {
        let segment = SegmentId::from_number(0x2a);
        let place = Place { segment, block: 3, offset: 12_388, seq: 7 };
        assert_eq!(place.to_string(), "000000000000002a.seg block 3 offset 12388");
        let error = "2A".parse::<SegmentId>().unwrap_err();
        assert!(error.to_string().starts_with("`2A` is not a segment"));
    }

    #[test]
    fn names_of_segments_are_strict_and_sort_by_age() {
        let id = SegmentId::new(1_795_000_000, u64::MAX);
        assert_eq!(SegmentId::from_file_name(&id.file_name()), Some(id));
        assert!(SegmentId::new(1_795_000_001, 0) > id);
        for bad in ["", "0.seg", "+00000000000000f.seg", "00000000000000FF.seg", "00000000000000ff"]
        {
            assert_eq!(SegmentId::from_file_name(bad), None, "{bad}");
        }
    }
}
