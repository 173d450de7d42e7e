//! Opening the log: clearing up after processes that died, and finding a segment to go on in.

mod survey;

use std::collections::HashSet;
use std::path::Path;

use super::error::{AppendError, OpenError};
use super::layout::block_start;
use super::leases::{Leases, OpenLease};
use super::record::{Event, GapKind};
use super::tail::Tail;
use super::writer::{AHEAD, Room, Stamp, Writer};
use crate::seams::Seams;
use crate::time::Span;
use crate::version::Version;
use crate::words::AppState;
use survey::{Found, Survey};

/// The process that opens the log.
#[derive(Debug, Clone)]
pub struct ProcessInfo {
    /// A random number for this process instance.
    pub process: u32,
    /// The version of the policy that it runs with.
    pub policy: Version,
}

/// What opening the log came across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recovery {
    /// Whether it goes on in a segment that another process left.
    pub adopted: bool,
    /// Leases that were open when their process died, and are ended now.
    pub ended_leases: u32,
    /// The processes that held them.
    pub dead_processes: u32,
    /// Damaged blocks that were not known of before.
    pub damaged_blocks: u32,
    /// Segments of a format that this version does not know; they are left as they are.
    pub foreign_segments: u32,
}

/// Opens the log's folder for writing.
pub(super) fn open(
    seams: &Seams,
    folder: &Path,
    info: &ProcessInfo,
) -> Result<(Writer, Recovery), OpenError> {
    let Survey { mut found, foreign } = survey::survey(seams, folder)?;
    let mut recovery = Recovery {
        damaged_blocks: found.iter().map(|found| found.damaged).sum(),
        foreign_segments: foreign,
        ..Recovery::default()
    };
    let died = died_with_leases(&mut found);
    let tail = take_adoptable(&mut found).map(|found| tail(&found));
    recovery.adopted = tail.is_some();
    let tail = tail.map_or_else(|| Tail::create(seams, folder, None), Ok)?;
    let mut writer = start(seams, folder, tail, info);
    found.iter().filter(|found| found.mark.used == 0).for_each(|empty| {
        writer.offer_next(self::tail(empty));
    });
    if write_down(&mut writer, &died, &mut recovery).is_ok() {
        found.iter().filter(|found| found.mark.used > 0).for_each(|dead| close(&mut writer, dead));
    }
    Ok((writer, recovery))
}

/// The newest segment with records in it, or else the newest without any.
fn take_adoptable(found: &mut Vec<Found>) -> Option<Found> {
    let begun = found.iter().position(|found| found.is_adoptable() && found.mark.used > 0);
    let at = begun.or_else(|| found.iter().position(Found::is_adoptable))?;
    Some(found.remove(at))
}

/// The end of a segment that was found: its next block, or in the last what room there is.
fn tail(found: &Found) -> Tail {
    let Found { id, file, mark, length, .. } = found;
    let position = if found.is_adoptable() { block_start(mark.used) } else { mark.end };
    Tail::new(*id, file.clone(), mark.chain_past_damage(), position, *length)
}

fn start(seams: &Seams, folder: &Path, mut tail: Tail, info: &ProcessInfo) -> Writer {
    if let Err(error) = tail.fill(tail.position() + AHEAD) {
        ::log::warn!("no space ahead for the access log: {error}");
    }
    // Nothing is known yet about the app; the gate's first record says more.
    let app = AppState::Background;
    let stamp = Stamp { process: info.process, app, policy: info.policy };
    Writer::new(seams.clone(), folder.into(), tail, stamp)
}

/// A lease whose process died, and when that was last heard of.
type Died = (OpenLease, Option<Span>);

fn died_with_leases(found: &mut [Found]) -> Vec<Died> {
    let mut open = Leases::new();
    for found in found.iter_mut().rev() {
        let leases = std::mem::replace(&mut found.leases, Leases::new());
        leases.into_vec().into_iter().for_each(|lease| open.add(lease));
    }
    for (process, lease) in found.iter().flat_map(|found| &found.ended_elsewhere) {
        open.remove(*process, *lease);
    }
    let last = |process| found.iter().filter_map(|f| f.last_heard.get(&process)).max().copied();
    open.into_vec()
        .into_iter()
        .map(|lease| (lease.process(), lease))
        .map(|(process, lease)| (lease, last(process)))
        .collect()
}

/// Ends the leases of the dead, then says what else was found.
fn write_down(
    writer: &mut Writer,
    died: &[Died],
    recovery: &mut Recovery,
) -> Result<(), AppendError> {
    // Until its end is written, a lease goes with the writer from segment to segment.
    died.iter().for_each(|(lease, _)| writer.leases.add(lease.clone()));
    let processes: HashSet<u32> = died.iter().map(|(lease, _)| lease.process()).collect();
    recovery.dead_processes = processes.len() as u32;
    for (lease, last) in died {
        let (wall, boot) = writer.now();
        writer.write(&lease.process_died(wall, boot, *last), Room::Reserve)?;
        recovery.ended_leases += 1;
    }
    gap(writer, GapKind::DamagedBlocks, recovery.damaged_blocks)?;
    gap(writer, GapKind::ForeignSegments, recovery.foreign_segments)
}

fn gap(writer: &mut Writer, what: GapKind, count: u32) -> Result<(), AppendError> {
    match count {
        0 => Ok(()),
        _ => writer.append_own(Event::Gap { what, count: count.into() }).map(|_| ()),
    }
}

/// Seals a segment that nobody goes on in.
fn close(writer: &mut Writer, dead: &Found) {
    match tail(dead).seal() {
        Ok(()) => writer.unsynced.push(dead.file.clone()),
        Err(error) => ::log::warn!("segment {} could not be sealed: {error}", dead.id),
    }
}
