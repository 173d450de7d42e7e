//! The header of a block.

use super::bytes::{Put, Take};
use super::layout::{Chain, FORMAT, HEADER, SegmentId};

const MAGIC: &[u8; 4] = b"MSBK";
const CHECKED: usize = HEADER - size_of::<u32>();

/// What a block says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// The segment that it belongs to.
    pub(super) segment: SegmentId,
    /// Its number there.
    pub(super) block: u32,
    /// Where the chain stood when it was begun.
    pub(super) incoming: Chain,
}

/// Why a block has no header that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoHeader {
    /// The bytes contradict their own checksum.
    Damaged,
    /// They are sound, but of another format.
    Foreign,
}

impl Header {
    /// Writes it to the front of `block`.
    pub(super) fn write(&self, block: &mut [u8; HEADER]) {
        let (checked, crc) = block.split_at_mut(CHECKED);
        // `checked` has room for exactly these, so nothing can be left out.
        let _ = self.put(checked);
        crc.copy_from_slice(&crc32c::crc32c(checked).to_le_bytes());
    }

    fn put(&self, checked: &mut [u8]) -> Option<()> {
        let mut put = Put::new(checked);
        put.slice(MAGIC)?;
        put.u16(FORMAT)?;
        put.u16(0)?;
        put.u64(self.segment.number())?;
        put.u32(self.block)?;
        put.u64(self.incoming.seq)?;
        put.slice(&self.incoming.tag)
    }

    /// Reads it off the front of `block`.
    ///
    /// Every later format keeps these 48 bytes and their checksum, so that damage and a newer
    /// format can be told apart.
    pub(super) fn read(block: &[u8]) -> Result<Header, NoHeader> {
        let mut take = Take(block);
        let checked = take.slice(CHECKED).ok_or(NoHeader::Damaged)?;
        match take.u32() == Some(crc32c::crc32c(checked)) {
            true => Header::take(Take(checked)).ok_or(NoHeader::Foreign),
            false => Err(NoHeader::Damaged),
        }
    }

    fn take(mut take: Take<'_>) -> Option<Header> {
        let known = take.array()? == *MAGIC && take.u16()? == FORMAT && take.u16()? == 0;
        let segment = SegmentId::from_number(take.u64().filter(|_| known)?);
        let block = take.u32()?;
        let incoming = Chain { seq: take.u64()?, tag: take.array()? };
        Some(Header { segment, block, incoming })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> (Header, [u8; HEADER]) {
        let segment = SegmentId::from_number(7);
        let header = Header { segment, block: 3, incoming: Chain::start(segment) };
        let mut bytes = [0; HEADER];
        header.write(&mut bytes);
        (header, bytes)
    }

    #[test]
    fn a_header_reads_as_it_was_written() {
        let (header, bytes) = header();
        assert_eq!(Header::read(&bytes), Ok(header));
    }

    #[test]
    fn a_flipped_bit_is_damage_and_never_a_newer_format() {
        let (_, bytes) = header();
        for bit in 0..HEADER * 8 {
            let mut bytes = bytes;
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Header::read(&bytes), Err(NoHeader::Damaged), "bit {bit}");
        }
    }

    #[test]
    fn a_sound_header_of_another_version_is_foreign() {
        let (_, mut bytes) = header();
        bytes[4] = 2;
        let crc = crc32c::crc32c(&bytes[..CHECKED]);
        bytes[CHECKED..].copy_from_slice(&crc.to_le_bytes());
        assert_eq!(Header::read(&bytes), Err(NoHeader::Foreign));
    }
}
