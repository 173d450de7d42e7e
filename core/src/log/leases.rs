//! Leases that the log says are open.

use super::bytes::{Put, Take};
use super::codec::{VERSION, kind};
use super::frame::Draft;
use super::record::{Event, LeaseEnd, Record};
use crate::time::{Span, Time};
use crate::version::Version;
use crate::words::AppState;

/// A lease without an end, with what its end must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenLease {
    process: u32,
    lease: u64,
    since: Span,
    subject: u64,
    app: AppState,
    policy: Version,
}

/// How many leases one frame can carry into the next segment.
const CARRIED: usize = 100;
/// Leases whose room is kept from the start, so that a record does not touch the heap.
const USUAL: usize = 64;

/// The open leases among the records so far.
#[derive(Debug, Clone)]
pub(super) struct Leases(Vec<OpenLease>);

impl Leases {
    pub(super) fn new() -> Leases {
        Leases(Vec::with_capacity(USUAL))
    }

    /// Takes note of a record; says which lease it ends, if that was not open here.
    pub(super) fn note(&mut self, record: &Record<'_>) -> Option<(u32, u64)> {
        match &record.event {
            Event::Decision(decision) => {
                let leases = decision.uses.iter().map(|access| access.lease);
                leases.filter(|lease| *lease != 0).for_each(|lease| self.opened(record, lease));
                None
            }
            Event::LeaseEnd { lease, .. } => {
                let known = self.remove(record.process, *lease);
                (!known).then_some((record.process, *lease))
            }
            _ => None,
        }
    }

    fn opened(&mut self, record: &Record<'_>, lease: u64) {
        let &Record { process, boot: since, subject, app, policy, .. } = record;
        self.add(OpenLease { process, lease, since, subject, app, policy });
    }

    /// Adds a lease, once.
    pub(super) fn add(&mut self, lease: OpenLease) {
        self.remove(lease.process, lease.lease);
        self.0.push(lease);
    }

    /// Removes a lease; says whether it was there.
    pub(super) fn remove(&mut self, process: u32, lease: u64) -> bool {
        let found = self.0.iter().position(|open| (open.process, open.lease) == (process, lease));
        found.map(|at| self.0.swap_remove(at)).is_some()
    }

    pub(super) fn into_vec(self) -> Vec<OpenLease> {
        self.0
    }

    /// Fills `draft` with the next leases to carry over; `None` when none is left.
    pub(super) fn carry(&self, round: usize, draft: &mut Draft) -> Option<()> {
        let leases = self.0.chunks(CARRIED).nth(round)?;
        draft.fill((kind::CARRY, VERSION), |put| {
            leases.iter().try_for_each(|lease| lease.encode(put))
        })
    }

    /// Takes note of carried leases; ignores what does not decode.
    pub(super) fn carried(&mut self, payload: &[u8]) {
        let mut take = Take(payload);
        while let Some(lease) = OpenLease::decode(&mut take) {
            self.add(lease);
        }
    }
}

impl OpenLease {
    /// The process that held it.
    pub(super) fn process(&self) -> u32 {
        self.process
    }

    /// The record that says that its process died, last heard of at `last`.
    pub(super) fn process_died(
        &self,
        wall: Time,
        boot: Span,
        last: Option<Span>,
    ) -> Record<'static> {
        let held = last.unwrap_or_default().since(self.since);
        Record {
            wall,
            boot,
            process: self.process,
            subject: self.subject,
            app: self.app,
            policy: self.policy,
            event: Event::LeaseEnd { lease: self.lease, how: LeaseEnd::ProcessDied, held },
        }
    }

    fn encode(&self, put: &mut Put<'_>) -> Option<()> {
        put.u32(self.process)?;
        put.u64(self.lease)?;
        put.u64(self.since.millis())?;
        put.u64(self.subject)?;
        put.u8(self.app.number())?;
        put.u64(self.policy.packed())
    }

    fn decode(take: &mut Take<'_>) -> Option<OpenLease> {
        Some(OpenLease {
            process: take.u32()?,
            lease: take.u64()?,
            since: Span::from_millis(take.u64()?),
            subject: take.u64()?,
            app: AppState::from_number(take.u8()?)?,
            policy: Version::from_packed(take.u64()?)?,
        })
    }
}
