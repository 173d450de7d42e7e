//! Judging a log: is every byte of it as it was written and signed?

mod report;
mod segment;
mod signatures;

use std::path::Path;
use std::sync::Arc;

use super::error::ReadError;
use super::folder::{log_folder, segments};
use crate::seams::Disk;
pub use report::{Problem, Report, State, What};
use signatures::Signatures;

/// What to hold a log against, besides its own checkpoint.
#[derive(Debug, Clone, Default)]
pub struct VerifyOptions {
    /// The public key that must have signed. Without it, any key will do; the report names it.
    pub public_key: Option<[u8; 32]>,
    /// The bytes of a checkpoint file that was taken off the device earlier. Only with one does a
    /// log show that was put back, as a whole, to how it once was.
    pub exported: Option<Vec<u8>>,
}

/// Checks the log in the folder `log` of `dir`: every byte of every segment, and the checkpoint.
///
/// ```
/// # use menshen::{log::{State, verify, VerifyOptions}, seams::Seams};
/// # let dir = std::env::temp_dir().join(format!("menshen-doc-verify-{}", std::process::id()));
/// # std::fs::create_dir_all(dir.join("log"))?;
/// let report = verify(&Seams::system().disk, &dir, &VerifyOptions::default())?;
/// assert_eq!(report.state, State::Clean);
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the folder cannot be listed. Whatever is wrong with its files is in the report.
pub fn verify(
    disk: &Arc<dyn Disk>,
    dir: &Path,
    options: &VerifyOptions,
) -> Result<Report, ReadError> {
    let folder = log_folder(dir);
    let mut report = Report::default();
    let mut signatures = Signatures::read(disk.as_ref(), &folder, options);
    signatures.describe(&mut report);
    let ids = segments(disk.as_ref(), &folder);
    let mut ids = ids.map_err(|error| ReadError { path: folder.clone(), error })?;
    ids.retain(|id| {
        signatures.is_being_removed(*id)
            || segment::check(disk.as_ref(), &folder, *id, &mut signatures, &mut report)
    });
    // The log may have been written meanwhile: what is gone must be gone rightly by now.
    let now = Signatures::read(disk.as_ref(), &folder, options);
    now.check_missing(&signatures, &ids, &mut report);
    Ok(report)
}
