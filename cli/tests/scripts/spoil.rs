//! Spoils the last frame of a segment, as its format says: `menshen::log` describes it.

use std::ops::Range;

use sha2::{Digest, Sha256};

const HEADER: usize = 48;
/// Length, kind, version, checksum and number.
const HEAD: usize = 16;
const TAG: usize = 16;

/// Flips a bit of the payload.
pub(crate) fn damage(segment: &mut [u8]) {
    let (_, last) = last_two(segment);
    segment[last.start + HEAD] ^= 1;
}

/// Changes the tag, so that the chain breaks while every checksum is right.
pub(crate) fn forge(segment: &mut [u8]) {
    let (_, last) = last_two(segment);
    segment[last.end - 1] ^= 1;
    seal(&mut segment[last]);
}

/// Makes it a record of another kind, as a later version might write it.
pub(crate) fn rename(segment: &mut [u8], kind: u8, version: u8) {
    let (before, last) = last_two(segment);
    let tag_before = segment[before.end - TAG..before.end].to_vec();
    let frame = &mut segment[last];
    (frame[2], frame[3]) = (kind, version);
    let end = frame.len() - TAG;
    let tag = Sha256::new()
        .chain_update(tag_before)
        .chain_update(&frame[..4])
        .chain_update(&frame[8..end])
        .finalize();
    frame[end..].copy_from_slice(&tag[..TAG]);
    seal(frame);
}

/// The last two frames of the first block.
fn last_two(segment: &[u8]) -> (Range<usize>, Range<usize>) {
    let (mut before, mut last) = (0..0, HEADER..HEADER);
    loop {
        let length = usize::from(u16::from_le_bytes([segment[last.end], segment[last.end + 1]]));
        if length == 0 {
            return (before, last);
        }
        before = last.clone();
        last = last.end..last.end + HEAD + length + TAG;
    }
}

/// Puts the checksum right: of all but the checksum itself.
fn seal(frame: &mut [u8]) {
    let checksum = crc32c::crc32c_append(crc32c::crc32c(&frame[..4]), &frame[8..]);
    frame[4..8].copy_from_slice(&checksum.to_le_bytes());
}
