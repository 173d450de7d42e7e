//! Frames: one record each, with a checksum against damage and a tag that chains them.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::block::Header;
use super::bytes::{Put, Take};
use super::layout::{BLOCK, Chain, FRAME, FRAME_HEAD, HEADER, MAX_PAYLOAD, Tag, is_zero, tag};

/// A frame that was found sound, and where in its block its payload is.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) kind: u8,
    pub(super) version: u8,
    pub(super) seq: u64,
    pub(super) payload: Range<usize>,
    pub(super) tag: Tag,
}

/// What stands at a place where a frame may begin.
pub(super) enum Found {
    /// A frame; the next may begin at the second value.
    Frame(Frame, usize),
    /// Zeros up to the end of the block.
    End,
    /// Bytes past the last frame that are not zero.
    Padding,
    /// A frame that contradicts its own checksum.
    Damaged,
}

/// Looks at what stands at `at` in `block`.
pub(super) fn find(block: &[u8], at: usize) -> Found {
    let rest = block.get(at..).unwrap_or_default();
    match rest.first_chunk::<2>() {
        Some([0, 0]) | None if is_zero(rest) => Found::End,
        Some([0, 0]) | None => Found::Padding,
        Some(_) => match parse(rest, at) {
            Some(frame) => {
                let end = frame.payload.end + size_of::<Tag>();
                Found::Frame(frame, end)
            }
            None => Found::Damaged,
        },
    }
}

fn parse(bytes: &[u8], at: usize) -> Option<Frame> {
    let mut take = Take(bytes);
    let length = usize::from(take.u16()?);
    let (kind, version, crc) = (take.u8()?, take.u8()?, take.u32()?);
    let checked = take.0.get(..size_of::<u64>() + length + size_of::<Tag>())?;
    let seq = take.u64()?;
    let _payload = take.slice(length)?;
    let tag = take.array()?;
    let payload = at + FRAME_HEAD..at + FRAME_HEAD + length;
    let sound = crc == checksum(bytes.first_chunk()?, checked);
    sound.then_some(Frame { kind, version, seq, payload, tag })
}

/// The checksum of a frame: all of it but the checksum itself.
fn checksum(head: &[u8; 4], rest: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(head), rest)
}

/// The tag of the frame with this kind, version and payload that comes next in `chain`.
pub(super) fn next_tag(chain: &Chain, kind: u8, version: u8, payload: &[u8]) -> Tag {
    let length = u16::try_from(payload.len()).unwrap_or(u16::MAX);
    let hash = Sha256::new()
        .chain_update(chain.tag)
        .chain_update(length.to_le_bytes())
        .chain_update([kind, version])
        .chain_update(chain.seq.to_le_bytes())
        .chain_update(payload);
    tag(hash)
}

/// A frame in the making, with room before it for the header of a block.
///
/// Both leave for the disk in one write, so that neither is ever there without the other.
pub(super) struct Draft {
    bytes: [u8; BLOCK],
    kind: u8,
    version: u8,
    length: usize,
}

impl Draft {
    pub(super) const fn new() -> Draft {
        Draft { bytes: [0; BLOCK], kind: 0, version: 0, length: 0 }
    }

    /// Starts a frame; `fill` writes its payload. `None` when that is too long, or empty.
    pub(super) fn fill(
        &mut self,
        (kind, version): (u8, u8),
        fill: impl FnOnce(&mut Put<'_>) -> Option<()>,
    ) -> Option<()> {
        let start = HEADER + FRAME_HEAD;
        let mut put = Put::new(self.bytes.get_mut(start..start + MAX_PAYLOAD)?);
        fill(&mut put)?;
        (self.kind, self.version, self.length) = (kind, version, put.len());
        (self.length != 0).then_some(())
    }

    /// The kind of the frame.
    pub(super) fn kind(&self) -> u8 {
        self.kind
    }

    /// The length of the frame in bytes.
    pub(super) fn len(&self) -> usize {
        self.length + FRAME
    }

    /// Completes the frame as the next in `chain`; says what bytes to write and the chain after.
    ///
    /// `header` is for a frame that begins its block.
    pub(super) fn close(
        &mut self,
        chain: &Chain,
        header: Option<Header>,
    ) -> Option<(&[u8], Chain)> {
        let tag = self.complete(chain)?;
        let begin = match header {
            Some(header) => {
                header.write(self.bytes.first_chunk_mut()?);
                0
            }
            None => HEADER,
        };
        let after = Chain { seq: chain.seq.saturating_add(1), tag };
        Some((self.bytes.get(begin..HEADER + self.len())?, after))
    }

    fn complete(&mut self, chain: &Chain) -> Option<Tag> {
        let length = self.length;
        let frame = self.bytes.get_mut(HEADER..HEADER + length + FRAME)?;
        let (head, rest) = frame.split_first_chunk_mut::<4>()?;
        let (crc, checked) = rest.split_first_chunk_mut::<4>()?;
        Put::new(head).slice(&u16::try_from(length).ok()?.to_le_bytes())?;
        *head.last_chunk_mut()? = [self.kind, self.version];
        let tag = next_tag(chain, self.kind, self.version, checked.get(8..8 + length)?);
        *checked.first_chunk_mut()? = chain.seq.to_le_bytes();
        *checked.last_chunk_mut()? = tag;
        *crc = checksum(head, checked).to_le_bytes();
        Some(tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::hex;
    use crate::log::layout::SegmentId;

    /// What any reader of format 1 must be able to read, byte for byte.
    #[test]
    fn the_format_stays_as_it_is() {
        let segment = SegmentId::from_number(0x006a_fd21_0012_3456);
        let chain = Chain::start(segment);
        let mut draft = Draft::new();
        draft.fill((1, 1), |put| put.u64(0x0102_0304_0506_0708)).unwrap();
        let header = Header { segment, block: 2, incoming: chain };
        let (bytes, after) = draft.close(&chain, Some(header)).unwrap();
        let (block, frame) = bytes.split_at(HEADER);
        assert_eq!(hex::encode(block), BLOCK_HEX);
        assert_eq!(hex::encode(frame), FRAME_HEX);
        assert_eq!(after.seq, 1);
    }

    const BLOCK_HEX: &str = "\
        4d53424b010000005634120021fd6a0002000000000000000000000052f38f21\
        cf8df2982875f6c7540451dc805eb91f";
    const FRAME_HEX: &str = "\
        080001011b0043570000000000000000080706050403020112525d93a88f2fa2\
        4b9fa5ad36da6533";
}
