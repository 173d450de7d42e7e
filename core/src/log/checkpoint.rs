//! Checkpoints: a signed list of how far every segment has come.
//!
//! The file holds two lines of JSON. The first, the body, is what is signed; the second says by
//! whom, and has a checksum over both so that damage and forgery can be told apart.

mod error;
mod heads;
mod take;
#[cfg(test)]
mod tests;

use ed25519_compact::{PublicKey, Signature};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hex::Hex;
use super::layout::{Chain, SegmentId};
use super::signer::{SignError, Signer};
use crate::time::Time;

pub use error::CheckpointError;
pub(super) use heads::{HeadCheck, Known, Standing};
pub(super) use take::Taking;

/// The name of the checkpoint's file.
pub(super) const FILE: &str = "checkpoint";
/// More than the heads of all segments in thirty gigabytes of log.
pub(super) const MOST_BYTES: u64 = 16 << 20;
const FORMAT: u32 = 1;
const PREFIX: &[u8] = b"menshen checkpoint 1\n";
const ALGORITHM: &str = "ed25519";

/// What is signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    format: u32,
    /// Counted from 1.
    pub(super) number: u64,
    pub(super) at: Time,
    /// What holds the key.
    pub(super) provider: String,
    /// The digest of the body of the checkpoint before.
    pub(super) previous: Option<Hex<32>>,
    /// How often no usable checkpoint was found where there had been one.
    pub(super) restarts: u64,
    /// How often the checkpoint before was signed by another key.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) renewals: u64,
    /// Every segment with frames, by age.
    pub(super) segments: Vec<Head>,
    pub(super) dropped: Dropped,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// How far a segment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) id: SegmentId,
    /// How many frames.
    pub(super) count: u64,
    /// The tag of the last.
    pub(super) head: Hex<16>,
}

impl Head {
    pub(super) fn new(id: SegmentId, chain: Chain) -> Head {
        Head { id, count: chain.seq, head: Hex(chain.tag) }
    }

    pub(super) fn chain(&self) -> Chain {
        Chain { seq: self.count, tag: self.head.0 }
    }
}

/// The segments that retention dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dropped {
    /// How many, ever.
    pub(super) count: u64,
    /// SHA-256 over the digest before, and the id, count and head of the segment.
    pub(super) digest: Hex<32>,
    /// Those dropped by this checkpoint; their files are removed after it is signed.
    pub(super) removing: Vec<SegmentId>,
}

impl Dropped {
    fn none() -> Dropped {
        Dropped { count: 0, digest: Hex([0; 32]), removing: Vec::new() }
    }

    /// Adds a segment.
    pub(super) fn add(&mut self, head: &Head) {
        let hash = Sha256::new()
            .chain_update(self.digest.0)
            .chain_update(head.id.number().to_le_bytes())
            .chain_update(head.count.to_le_bytes())
            .chain_update(head.head.0);
        self.digest = Hex(hash.finalize().into());
        self.count = self.count.saturating_add(1);
        self.removing.push(head.id);
    }
}

/// Who signed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    alg: String,
    provider: String,
    key: Hex<32>,
    sig: Hex<64>,
    /// CRC32C over both lines up to here.
    crc32c: Hex<4>,
}

impl Signed {
    fn checksum(&self, body: &str) -> Hex<4> {
        let texts = [body.as_bytes(), b"\n", self.alg.as_bytes(), self.provider.as_bytes()];
        let all = texts.into_iter().chain([self.key.0.as_slice(), self.sig.0.as_slice()]);
        Hex(all.fold(0, crc32c::crc32c_append).to_be_bytes())
    }
}

/// A checkpoint whose signature was found right.
#[derive(Debug, Clone)]
pub(super) struct Checkpoint {
    pub(super) body: Body,
    /// The key that it names itself. Whether that is the right one is for the caller to say.
    pub(super) key: [u8; 32],
    /// SHA-256 of the body.
    pub(super) digest: [u8; 32],
}

/// Why a checkpoint says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadCheckpoint {
    /// Its bytes contradict their checksum or form.
    Damaged,
    /// The signature is wrong, or about somebody else.
    Forged,
    /// It is of a newer format.
    Newer,
}

impl Checkpoint {
    /// Reads the file, and checks its signature.
    pub(super) fn read(bytes: &[u8]) -> Result<Checkpoint, BadCheckpoint> {
        let damaged = BadCheckpoint::Damaged;
        let text = std::str::from_utf8(bytes).map_err(|_| damaged)?;
        let (body, signed) = text.split_once('\n').ok_or(damaged)?;
        let line = signed.strip_suffix('\n').ok_or(damaged)?;
        let signed: Signed = serde_json::from_str(line).map_err(|_| damaged)?;
        // Written again it must be the same: nothing in the line goes unchecked.
        let same = serde_json::to_string(&signed).is_ok_and(|again| again == line);
        if !same || signed.checksum(body) != signed.crc32c {
            return Err(damaged);
        }
        Checkpoint::check(body, &signed)
    }

    fn check(text: &str, signed: &Signed) -> Result<Checkpoint, BadCheckpoint> {
        let key = PublicKey::new(signed.key.0);
        let right = key.verify(message(text), &Signature::new(signed.sig.0)).is_ok();
        if !right || signed.alg != ALGORITHM {
            return Err(BadCheckpoint::Forged);
        }
        let body = body(text)?;
        match body.provider == signed.provider {
            true => Ok(Checkpoint { body, key: signed.key.0, digest: digest(text) }),
            false => Err(BadCheckpoint::Forged),
        }
    }

    /// Signs a body; says what to write to the file, and the digest.
    fn sign(body: &Body, signer: &dyn Signer) -> Result<(String, [u8; 32]), SignError> {
        let line = |value: serde_json::Result<String>| value.map_err(|e| SignError(e.to_string()));
        let text = line(serde_json::to_string(body))?;
        let mut signed = Signed {
            alg: ALGORITHM.to_owned(),
            provider: body.provider.clone(),
            key: Hex(signer.public_key()),
            sig: Hex(signer.sign(&message(&text))?),
            crc32c: Hex([0; 4]),
        };
        signed.crc32c = signed.checksum(&text);
        let second = line(serde_json::to_string(&signed))?;
        Ok((format!("{text}\n{second}\n"), digest(&text)))
    }
}

fn body(text: &str) -> Result<Body, BadCheckpoint> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    match serde_json::from_str(text) {
        Ok(Format { format: FORMAT }) => {
            serde_json::from_str(text).map_err(|_| BadCheckpoint::Damaged)
        }
        Ok(_) => Err(BadCheckpoint::Newer),
        Err(_) => Err(BadCheckpoint::Damaged),
    }
}

fn message(body: &str) -> Vec<u8> {
    [PREFIX, body.as_bytes()].concat()
}

fn digest(body: &str) -> [u8; 32] {
    Sha256::digest(body).into()
}

/// The first bytes of a checkpoint's digest, as its record has them.
pub(super) fn short(digest: &[u8; 32]) -> u64 {
    digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}
