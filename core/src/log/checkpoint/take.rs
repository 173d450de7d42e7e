//! Taking a checkpoint: one process at a time looks, syncs, signs and puts it in place.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::{
    BadCheckpoint, Body, Checkpoint, CheckpointError, Dropped, FILE, FORMAT, Head, Known,
    MOST_BYTES, Standing, short,
};
use crate::log::hex::Hex;
use crate::log::signer::{SignError, Signer, wait_for_lock};
use crate::log::{Event, Log};
use crate::seams::{DiskFile, Open};
use crate::sync::MutexGuard;

const LOCK: &str = "checkpoint.lock";
/// Where a new checkpoint is written before it takes the place of the last.
const NEW: &str = "checkpoint.new";
/// Where one that is no good is kept.
const ASIDE: &str = "checkpoint.damaged";

impl Log {
    /// Signs how far every segment in the folder has come, also those of other processes.
    ///
    /// Everything it covers is synced first. Returns the number of the checkpoint. Takes
    /// milliseconds, or as long as the key store does; records do not wait for it.
    ///
    /// # Errors
    /// When another process is at it, the key does not sign, or the disk fails. The last
    /// checkpoint then still stands.
    pub fn checkpoint(&self, signer: &dyn Signer) -> Result<u64, CheckpointError> {
        let mut taking = Taking::begin(self, signer)?;
        let standings = taking.look()?;
        let dropped = taking.dropped();
        taking.sign(&standings, dropped)
    }
}

/// A checkpoint being taken. Nobody else takes one meanwhile.
pub(in crate::log) struct Taking<'a> {
    log: &'a Log,
    signer: &'a dyn Signer,
    known: MutexGuard<'a, Known>,
    last: Option<Checkpoint>,
    /// Whether there was one that could not be read.
    spoiled: bool,
    _lock: Box<dyn DiskFile>,
}

impl<'a> Taking<'a> {
    pub(in crate::log) fn begin(
        log: &'a Log,
        signer: &'a dyn Signer,
    ) -> Result<Taking<'a>, CheckpointError> {
        let known = log.known.try_lock().map_err(|_| CheckpointError::Busy)?;
        let path = log.folder.join(LOCK);
        let lock = log.seams.disk.open(&path, Open::Create).map_err(at(&path))?;
        wait_for_lock(lock.as_ref()).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => CheckpointError::Busy,
            _ => CheckpointError::Io { path, error },
        })?;
        let mut taking = Taking { log, signer, known, last: None, spoiled: false, _lock: lock };
        taking.read_last()?;
        taking.remove_dropped()?;
        Ok(taking)
    }

    fn read_last(&mut self) -> Result<(), CheckpointError> {
        let path = self.log.folder.join(FILE);
        let file = match self.log.seams.disk.open(&path, Open::Read) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(CheckpointError::Io { path, error }),
        };
        let bytes = file.read_all(MOST_BYTES).map_err(at(&path))?;
        match Checkpoint::read(&bytes) {
            Ok(last) => self.last = Some(last),
            Err(BadCheckpoint::Newer) => return Err(CheckpointError::Newer),
            Err(bad) => {
                ::log::warn!("the checkpoint is set aside: {bad:?}");
                self.spoiled = true;
                self.write(ASIDE, &bytes)?;
            }
        }
        Ok(())
    }

    /// The last checkpoint.
    pub(in crate::log) fn last(&self) -> Option<&Body> {
        self.last.as_ref().map(|last| &last.body)
    }

    /// What retention has dropped so far.
    pub(in crate::log) fn dropped(&self) -> Dropped {
        let dropped = self.last().map_or_else(Dropped::none, |last| last.dropped.clone());
        Dropped { removing: Vec::new(), ..dropped }
    }

    /// Looks at every segment, and makes what it sees durable.
    pub(in crate::log) fn look(&mut self) -> Result<Vec<Standing>, CheckpointError> {
        let Taking { log, known, last, .. } = self;
        let last = last.as_ref().map(|last| &last.body);
        let standings = known.look(&log.seams, &log.folder, last);
        let standings = standings
            .map_err(|error| CheckpointError::Io { path: error.path, error: error.error })?;
        log.sync().map_err(CheckpointError::Append)?;
        Ok(standings)
    }

    /// Signs `standings`, and puts the checkpoint in place of the last.
    pub(in crate::log) fn sign(
        &mut self,
        standings: &[Standing],
        dropped: Dropped,
    ) -> Result<u64, CheckpointError> {
        let body = self.body(standings, dropped);
        let (text, digest) = Checkpoint::sign(&body, self.signer).map_err(CheckpointError::Sign)?;
        let checkpoint = Checkpoint::read(text.as_bytes()).map_err(|_| {
            CheckpointError::Sign(SignError("its signature does not fit its public key".to_owned()))
        })?;
        self.write(NEW, text.as_bytes())?;
        let (folder, disk) = (&self.log.folder, &self.log.seams.disk);
        disk.rename(&folder.join(NEW), &folder.join(FILE)).map_err(at(folder))?;
        disk.sync_dir(folder).map_err(at(folder))?;
        self.last = Some(checkpoint);
        let (number, digest) = (body.number, short(&digest));
        let record = self.log.append_own(Event::Checkpoint { number, digest });
        record.map_err(CheckpointError::Append).map(|_| number)
    }

    fn body(&self, standings: &[Standing], dropped: Dropped) -> Body {
        let last = self.last.as_ref();
        let before = last.map_or(0, |last| last.body.number);
        // The log knows of a later one: somebody removed it, or put an older one in its place.
        let lost = self.spoiled || before < self.known.highest;
        // A key that was renewed, or a log that somebody else made: one cannot tell.
        let renewed = last.is_some_and(|last| last.key != self.signer.public_key());
        let [restarts, renewals] =
            last.map_or([0; 2], |last| [last.body.restarts, last.body.renewals]);
        Body {
            format: FORMAT,
            number: before.max(self.known.highest).saturating_add(1),
            at: self.log.seams.clock.wall(),
            provider: self.signer.provider().to_owned(),
            previous: last.map(|last| Hex(last.digest)),
            restarts: restarts.saturating_add(lost.into()),
            renewals: renewals.saturating_add(renewed.into()),
            segments: self.heads(standings, &dropped),
            dropped,
        }
    }

    /// A head that was signed once stays, also when its segment is gone: only retention, which
    /// says so, takes it off the list.
    fn heads(&self, standings: &[Standing], dropped: &Dropped) -> Vec<Head> {
        let signed = self.last().map(|last| last.segments.as_slice()).unwrap_or_default();
        let now = standings.iter().map(|standing| &standing.head);
        let mut all: BTreeMap<_, _> =
            signed.iter().chain(now).map(|head| (head.id, *head)).collect();
        dropped.removing.iter().for_each(|id| {
            all.remove(id);
        });
        all.into_values().collect()
    }

    /// Removes the files of the segments that the last checkpoint dropped, if they are there yet.
    pub(in crate::log) fn remove_dropped(&mut self) -> Result<(), CheckpointError> {
        let removing = self.last().map(|last| last.dropped.removing.clone()).unwrap_or_default();
        let (folder, disk) = (&self.log.folder, &self.log.seams.disk);
        for id in &removing {
            let path = folder.join(id.file_name());
            match disk.remove(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(CheckpointError::Io { path, error });
                }
                _ => self.known.forget(*id),
            }
        }
        match removing.is_empty() {
            true => Ok(()),
            false => disk.sync_dir(folder).map_err(at(folder)),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), CheckpointError> {
        let path = self.log.folder.join(name);
        let write = || {
            let file = self.log.seams.disk.open(&path, Open::Create)?;
            file.set_len(0)?;
            file.write_at(bytes, 0)?;
            file.sync()
        };
        write().map_err(at(&path))
    }
}

fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> CheckpointError {
    let path: PathBuf = path.into();
    |error| CheckpointError::Io { path, error }
}
