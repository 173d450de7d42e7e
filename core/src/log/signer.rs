//! Keys that sign checkpoints.

use std::fmt;
use std::io;
use std::path::Path;
use std::time::Duration;

use ed25519_compact::{KeyPair, Seed};

use crate::seams::{DiskFile, Open, Seams};

/// A key that signs checkpoints with Ed25519, such as one in the device's key store.
pub trait Signer: Send + Sync {
    /// What holds the key, such as `software`; named in every checkpoint and by verify.
    fn provider(&self) -> &str;
    /// The public half.
    fn public_key(&self) -> [u8; 32];
    /// Signs a message. May take long: it is never called where a record waits.
    ///
    /// # Errors
    /// When the key cannot be used now.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError>;
}

/// Why a checkpoint could not be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignError(
    /// What the key store says.
    pub String,
);

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the key did not sign: {}", self.0)
    }
}

impl std::error::Error for SignError {}

/// A key in a file beside the log, for where there is no key store.
///
/// It proves less than a key that never leaves its hardware: whoever can read the file can sign.
pub struct SoftwareKey(KeyPair);

const SEED: usize = Seed::BYTES;
/// The seed and its CRC32C; a file with the seed alone is of an earlier version.
const FILE: usize = SEED + 4;
const WAIT: Duration = Duration::from_millis(200);

impl SoftwareKey {
    /// The key in the file at `path`, made now when there is none.
    ///
    /// # Errors
    /// What the file system or the randomness says; [`io::ErrorKind::InvalidData`] when the file
    /// is not a key, or damaged.
    pub fn open(seams: &Seams, path: &Path) -> io::Result<SoftwareKey> {
        let file = seams.disk.open(path, Open::Create)?;
        let file = file.as_ref();
        // Two processes that start at once must not each make a key.
        wait_for_lock(file)?;
        let found = file.read_all(FILE as u64)?;
        let seed = match was_used(&found) {
            true => intact(&found).ok_or_else(not_a_key)?,
            false => make(seams, path, file)?,
        };
        KeyPair::try_from_seed(Seed::new(seed)).map(SoftwareKey).map_err(|_| not_a_key())
    }
}

/// A key is used once it is there as a whole: not when a full disk or a loss of power cut it off.
fn was_used(found: &[u8]) -> bool {
    matches!(found.len(), SEED | FILE) && found.iter().any(|byte| *byte != 0)
}

fn intact(found: &[u8]) -> Option<[u8; SEED]> {
    let (seed, sum) = found.split_first_chunk::<SEED>()?;
    (sum.is_empty() || sum == crc32c::crc32c(seed).to_le_bytes()).then_some(*seed)
}

fn make(seams: &Seams, path: &Path, file: &dyn DiskFile) -> io::Result<[u8; SEED]> {
    let mut seed = [0; SEED];
    seams.random.fill(&mut seed)?;
    file.write_at(&[seed.as_slice(), &crc32c::crc32c(&seed).to_le_bytes()].concat(), 0)?;
    file.sync()?;
    path.parent().map_or(Ok(()), |folder| seams.disk.sync_dir(folder))?;
    Ok(seed)
}

fn not_a_key() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a key; remove the file to have a new one made")
}

/// Waits a fifth of a second for a lock, which closing the file gives up.
pub(super) fn wait_for_lock(file: &dyn DiskFile) -> io::Result<()> {
    match file.lock_within(WAIT)? {
        true => Ok(()),
        false => Err(io::ErrorKind::WouldBlock.into()),
    }
}

impl Signer for SoftwareKey {
    fn provider(&self) -> &str {
        "software"
    }

    fn public_key(&self) -> [u8; 32] {
        *self.0.pk
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        Ok(*self.0.sk.sign(message, None))
    }
}

impl fmt::Debug for SoftwareKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SoftwareKey")
    }
}
