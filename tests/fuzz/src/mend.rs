//! Makes the checksums of changed bytes fit, so that what lies behind them is tried too.
//!
//! Written from the documentation of the formats, not with the code that reads them.

use serde_json::Value;
use sha2::{Digest, Sha256};

pub(crate) const BLOCK: usize = 4096;
const HEADER: usize = 48;
const FRAME_HEAD: usize = 16;
const TAG: usize = 16;

/// What is mended of a segment.
#[derive(Clone, Copy)]
pub(crate) struct Mend {
    pub(crate) checksums: bool,
    /// Numbers and tags, so that the frames follow one another.
    pub(crate) chain: bool,
    /// What a header says about the segment and the block.
    pub(crate) place: bool,
}

impl Mend {
    pub(crate) fn new(how: u8) -> Mend {
        Mend { checksums: how & 1 != 0, chain: how & 2 != 0, place: how & 4 != 0 }
    }
}

/// Where the chain has come to.
struct Chain {
    number: u64,
    tag: [u8; TAG],
}

/// Mends the segment with this id.
pub(crate) fn segment(bytes: &mut [u8], id: u64, mend: Mend) {
    let first = Sha256::new_with_prefix(b"menshen segment 1").chain_update(id.to_le_bytes());
    let mut chain = Chain { number: 0, tag: short(first) };
    for (number, block) in bytes.chunks_mut(BLOCK).enumerate() {
        if block.len() >= HEADER && block.iter().any(|byte| *byte != 0) {
            header(block, (id, number as u32), &chain, mend);
            frames(block, &mut chain, mend);
        }
    }
}

fn header(block: &mut [u8], (id, number): (u64, u32), chain: &Chain, mend: Mend) {
    if mend.place {
        block[..8].copy_from_slice(b"MSBK\x01\0\0\0");
        block[8..16].copy_from_slice(&id.to_le_bytes());
        block[16..20].copy_from_slice(&number.to_le_bytes());
    }
    if mend.chain {
        block[20..28].copy_from_slice(&chain.number.to_le_bytes());
        block[28..44].copy_from_slice(&chain.tag);
    }
    if mend.checksums {
        let crc = crc32c::crc32c(&block[..44]);
        block[44..48].copy_from_slice(&crc.to_le_bytes());
    }
}

fn frames(block: &mut [u8], chain: &mut Chain, mend: Mend) {
    let mut at = HEADER;
    while let Some(length) = block.get(at..at + 2) {
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        let end = at + FRAME_HEAD + length + TAG;
        match block.get_mut(at..end) {
            Some(found) if length != 0 => frame(found, chain, mend),
            _ => return,
        }
        at = end;
    }
}

fn frame(frame: &mut [u8], chain: &mut Chain, mend: Mend) {
    let tag_at = frame.len() - TAG;
    if mend.chain {
        frame[8..16].copy_from_slice(&chain.number.to_le_bytes());
        let hash = Sha256::new_with_prefix(chain.tag)
            .chain_update(&frame[..4])
            .chain_update(&frame[8..tag_at]);
        frame[tag_at..].copy_from_slice(&short(hash));
    }
    if mend.checksums {
        let crc = crc32c::crc32c_append(crc32c::crc32c(&frame[..4]), &frame[8..]);
        frame[4..8].copy_from_slice(&crc.to_le_bytes());
    }
    chain.tag.copy_from_slice(&frame[tag_at..]);
    chain.number = chain.number.wrapping_add(1);
}

fn short(hash: Sha256) -> [u8; TAG] {
    hash.finalize()[..TAG].try_into().unwrap()
}

/// A ledger whose first line fits the rest.
pub(crate) fn ledger(body: &[u8]) -> Vec<u8> {
    let digest = hex(&Sha256::digest(body));
    [format!("menshen-ledger 1 {digest}\n").as_bytes(), body].concat()
}

/// A checkpoint with this body, signed by these, whose checksum fits.
pub(crate) fn checkpoint(body: &str, [alg, provider, key, sig]: [&str; 4]) -> Option<Vec<u8>> {
    let (raw_key, raw_sig) = (unhex(key)?, unhex(sig)?);
    let parts = [body.as_bytes(), b"\n", alg.as_bytes(), provider.as_bytes(), &raw_key, &raw_sig];
    let crc = hex(&parts.into_iter().fold(0, crc32c::crc32c_append).to_be_bytes());
    let [alg, provider, key, sig] = [alg, provider, key, sig].map(|it| Value::from(it).to_string());
    let line = format!(
        r#"{{"alg":{alg},"provider":{provider},"key":{key},"sig":{sig},"crc32c":"{crc}"}}"#
    );
    Some(format!("{body}\n{line}\n").into_bytes())
}

/// The checksum of every head in a tar.
pub(crate) fn tar(bytes: &mut [u8]) {
    let heads = bytes.as_chunks_mut::<512>().0.iter_mut();
    for head in heads.filter(|head| &head[257..262] == b"ustar") {
        head[148..156].fill(b' ');
        let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().as_chunks::<2>().0.iter();
    digits.map(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::{self, PHONE};

    #[test]
    fn a_sound_segment_needs_no_mending_and_a_changed_one_is_sound_again() {
        let (name, sound) = PHONE.segments().next().unwrap();
        let id = u64::from_str_radix(&name["log/".len()..name.len() - ".seg".len()], 16).unwrap();
        let mut mended = sound.to_vec();
        segment(&mut mended, id, Mend::new(7));
        assert!(mended == sound, "the same bytes");
        mended[HEADER + FRAME_HEAD] ^= 1;
        let changed = mended.clone();
        assert!(!phone::is_sound(name, &changed));
        segment(&mut mended, id, Mend::new(7));
        assert!(phone::is_sound(name, &mended));
    }

    #[test]
    fn a_checkpoint_keeps_its_last_line() {
        let sound = PHONE.file("log/checkpoint");
        let (body, line) = std::str::from_utf8(sound).unwrap().split_once('\n').unwrap();
        let signed: Value = serde_json::from_str(line).unwrap();
        let part = |name: &str| signed[name].as_str().unwrap();
        assert!(checkpoint(body, ["alg", "provider", "key", "sig"].map(part)).unwrap() == sound);
    }

    #[test]
    fn a_ledger_keeps_its_first_line() {
        let sound = PHONE.file("ledger");
        let body = sound.split(|byte| *byte == b'\n').nth(1).unwrap();
        assert!(ledger(body) == sound);
    }
}
