//! Judging one segment.

use std::io;
use std::path::Path;

use super::found::Found;
use super::report::{Report, What};
use super::signatures::Signatures;
use crate::log::checkpoint::HeadCheck;
use crate::log::codec::{self, kind};
use crate::log::damage::Damage;
use crate::log::frame::Frame;
use crate::log::layout::{Chain, Place, SegmentId};
use crate::log::record::Event;
use crate::log::scan::{Mark, Scan, Seen, Source};
use crate::seams::{Disk, Open};

/// Reads a segment, unless it is gone, and adds what was found in it.
pub(super) fn check(
    disk: &dyn Disk,
    folder: &Path,
    id: SegmentId,
    signatures: &Signatures,
    found: &mut Found,
) {
    // Held open, so that it can be read to the end if retention drops it meanwhile.
    let file = disk.open(&folder.join(id.file_name()), Open::Read);
    match file.and_then(|file| Scan::new(Source::Held(file.into()), id, Mark::start(id))) {
        Ok(scan) => {
            let checks = signatures.heads(id);
            let tally = Tally { checks, ..Tally::default() };
            tally.read(scan, signatures, found);
        }
        // It was removed since the folder was listed.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return,
        Err(error) => {
            ::log::warn!("segment {id} cannot be read: {error}");
            found.report.add_segment(id, What::Segment(Damage::Unreadable), false);
        }
    }
    found.there.push(id);
}

#[derive(Default)]
struct Tally {
    checks: Vec<HeadCheck>,
    /// Where the chain first was elsewhere than a signature says.
    missed: Option<Place>,
    records: u64,
    /// Records that hang together with the last, without a break.
    linked: u64,
    breaks: u32,
    /// Records that a signature vouches for.
    covered: u64,
    /// Records of the checkpoint itself, which it cannot sign; their digest vouches for them.
    own: u64,
    foreign: bool,
}

impl Tally {
    fn read(mut self, mut scan: Scan, signatures: &Signatures, found: &mut Found) {
        while let Some(seen) = scan.next() {
            if self.breaks != scan.mark().breaks {
                (self.breaks, self.linked) = (scan.mark().breaks, 0);
            }
            match seen {
                Seen::Block(place) => self.pass(scan.chain(), place),
                Seen::Frame(place, frame) => {
                    self.count(&frame, scan.payload(&frame), signatures, found);
                    self.pass(scan.chain(), place);
                }
                Seen::Damage(place, Damage::Foreign) if place.block == 0 => self.foreign = true,
                Seen::Damage(_, Damage::Foreign) if self.foreign => {}
                Seen::Damage(place, damage) => self.damage(place, damage, &mut found.report),
            }
        }
        self.finish(scan.mark(), scan.id(), &mut found.report);
    }

    fn count(&mut self, frame: &Frame, payload: &[u8], signatures: &Signatures, found: &mut Found) {
        if frame.kind == kind::SEAL || frame.kind == kind::CARRY {
            return;
        }
        self.records += 1;
        self.linked += 1;
        match codec::decode(frame.kind, frame.version, payload).map(|record| record.event) {
            Some(Event::Checkpoint { number, digest }) => {
                let newest = self.checks.iter().all(|check| frame.seq >= check.signed.seq);
                self.own += u64::from(signatures.is_own(number, digest) && newest);
                found.mentioned = found.mentioned.max(number);
            }
            Some(_) => {}
            None => found.report.unknown += 1,
        }
    }

    fn pass(&mut self, chain: Chain, place: Place) {
        for check in &mut self.checks {
            if check.pass(chain) {
                self.covered = self.covered.max(self.linked);
            }
            if check.missed && !check.passed {
                self.missed.get_or_insert(place);
            }
        }
    }

    fn damage(&mut self, place: Place, damage: Damage, report: &mut Report) {
        let signed = self.checks.iter().any(|check| place.seq < check.signed.seq);
        let missing = matches!(damage, Damage::Missing { .. });
        report.add(place, What::Segment(damage), damage.is_forgery() || (missing && signed));
    }

    fn finish(self, mark: &Mark, id: SegmentId, report: &mut Report) {
        let found = mark.chain().seq;
        for check in self.checks.iter().filter(|check| !check.passed) {
            let signed = check.signed.seq;
            let accounted_for = mark.chain_past_damage().seq >= signed;
            match self.missed.filter(|_| check.missed) {
                Some(place) => report.add(place, What::Rewritten, true),
                // A later version may have written it. This one cannot tell, so it is not fine.
                None if accounted_for && self.foreign => {
                    report.add_segment(id, What::Segment(Damage::Foreign), false);
                }
                // A damaged end accounts for what it can have held, and has been reported.
                None if accounted_for => {}
                None => report.add_segment(id, What::Shortened { signed, found }, true),
            }
        }
        match self.foreign {
            true => report.foreign += 1,
            false => report.segments += 1,
        }
        report.records += self.records;
        report.add_unsigned(self.records.saturating_sub(self.covered + self.own));
    }
}
