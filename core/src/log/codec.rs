//! Records as bytes.
//!
//! Written by hand, so that the format is what this page says and not what a library does: values
//! are little-endian, a text is a length byte and UTF-8, a list is a count byte and its members, a
//! word is its number, and what may be absent has a byte that says so.

mod decode;
mod encode;

pub(super) use decode::{decode, decode_owned};
pub(super) use encode::{encode, kind_of};

/// The version of every payload here, as it stands in the frame.
pub(super) const VERSION: u8 = 1;
/// The longest text in bytes; a longer one is cut before the character that goes over.
pub(super) const MAX_TEXT: usize = u8::MAX as usize;

/// The kinds of frames. The numbers are part of the format: they only ever grow.
pub(super) mod kind {
    /// The last frame of a segment; not an event. Payload: count of frames before it, u64.
    pub(in crate::log) const SEAL: u8 = 1;
    pub(in crate::log) const PROCESS_START: u8 = 2;
    pub(in crate::log) const DECISION: u8 = 3;
    pub(in crate::log) const LEASE_END: u8 = 4;
    pub(in crate::log) const PROMPT: u8 = 5;
    pub(in crate::log) const POLICY: u8 = 6;
    pub(in crate::log) const CONSENT: u8 = 7;
    pub(in crate::log) const OS_GRANT: u8 = 8;
    pub(in crate::log) const OS_OBSERVED: u8 = 9;
    pub(in crate::log) const APP_STATE: u8 = 10;
    pub(in crate::log) const SDK: u8 = 11;
    pub(in crate::log) const SUBJECT: u8 = 12;
    pub(in crate::log) const GUARDIAN: u8 = 13;
    pub(in crate::log) const ERASED: u8 = 14;
    pub(in crate::log) const CHECKPOINT: u8 = 15;
    pub(in crate::log) const GAP: u8 = 16;
    pub(in crate::log) const CLOCK: u8 = 17;
    /// Leases that the writer brings along from its last segment; not an event.
    pub(in crate::log) const CARRY: u8 = 18;
}

/// Flags of a decision.
const USER_INITIATED: u8 = 0b01;
const OBSERVED: u8 = 0b10;

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;
    use crate::log::bytes::Put;
    use crate::log::record::Record;

    /// Miri takes a thousand times as long.
    const FEWER: usize = if cfg!(miri) { 200 } else { 1 };

    fn bytes(record: &Record<'_>) -> (u8, Vec<u8>) {
        let mut buffer = [0; 4096];
        let mut put = Put::new(&mut buffer);
        let kind = kind_of(&record.event);
        encode(record, record.boot, &mut put).unwrap();
        let length = put.len();
        (kind, buffer[..length].to_vec())
    }

    #[test]
    fn every_event_reads_as_it_was_written() {
        let mut random = fastrand::Rng::with_seed(1);
        for record in (0..20_000 / FEWER).map(|_| sample::record(&mut random)) {
            let (kind, bytes) = bytes(&record);
            assert_eq!(decode(kind, VERSION, &bytes).as_ref(), Some(&record));
        }
    }

    #[test]
    fn a_payload_too_short_or_too_long_is_unknown_and_not_a_guess() {
        let mut random = fastrand::Rng::with_seed(2);
        for record in (0..300_usize.div_ceil(FEWER)).map(|_| sample::record(&mut random)) {
            let (kind, mut bytes) = bytes(&record);
            for length in 0..bytes.len() {
                assert_eq!(decode(kind, VERSION, &bytes[..length]), None, "{record:?}");
            }
            bytes.push(0);
            assert_eq!(decode(kind, VERSION, &bytes), None, "{record:?}");
        }
    }

    #[test]
    fn noise_never_panics() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..50_000 / FEWER {
            let bytes: Vec<u8> = (0..random.usize(..200)).map(|_| random.u8(..4)).collect();
            decode(random.u8(..20), VERSION, &bytes);
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let mut random = fastrand::Rng::with_seed(4);
        let mut record = sample::record(&mut random);
        let text = "门".repeat(100);
        record.event = crate::log::Event::Sdk { sdk: text.into(), reason: None, running: false };
        let (kind, bytes) = bytes(&record);
        let crate::log::Event::Sdk { sdk, .. } = decode(kind, VERSION, &bytes).unwrap().event
        else {
            panic!("another event");
        };
        assert_eq!(sdk, "门".repeat(85));
    }

    /// What any reader of format 1 must be able to read, byte for byte.
    #[test]
    fn the_format_stays_as_it_is() {
        let world = super::super::tests::world::World::new();
        let (kind, bytes) = bytes(&world.record(7, super::super::tests::world::allowed(3)));
        assert_eq!(kind, 3);
        assert_eq!(crate::log::hex::encode(&bytes), DECISION);
    }

    const DECISION: &str = "\
        005e56eea101000060ea00000000000007000000050000000000000000000000\
        001708e8070771722d7363616e01000101030000000000000003617070000000\
        010100000000";
}
