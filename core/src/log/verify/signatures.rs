//! The checkpoints that a log is held against.

use std::io;
use std::path::Path;

use super::VerifyOptions;
use super::found::Found;
use super::report::{Report, What};
use crate::log::checkpoint::{BadCheckpoint, Checkpoint, FILE, Head, HeadCheck, MOST_BYTES, short};
use crate::log::layout::SegmentId;
use crate::seams::{Disk, Open};

/// The log's own checkpoint, and the exported one.
pub(super) struct Signatures {
    own: Result<Option<Checkpoint>, What>,
    exported: Result<Option<Checkpoint>, What>,
    key: Option<[u8; 32]>,
}

impl Signatures {
    pub(super) fn read(disk: &dyn Disk, folder: &Path, options: &VerifyOptions) -> Signatures {
        let exported = options.exported.as_deref();
        let exported = exported.map(Checkpoint::read).transpose();
        Signatures {
            own: read_own(disk, folder),
            exported: exported.map_err(|_| What::ExportedUnusable),
            key: options.public_key,
        }
    }

    /// The log's own checkpoint, if the right key signed it.
    fn own(&self) -> Option<&Checkpoint> {
        let own = self.own.as_ref().ok()?.as_ref();
        own.filter(|own| self.key.is_none_or(|key| own.key == key))
    }

    fn exported(&self) -> Option<&Checkpoint> {
        let exported = self.exported.as_ref().ok()?.as_ref();
        exported.filter(|exported| self.key.is_none_or(|key| exported.key == key))
    }

    fn usable(&self) -> impl Iterator<Item = &Checkpoint> {
        self.own().into_iter().chain(self.exported())
    }

    /// The heads that a segment must pass through.
    pub(super) fn heads(&self, id: SegmentId) -> Vec<HeadCheck> {
        let all = self.usable().flat_map(|signed| &signed.body.segments);
        all.filter(|head| head.id == id).map(HeadCheck::new).collect()
    }

    /// Whether retention has dropped a segment, and was only kept from removing its file.
    pub(super) fn is_being_removed(&self, id: SegmentId) -> bool {
        self.own().is_some_and(|own| own.body.dropped.removing.contains(&id))
    }

    /// Whether the checkpoint that a record tells of is the log's own.
    pub(super) fn is_own(&self, number: u64, digest: u64) -> bool {
        self.own().is_some_and(|own| (own.body.number, short(&own.digest)) == (number, digest))
    }

    /// Adds who signed, and what is wrong with the checkpoints themselves.
    pub(super) fn describe(&self, report: &mut Report) {
        if let Ok(Some(own)) = &self.own {
            report.checkpoint = Some(own.body.number);
            report.provider = Some(own.body.provider.clone());
            report.public_key = Some(own.key);
            let times = own.body.restarts;
            if times > 0 {
                report.add_checkpoint(What::Restarted { times }, false);
            }
            self.describe_renewals(own.body.renewals, report);
        }
        for what in [&self.own, &self.exported].into_iter().filter_map(|read| read.as_ref().err()) {
            report.add_checkpoint(what.clone(), *what == What::CheckpointForged);
        }
        let signed = [&self.own, &self.exported].into_iter().flat_map(|read| read.as_ref().ok());
        let keys: Vec<_> = signed.flatten().map(|signed| signed.key).chain(self.key).collect();
        if keys.iter().any(|key| Some(key) != keys.last()) {
            report.add_checkpoint(What::WrongKey, true);
        }
        self.check_exported(report);
    }

    /// Keys are renewed: that is wrong only to somebody who says which one must have signed.
    fn describe_renewals(&self, times: u64, report: &mut Report) {
        report.renewals = times;
        if times > 0 && self.key.is_some() {
            report.add_checkpoint(What::Renewed { times }, false);
        }
    }

    fn check_exported(&self, report: &mut Report) {
        let Some(exported) = self.exported() else { return };
        let before = (exported.body.number, exported.digest);
        let older = self.own().is_none_or(|own| {
            let now = (own.body.number, own.digest);
            now.0 < before.0 || (now.0 == before.0 && now.1 != before.1)
        });
        // A checkpoint that cannot be read has been reported, and may be any.
        if older && self.own.is_ok() {
            report.add_checkpoint(What::RolledBack { exported: before.0 }, true);
        }
    }

    fn listed(&self) -> &[Head] {
        self.own().map(|own| own.body.segments.as_slice()).unwrap_or_default()
    }

    fn lists(&self, id: SegmentId) -> bool {
        self.listed().iter().any(|head| head.id == id)
    }

    /// Adds the segments that were signed and are not there, and a checkpoint that is too old.
    ///
    /// `before` is what was read before the segments: what it lists was there, and what is listed
    /// still has not been dropped meanwhile.
    pub(super) fn check_missing(&self, before: &Signatures, found: &mut Found) {
        let Found { report, there, mentioned } = found;
        let gone = |id: &SegmentId| !there.contains(id) && before.lists(*id);
        let gone = self.listed().iter().map(|head| head.id).filter(gone);
        gone.for_each(|id| report.add_segment(id, What::SegmentMissing, true));
        self.check_exported_missing(there, report);
        let number = self.own().map_or(0, |own| own.body.number);
        let later = *mentioned;
        if self.own.is_ok() && later > number {
            report.add_checkpoint(What::CheckpointReplaced { later }, true);
        }
    }

    /// Segments may be gone since the export, but only as many as were dropped since.
    fn check_exported_missing(&self, there: &[SegmentId], report: &mut Report) {
        let Some(exported) = self.exported() else { return };
        let gone = exported.body.segments.iter().map(|head| head.id);
        let gone: Vec<_> = gone.filter(|id| !there.contains(id) && !self.lists(*id)).collect();
        let dropped = self.own().map_or(0, |own| own.body.dropped.count);
        let dropped = dropped.saturating_sub(exported.body.dropped.count);
        if gone.len() as u64 > dropped {
            // How many were dropped says the log's own checkpoint, unless it is damaged.
            let tampered = self.own.is_ok();
            gone.into_iter().for_each(|id| report.add_segment(id, What::SegmentMissing, tampered));
        }
    }
}

fn read_own(disk: &dyn Disk, folder: &Path) -> Result<Option<Checkpoint>, What> {
    let bytes =
        disk.open(&folder.join(FILE), Open::Read).and_then(|file| file.read_all(MOST_BYTES));
    match bytes {
        Ok(bytes) => Checkpoint::read(&bytes).map(Some).map_err(|bad| match bad {
            BadCheckpoint::Damaged => What::CheckpointDamaged,
            BadCheckpoint::Forged => What::CheckpointForged,
            BadCheckpoint::Newer => What::CheckpointNewer,
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(_) => Err(What::CheckpointDamaged),
    }
}
