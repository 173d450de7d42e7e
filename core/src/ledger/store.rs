//! The ledger on disk: atomic, shared by processes, never half-written.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::anchor::{Moment, Seen};
use super::book::{Book, FORMAT};
use crate::hex::hex;
use crate::seams::{DiskFile, Open, Seams};
use crate::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

/// How long a writer waits for another process; a frozen one can hold the lock.
const LOCK_WAIT: Duration = Duration::from_secs(2);
/// A ledger larger than this is not one of ours.
const LARGEST: u64 = 4 << 20;

/// Why the ledger cannot be read or written. While it cannot be read, everything is denied.
#[derive(Debug, Clone)]
pub enum LedgerError {
    /// The file is damaged. It is kept as it is; a copy stands beside it.
    Damaged,
    /// The file was written by a newer version of the library, and is left untouched.
    Newer {
        /// The version of the file's format.
        format: u32,
    },
    /// Another process held the lock for two seconds. Nothing was changed; try again.
    Busy,
    /// The file system failed. Nothing was changed.
    Io(Arc<io::Error>),
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LedgerError::Damaged => f.write_str("the consent ledger is damaged; a copy is kept"),
            LedgerError::Newer { format } => {
                write!(f, "the consent ledger has format {format}, this library knows {FORMAT}")
            }
            LedgerError::Busy => f.write_str("another process holds the consent ledger; try again"),
            LedgerError::Io(error) => write!(f, "the consent ledger cannot be used: {error}"),
        }
    }
}

impl std::error::Error for LedgerError {}

impl From<io::Error> for LedgerError {
    fn from(error: io::Error) -> LedgerError {
        LedgerError::Io(Arc::new(error))
    }
}

/// The ledger of one directory.
pub(crate) struct Ledger {
    seams: Seams,
    dir: PathBuf,
    loaded: Mutex<Result<Loaded, LedgerError>>,
    /// Whether this process has ever read a ledger here.
    was_there: AtomicBool,
    /// Whether a loss of power may still undo this process's last commit.
    unsynced: AtomicBool,
}

struct Loaded {
    book: Arc<Book>,
    /// Kept open: once its link count is 0, another process has committed.
    file: Box<dyn DiskFile>,
}

impl Ledger {
    /// The ledger in `dir`; a fresh one is made where there is none. One that cannot be read
    /// gives an error at every use, until it can.
    pub(crate) fn open(seams: &Seams, dir: &Path) -> Ledger {
        let ledger = Ledger {
            seams: seams.clone(),
            dir: dir.to_owned(),
            loaded: Mutex::new(Err(LedgerError::Damaged)),
            was_there: AtomicBool::new(false),
            unsynced: AtomicBool::new(false),
        };
        let opened = match ledger.load() {
            Err(LedgerError::Io(error)) if error.kind() == ErrorKind::NotFound => ledger.create(),
            Err(error) => Err(error),
            Ok(loaded) => {
                ledger.publish(Ok(loaded));
                Ok(())
            }
        };
        if let Err(error) = opened {
            log::error!("{error}; everything is denied");
            ledger.publish(Err(error));
        }
        ledger
    }

    fn create(&self) -> Result<(), LedgerError> {
        let _lock = self.lock()?;
        self.create_locked()
    }

    /// Makes a ledger where there is none. One that is there and cannot be read stays as it is.
    fn create_locked(&self) -> Result<(), LedgerError> {
        match self.load() {
            Err(LedgerError::Io(error)) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
            Ok(loaded) => {
                self.publish(Ok(loaded));
                return Ok(());
            }
        }
        let random = &self.seams.random;
        let (salt, guest, boot_number) = (random.number()?, random.number()?, self.fresh_boot()?);
        let (wall, boot) = (self.seams.clock.wall(), self.seams.clock.boot());
        self.commit(Book::fresh(Moment { wall, boot, boot_number }, salt, guest.max(1)))
    }

    /// The boot number for this process: see [`Seen::boot_number`]. A new one is committed at once,
    /// so that the app's processes agree on it.
    pub(crate) fn boot_number(&self) -> Result<u64, LedgerError> {
        let fresh = self.fresh_boot()?;
        let known = self.book().map(|book| book.seen.boot_number(&*self.seams.clock, fresh));
        match known {
            // Without space the number is this process's alone: then the wall clock counts.
            Ok(number) if number == fresh => Ok(self.start_boot(fresh).unwrap_or(fresh)),
            other => Ok(other.unwrap_or(fresh)),
        }
    }

    fn start_boot(&self, fresh: u64) -> Result<u64, LedgerError> {
        let _lock = self.lock()?;
        self.reload()?;
        let book = (*self.book()?).clone();
        let boot_number = book.seen.boot_number(&*self.seams.clock, fresh);
        let (wall, boot) = (self.seams.clock.wall(), self.seams.clock.boot());
        self.commit_next(book, Moment { wall, boot, boot_number })?;
        Ok(boot_number)
    }

    /// 32 bits are plenty to tell the runs of one device apart.
    fn fresh_boot(&self) -> Result<u64, LedgerError> {
        Ok(self.seams.random.number()? & u64::from(u32::MAX))
    }

    /// The ledger as it was last read.
    pub(crate) fn book(&self) -> Result<Arc<Book>, LedgerError> {
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.as_ref().map(|loaded| Arc::clone(&loaded.book)).map_err(LedgerError::clone)
    }

    /// Reads again if another process has committed; says whether it has.
    pub(crate) fn refresh(&self) -> Result<bool, LedgerError> {
        match self.reload() {
            Err(error) if self.never_was(&error) => self.create().map(|()| true),
            reloaded => reloaded,
        }
    }

    /// Whether there was no space to make a ledger when the gate was opened. One that was there
    /// once and is gone is not made anew: withdrawals would be gone with it.
    fn never_was(&self, error: &LedgerError) -> bool {
        let missing =
            matches!(error, LedgerError::Io(error) if error.kind() == ErrorKind::NotFound);
        missing && !self.was_there.load(Ordering::SeqCst)
    }

    fn reload(&self) -> Result<bool, LedgerError> {
        // Held while reading, so that nobody puts an older book in the place of a newer one.
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(Ok(true)) = loaded.as_ref().map(|loaded| loaded.file.is_linked()) {
            return Ok(false);
        }
        *loaded = self.load();
        self.was_there.fetch_or(loaded.is_ok(), Ordering::SeqCst);
        loaded.as_ref().map(|_| true).map_err(LedgerError::clone)
    }

    /// Changes the ledger: takes the lock, reads what stands, applies, commits. An error means
    /// that nothing was changed.
    pub(crate) fn change<T>(
        &self,
        now: Moment,
        apply: impl FnOnce(&mut Book) -> T,
    ) -> Result<T, LedgerError> {
        let _lock = self.lock()?;
        match self.reload() {
            Err(error) if self.never_was(&error) => self.create_locked()?,
            reloaded => drop(reloaded?),
        }
        let mut book = (*self.book()?).clone();
        let result = apply(&mut book);
        self.commit_next(book, now)?;
        Ok(result)
    }

    fn commit_next(&self, mut book: Book, now: Moment) -> Result<(), LedgerError> {
        book.generation = book.generation.saturating_add(1);
        book.seen = Seen::at(now);
        self.commit(book)
    }

    /// A name as the ledger keeps it: its salted digest.
    pub(crate) fn account(&self, name: &str) -> Result<String, LedgerError> {
        let digest = Sha256::new_with_prefix(self.book()?.salt.to_le_bytes()).chain_update(name);
        Ok(hex(digest.finalize().get(..16).unwrap_or_default()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn lock(&self) -> Result<Box<dyn DiskFile>, LedgerError> {
        let file = self.seams.disk.open(&self.path("ledger.lock"), Open::Create)?;
        match file.lock_within(LOCK_WAIT)? {
            true => Ok(file),
            false => Err(LedgerError::Busy),
        }
    }

    fn load(&self) -> Result<Loaded, LedgerError> {
        let file = self.seams.disk.open(&self.path("ledger"), Open::Read)?;
        let bytes = file.read_all(LARGEST)?;
        match decode(&bytes) {
            Ok(book) => Ok(Loaded { book: Arc::new(book), file }),
            Err(error) => {
                self.keep_aside(&error, &bytes);
                Err(error)
            }
        }
    }

    /// Keeps a copy of a damaged ledger for whoever looks into it.
    fn keep_aside(&self, error: &LedgerError, bytes: &[u8]) {
        if !matches!(error, LedgerError::Damaged) {
            return;
        }
        log::error!("{error}");
        if let Ok(copy) = self.seams.disk.open(&self.path("ledger.damaged"), Open::New) {
            let _ = copy.write_at(bytes, 0).and_then(|()| copy.sync());
        }
    }

    fn commit(&self, book: Book) -> Result<(), LedgerError> {
        let bytes = encode(&book)?;
        // What could not be read again must not take the place of what can.
        decode(&bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(io::Error::from(ErrorKind::FileTooLarge).into());
        }
        let next = self.path("ledger.next");
        let file = self.seams.disk.open(&next, Open::Create)?;
        file.set_len(0)?;
        file.write_at(&bytes, 0)?;
        file.sync()?;
        self.seams.disk.rename(&next, &self.path("ledger"))?;
        self.publish(Ok(Loaded { book: Arc::new(book), file }));
        self.unsynced.store(true, Ordering::SeqCst);
        self.sync_folder();
        Ok(())
    }

    /// The rename is the commit; until the folder is synced too, a loss of power may undo it. When
    /// that fails, it is for the background thread to try again.
    pub(crate) fn sync_folder(&self) {
        if !self.unsynced.swap(false, Ordering::SeqCst) {
            return;
        }
        if let Err(error) = self.seams.disk.sync_dir(&self.dir) {
            self.unsynced.store(true, Ordering::SeqCst);
            log::warn!("the folder of the consent ledger cannot be synced: {error}");
        }
    }

    /// Whether the folder is still to be synced.
    pub(crate) fn is_unsynced(&self) -> bool {
        self.unsynced.load(Ordering::SeqCst)
    }

    fn publish(&self, loaded: Result<Loaded, LedgerError>) {
        self.was_there.fetch_or(loaded.is_ok(), Ordering::SeqCst);
        *self.loaded.lock().unwrap_or_else(PoisonError::into_inner) = loaded;
    }
}

/// A first line with the format and the digest of the rest, then the book as JSON.
fn encode(book: &Book) -> Result<Vec<u8>, LedgerError> {
    let body = serde_json::to_vec(book).map_err(io::Error::from)?;
    let mut bytes =
        format!("menshen-ledger {FORMAT} {}\n", hex(&Sha256::digest(&body))).into_bytes();
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

fn decode(bytes: &[u8]) -> Result<Book, LedgerError> {
    let newline = bytes.iter().position(|byte| *byte == b'\n').ok_or(LedgerError::Damaged)?;
    let (head, body) = bytes.split_at_checked(newline).ok_or(LedgerError::Damaged)?;
    let body = body.get(1..).unwrap_or_default();
    let head = std::str::from_utf8(head).map_err(|_| LedgerError::Damaged)?;
    let mut words = head.split(' ');
    let format = words.next().filter(|word| *word == "menshen-ledger").and(words.next());
    let format: u32 = format.and_then(|word| word.parse().ok()).ok_or(LedgerError::Damaged)?;
    if format > FORMAT {
        return Err(LedgerError::Newer { format });
    }
    if format != FORMAT || words.next() != Some(hex(&Sha256::digest(body)).as_str()) {
        return Err(LedgerError::Damaged);
    }
    let book: Book = serde_json::from_slice(body).map_err(|_| LedgerError::Damaged)?;
    // Of nobody no answer could be kept: a withdrawal would be acknowledged, and forgotten.
    match book.subject() {
        Some(_) => Ok(book),
        None => Err(LedgerError::Damaged),
    }
}
