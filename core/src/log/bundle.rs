//! The log as one file, for an app's share sheet: a tar (ustar) of its folder.
//!
//! Written here because it takes so little: for each file a block of 512 bytes with its name and
//! length, then its bytes, filled up to whole blocks; at the end two blocks of zeros.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::checkpoint;
use super::folder::{log_folder, segments};
use super::layout::{BLOCK, SEGMENT, SegmentId, block_start};
use super::scan::{Mark, Scan, Source};
use crate::seams::{Disk, DiskFile, Open};

const UNIT: usize = 512;
/// Where the files lie in the bundle.
const HOME: &str = "menshen/log/";
/// How often to look again when somebody takes a checkpoint meanwhile.
const TRIES: u32 = 16;

/// Writes the log in the folder `log` of `dir` to `out`, as a tar that every tool unpacks and the
/// `menshen` command reads as it is.
///
/// The log may be written meanwhile: the bundle has what was there at the beginning. A block is in
/// memory at a time; the files of all segments are open.
///
/// ```
/// # use menshen::{log::bundle, seams::Seams};
/// # let dir = std::env::temp_dir().join(format!("menshen-doc-bundle-{}", std::process::id()));
/// # std::fs::create_dir_all(dir.join("log"))?;
/// let mut tar = Vec::new();
/// bundle(&Seams::system().disk, &dir, &mut tar)?;
/// # assert_eq!(tar, [0; 1024]);
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the log cannot be read, or `out` does not take it.
pub fn bundle(disk: &Arc<dyn Disk>, dir: &Path, out: &mut dyn Write) -> io::Result<()> {
    let (checkpoint, segments) = hold(disk.as_ref(), &log_folder(dir))?;
    if let Some(bytes) = &checkpoint {
        let read = |page: &mut [u8], at: u64| {
            let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
            let length = rest.len().min(page.len());
            page.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            Ok(length)
        };
        file(out, checkpoint::FILE, bytes.len() as u64, read)?;
    }
    for Held { id, file, end } in &segments {
        self::file(out, &id.file_name(), *end, |page, at| file.read_full_at(page, at))?;
    }
    out.write_all(&[0; 2 * UNIT])
}

/// A segment, open so that retention cannot take it away any more.
struct Held {
    id: SegmentId,
    file: Arc<dyn DiskFile>,
    /// Where its records ended. Those that are written later mention later checkpoints.
    end: u64,
}

/// The checkpoint, and every segment as it was while that was the newest.
fn hold(disk: &dyn Disk, folder: &Path) -> io::Result<(Option<Vec<u8>>, Vec<Held>)> {
    let mut tries = 0..TRIES;
    loop {
        let before = newest(disk, folder)?;
        let mut files = Vec::new();
        for id in segments(disk, folder)? {
            match disk.open(&folder.join(id.file_name()), Open::Read) {
                Ok(file) => files.push(Held::new(id, Arc::from(file))?),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        if newest(disk, folder)? == before || tries.next().is_none() {
            return Ok((before, files));
        }
    }
}

impl Held {
    fn new(id: SegmentId, file: Arc<dyn DiskFile>) -> io::Result<Held> {
        let length = file.len()?;
        let mut scan = Scan::new(Source::Held(file.clone()), id, Mark::start(id))?;
        while scan.next().is_some() {}
        let mark = scan.mark();
        let end = match mark.ends_damaged() {
            // Damage is handed over as it is.
            true => block_start(mark.used).min(length),
            false => mark.end,
        };
        Ok(Held { id, file, end: if length > SEGMENT { length } else { end } })
    }
}

fn newest(disk: &dyn Disk, folder: &Path) -> io::Result<Option<Vec<u8>>> {
    match disk.open(&folder.join(checkpoint::FILE), Open::Read) {
        Ok(file) => file.read_all(checkpoint::MOST_BYTES).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file of the bundle.
fn file(
    out: &mut dyn Write,
    name: &str,
    length: u64,
    read: impl Fn(&mut [u8], u64) -> io::Result<usize>,
) -> io::Result<()> {
    out.write_all(&header(name, length).ok_or(io::ErrorKind::FileTooLarge)?)?;
    let mut page = [0; BLOCK];
    for at in (0..length).step_by(BLOCK) {
        let part = usize::try_from(length - at).unwrap_or(BLOCK).min(BLOCK);
        page.fill(0);
        read(page.get_mut(..part).unwrap_or_default(), at)?;
        out.write_all(page.get(..part.next_multiple_of(UNIT)).unwrap_or_default())?;
    }
    Ok(())
}

/// What tar says about a file before its bytes; `None` when its name or length has no room there.
fn header(name: &str, length: u64) -> Option<[u8; UNIT]> {
    let mut header = [0; UNIT];
    let mut put = |at: usize, text: &str| {
        header.get_mut(at..at + text.len()).map(|place| place.copy_from_slice(text.as_bytes()))
    };
    let (name, length) = (format!("{HOME}{name}"), format!("{length:011o}"));
    (name.len() < 100 && length.len() == 11).then_some(())?;
    put(0, &name)?;
    put(100, "0000600\0")?; // mode
    put(108, "0000000\x000000000\0")?; // user and group
    put(124, &length)?;
    put(136, "00000000000\0")?; // time
    put(148, "        ")?; // the checksum, for the sum itself
    put(156, "0")?; // a plain file
    put(257, "ustar\x0000")?;
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header.get_mut(148..156)?.copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Some(header)
}
