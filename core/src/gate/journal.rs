//! Writing the access log: every record with its time, process, subject and app state.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use once_cell::sync::OnceCell;

use super::GateError;
use super::view::View;
use crate::ledger::SubjectId;
use crate::log::{AppendError, Decision, Event, Log, Record, Retention, Room, SoftwareKey};
use crate::seams::Seams;
use crate::time::Span;
use crate::version::Version;
use crate::words::{AppState, Reason, Resource, Scopes};

/// Repeats of a denial within this span are counted instead of written one by one.
const COALESCE: Span = Span::seconds(1);
/// More different denials than this at once are not held back.
const MOST_PENDING: usize = 256;
const CHECKPOINT_RECORDS: u64 = 4_096;
const CHECKPOINT_AGE: Span = Span::seconds(60);

pub(super) struct Journal {
    seams: Seams,
    dir: PathBuf,
    log: Log,
    process: u32,
    version: Version,
    retention: Retention,
    key: OnceCell<SoftwareKey>,
    pending: Mutex<HashMap<Denial, Repeats>>,
    /// Records written since the last checkpoint, and the boot time of the first of them.
    unsigned: AtomicU64,
    unsigned_since: AtomicU64,
}

/// Denials that are alike in all of this are counted together.
#[derive(PartialEq, Eq, Hash)]
struct Denial {
    purpose: String,
    uses: Vec<(Resource, Scopes)>,
    caller: String,
    reason: Option<Reason>,
    user_initiated: bool,
    call_site: String,
}

struct Repeats {
    first: Span,
    count: u32,
    decision: Decision<'static>,
    subject: u64,
    app: AppState,
}

impl Journal {
    pub(super) fn new(
        seams: Seams,
        dir: PathBuf,
        log: Log,
        process: u32,
        version: Version,
        retention: Retention,
    ) -> Journal {
        Journal {
            seams,
            dir,
            log,
            process,
            version,
            retention,
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

    /// Writes a denial: the first of its kind at once, its repeats within a second as a count.
    pub(super) fn deny(&self, view: &View, decision: Decision<'_>) {
        let now = self.seams.clock.boot();
        let key = Denial::of(&decision);
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = |repeats: &&mut Repeats| {
            now.millis().saturating_sub(repeats.first.millis()) < COALESCE.millis()
        };
        if let Some(repeats) = pending.get_mut(&key).filter(recent) {
            repeats.count = repeats.count.saturating_add(1);
            return;
        }
        if pending.len() >= MOST_PENDING {
            self.flush(&mut pending, |_| true);
        }
        self.flush_one(pending.remove(&key));
        let held = Repeats {
            first: now,
            count: 0,
            decision: owned(&decision),
            subject: view.subject.0,
            app: view.state.app,
        };
        pending.insert(key, held);
        drop(pending);
        self.note(view, Event::Decision(decision));
    }

    /// Writes the counts of repeats whose second is over.
    pub(super) fn flush_old(&self) {
        let now = self.seams.clock.boot();
        let old = |repeats: &Repeats| {
            now.millis().saturating_sub(repeats.first.millis()) >= COALESCE.millis()
        };
        self.flush(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner), old);
    }

    pub(super) fn flush_all(&self) {
        self.flush(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner), |_| true);
    }

    fn flush(&self, pending: &mut HashMap<Denial, Repeats>, due: impl Fn(&Repeats) -> bool) {
        for (_, repeats) in pending.extract_if(|_, repeats| due(repeats)) {
            self.flush_one(Some(repeats));
        }
    }

    fn flush_one(&self, repeats: Option<Repeats>) {
        let Some(repeats) = repeats.filter(|repeats| repeats.count > 0) else { return };
        let decision = Decision { count: repeats.count, ..repeats.decision };
        let event = Event::Decision(decision);
        if let Err(error) = self.append(repeats.subject, repeats.app, event, Room::Reserve) {
            log::error!("a count of denials could not be written: {error}");
        }
    }

    /// Whether repeats are waiting to be written.
    pub(super) fn is_pending(&self) -> bool {
        !self.pending.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
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
        let key =
            self.key.get_or_try_init(|| SoftwareKey::open(&self.seams, &self.dir.join("key")))?;
        self.log.checkpoint(key)?;
        self.unsigned.store(0, Ordering::Relaxed);
        self.log.retain(&self.retention, key)?;
        Ok(())
    }
}

impl Denial {
    fn of(decision: &Decision<'_>) -> Denial {
        Denial {
            purpose: decision.purpose.to_string(),
            uses: decision.uses.iter().map(|it| (it.resource, it.scopes)).collect(),
            caller: decision.caller.to_string(),
            reason: decision.reason,
            user_initiated: decision.user_initiated,
            call_site: decision.call_site.to_string(),
        }
    }
}

fn owned(decision: &Decision<'_>) -> Decision<'static> {
    let text = |text: &Cow<'_, str>| Cow::Owned(text.to_string());
    Decision {
        purpose: text(&decision.purpose),
        uses: Cow::Owned(decision.uses.to_vec()),
        caller: text(&decision.caller),
        reason: decision.reason,
        step: decision.step,
        basis: decision.basis,
        user_initiated: decision.user_initiated,
        observed: decision.observed,
        count: decision.count,
        call_site: text(&decision.call_site),
    }
}
