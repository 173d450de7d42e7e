//! Where the app is, over all of its processes.
//!
//! Each process keeps a small file, locked for as long as it lives, that says where it is. The
//! app is as far in front as its foremost living process.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Duration;

use crate::seams::{DiskFile, Open, Seams};
use crate::sync::Mutex;
use crate::time::Span;
use crate::words::AppState;

/// After leaving the foreground a process still counts as there for this long: dialogs, pickers
/// and rotation go through the background for a moment.
const GRACE: Span = Span::seconds(5);
const LOCK_WAIT: Duration = Duration::from_millis(200);
const TRIES: u32 = 16;

pub(super) struct Presence {
    seams: Seams,
    dir: PathBuf,
    name: String,
    own: Mutex<Own>,
}

struct Own {
    file: Box<dyn DiskFile>,
    place: Place,
}

/// Where one process is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    state: AppState,
    before: AppState,
    since: Span,
}

impl Place {
    fn effective(self, boot: Span) -> AppState {
        if self.is_settled(boot) { self.state } else { self.state.min(self.before) }
    }

    /// Leaving the foreground starts the grace; moving on while it runs does not prolong it.
    fn moved(self, state: AppState, boot: Span) -> Place {
        match self.state {
            before if before == state => self,
            _ if state == AppState::Foreground => Place { state, before: state, since: boot },
            _ if !self.is_settled(boot) => Place { state, ..self },
            before => Place { state, before, since: boot },
        }
    }

    fn is_settled(self, boot: Span) -> bool {
        boot.since(self.since) >= GRACE
    }

    fn encode(self) -> [u8; 16] {
        let since = self.since.millis().to_le_bytes();
        let states = [self.state.number(), self.before.number(), 0, 0];
        let sum = checksum(states, since).to_le_bytes();
        let mut bytes = [0; 16];
        let values = states.into_iter().chain(sum).chain(since);
        bytes.iter_mut().zip(values).for_each(|(place, value)| *place = value);
        bytes
    }

    /// `None` when the bytes are damaged: then nobody knows that the process is in front.
    fn decode(bytes: [u8; 16]) -> Option<Place> {
        let states @ [state, before, ..] = *bytes.first_chunk::<4>()?;
        let (sum, since) = (*bytes.get(4..)?.first_chunk()?, *bytes.last_chunk()?);
        let intact = u32::from_le_bytes(sum) == checksum(states, since);
        let place = Place {
            state: AppState::from_number(state)?,
            before: AppState::from_number(before)?,
            since: Span::from_millis(u64::from_le_bytes(since)),
        };
        intact.then_some(place)
    }
}

fn checksum(states: [u8; 4], since: [u8; 8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(&states), &since)
}

impl Presence {
    /// This process begins in the background.
    pub(super) fn open(seams: &Seams, dir: &Path, process: u32) -> io::Result<Presence> {
        let dir = dir.join("presence");
        seams.disk.create_dir(&dir)?;
        let name = format!("{process:08x}");
        let file = claim(seams, &dir.join(&name))?;
        let state = AppState::Background;
        let place = Place { state, before: state, since: Span::default() };
        file.write_at(&place.encode(), 0)?;
        let own = Mutex::new(Own { file, place });
        Ok(Presence { seams: seams.clone(), dir, name, own })
    }

    /// This process moves.
    pub(super) fn set(&self, state: AppState, boot: Span) -> io::Result<()> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        own.place = own.place.moved(state, boot);
        own.file.write_at(&own.place.encode(), 0)
    }

    /// Whether this process is still counted where it was before.
    pub(super) fn is_settling(&self, boot: Span) -> bool {
        let place = self.own.lock().unwrap_or_else(PoisonError::into_inner).place;
        !place.is_settled(boot) && place.before != place.state
    }

    /// Where the app is now. The other processes are asked only when this one is not in front.
    pub(super) fn effective(&self, boot: Span) -> AppState {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner).place.effective(boot);
        if own == AppState::Foreground {
            return own;
        }
        let names = self.seams.disk.list(&self.dir).unwrap_or_default();
        let others = names.iter().filter(|name| **name != self.name);
        others.filter_map(|name| self.other(name, boot)).fold(own, AppState::min)
    }

    /// Where another process is; `None`, and its file removed, when it is dead.
    fn other(&self, name: &str, boot: Span) -> Option<AppState> {
        let path = self.dir.join(name);
        let file = self.seams.disk.open(&path, Open::Read).ok()?;
        // Shared: two that look at once must not take each other for its owner.
        if file.try_lock_shared().ok()? {
            let _ = self.seams.disk.remove(&path);
            return None;
        }
        let mut bytes = [0; 16];
        let read = file.read_full_at(&mut bytes, 0).ok()?;
        let place = Place::decode(bytes).filter(|_| read == bytes.len())?;
        // A file from before a restart of the device has a clock of its own.
        let place = if place.since > boot { Place { before: place.state, ..place } } else { place };
        Some(place.effective(boot))
    }
}

/// Makes a process's file and locks it. Another process that saw it before it was locked takes it
/// for a dead one's and removes it: then again.
fn claim(seams: &Seams, path: &Path) -> io::Result<Box<dyn DiskFile>> {
    for _ in 0..TRIES {
        let file = seams.disk.open(path, Open::Create)?;
        if file.lock_within(LOCK_WAIT)? && file.is_linked()? {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

impl Drop for Presence {
    fn drop(&mut self) {
        let _ = self.seams.disk.remove(&self.dir.join(&self.name));
    }
}
