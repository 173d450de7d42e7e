//! Writing the access log: every record with its time, process, subject and app state.

mod repeats;

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use once_cell::sync::OnceCell;

use repeats::{Denial, Repeats};

use super::GateError;
use super::config::KeyMaker;
use super::view::View;
use crate::ledger::SubjectId;
use crate::log::{
    AppendError, CheckpointError, Event, Log, Record, Retention, Room, Signer, SoftwareKey,
};
use crate::seams::Seams;
use crate::sync::{
    Mutex,
    atomic::{AtomicU64, Ordering},
};
use crate::time::Span;
use crate::version::Version;
use crate::words::AppState;

const CHECKPOINT_RECORDS: u64 = 4_096;
const CHECKPOINT_AGE: Span = Span::seconds(60);

pub(super) struct Journal {
    seams: Seams,
    dir: PathBuf,
    log: Log,
    process: u32,
    version: Version,
    retention: Retention,
    platform_key: KeyMaker,
    key: OnceCell<Arc<dyn Signer>>,
    pending: Mutex<HashMap<Denial, Repeats>>,
    /// Records written since the last checkpoint, and the boot time of the first of them.
    unsigned: AtomicU64,
    unsigned_since: AtomicU64,
}

impl Journal {
    pub(super) fn new(
        seams: Seams,
        dir: PathBuf,
        log: Log,
        process: u32,
        version: Version,
        retention: Retention,
        platform_key: KeyMaker,
    ) -> Journal {
        Journal {
            seams,
            dir,
            log,
            process,
            version,
            retention,
            platform_key,
            key: OnceCell::new(),
            pending: Mutex::default(),
            unsigned: AtomicU64::new(0),
            unsigned_since: AtomicU64::new(0),
        }
    }

    /// Writes a record. An error means that it is not there.
    pub(super) fn write(
        &self,
        view: &View,
        event: Event<'_>,
        room: Room,
    ) -> Result<(), AppendError> {
        self.append(view.subject.0, view.state.app, event, room)
    }

    /// Writes a record that reports what has happened anyway; a failure is counted as a gap.
    pub(super) fn note(&self, view: &View, event: Event<'_>) {
        self.note_as(view.subject, view.state.app, event);
    }

    /// The same, for another subject than the current one.
    pub(super) fn note_as(&self, subject: SubjectId, app: AppState, event: Event<'_>) {
        if let Err(error) = self.append(subject.0, app, event, Room::Reserve) {
            log::error!("a record could not be written: {error}");
        }
    }

    fn append(
        &self,
        subject: u64,
        app: AppState,
        event: Event<'_>,
        room: Room,
    ) -> Result<(), AppendError> {
        let (wall, boot) = (self.seams.clock.wall(), self.seams.clock.boot());
        let record =
            Record { wall, boot, process: self.process, subject, app, policy: self.version, event };
        self.log.append(&record, room)?;
        if self.unsigned.fetch_add(1, Ordering::Relaxed) == 0 {
            self.unsigned_since.store(boot.millis(), Ordering::Relaxed);
        }
        Ok(())
    }

    /// Prepares space, signs when enough has gathered, drops what is too old.
    pub(super) fn maintain(&self) {
        self.flush_old();
        if let Err(error) = self.log.prefill() {
            log::warn!("no space could be prepared for the log: {error}");
        }
        let unsigned = self.unsigned.load(Ordering::Relaxed);
        let age = self
            .seams
            .clock
            .boot()
            .millis()
            .saturating_sub(self.unsigned_since.load(Ordering::Relaxed));
        let due =
            unsigned >= CHECKPOINT_RECORDS || (unsigned > 0 && age >= CHECKPOINT_AGE.millis());
        if let Some(Err(error)) = due.then(|| self.checkpoint()) {
            log::warn!("the log could not be signed: {error}");
        }
    }

    /// Has the log signed at the next round, if there is anything to sign.
    pub(super) fn sign_soon(&self) {
        self.unsigned_since.store(0, Ordering::Relaxed);
    }

    pub(super) fn checkpoint(&self) -> Result<(), GateError> {
        self.flush_all();
        let key = self.key.get_or_try_init(|| self.signer())?.as_ref();
        self.log.checkpoint(key)?;
        self.unsigned.store(0, Ordering::Relaxed);
        self.log.retain(&self.retention, key)?;
        Ok(())
    }

    fn signer(&self) -> Result<Arc<dyn Signer>, GateError> {
        if let Some(key) = (self.platform_key)() {
            return Ok(key);
        }
        match SoftwareKey::open(&self.seams, &self.dir.join("key")) {
            Ok(key) => Ok(Arc::new(key)),
            // Another process reads it, or makes it, right now.
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                Err(GateError::Checkpoint(CheckpointError::Busy))
            }
            Err(error) => Err(error.into()),
        }
    }
}
