//! Judging a log: is every byte of it as it was written and signed?

mod found;
mod report;
mod segment;
mod signatures;

use std::io;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use super::error::ReadError;
use super::folder::{log_folder, segments};
use super::layout::SegmentId;
use crate::seams::Disk;
use found::Found;
pub use report::{Problem, Report, State, What};
use signatures::Signatures;

/// Segments that are checked sooner than a thread is started.
const WORTH_A_THREAD: usize = 4;

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
    let signatures = Signatures::read(disk.as_ref(), &folder, options);
    let ids = segments(disk.as_ref(), &folder);
    let mut ids = ids.map_err(|error| ReadError { path: folder.clone(), error })?;
    let mut found = Found::default();
    signatures.describe(&mut found.report);
    let dropped = ids.extract_if(.., |id| signatures.is_being_removed(*id)).collect();
    found.add(Found { there: dropped, ..Found::default() });
    check_all(disk.as_ref(), &folder, &ids, &signatures).into_iter().for_each(|it| found.add(it));
    // The log may have been written meanwhile: what is gone must be gone rightly by now.
    let now = Signatures::read(disk.as_ref(), &folder, options);
    now.check_missing(&signatures, &mut found);
    Ok(found.report)
}

/// Checks the segments, with as many threads as the machine has and the log is worth.
fn check_all(
    disk: &dyn Disk,
    folder: &Path,
    ids: &[SegmentId],
    signatures: &Signatures,
) -> Vec<Found> {
    let check = |ids: &[SegmentId]| {
        let mut found = Found::default();
        ids.iter().for_each(|id| segment::check(disk, folder, *id, signatures, &mut found));
        found
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = ids.len().div_ceil(threads).max(WORTH_A_THREAD);
    if ids.len() <= share {
        return vec![check(ids)];
    }
    thread::scope(|scope| {
        let check = &check;
        let start = |ids| (ids, thread::Builder::new().spawn_scoped(scope, move || check(ids)));
        let running: Vec<_> = ids.chunks(share).map(start).collect();
        let finish = |(ids, running): (_, io::Result<ScopedJoinHandle<'_, _>>)| match running {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // There is no other thread to be had: this one does it.
            Err(_) => check(ids),
        };
        running.into_iter().map(finish).collect()
    })
}
