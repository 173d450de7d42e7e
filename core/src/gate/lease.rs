//! Leases: live, revocable accesses.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, PoisonError};

use smallvec::SmallVec;

use super::Inner;
use crate::decision::Request;
use crate::ledger::SubjectId;
use crate::log::LeaseEnd;
use crate::sync::{
    Mutex, MutexGuard,
    atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
};
use crate::time::Span;
use crate::words::{Resource, Scopes};

/// A live access. Use the resource while [`Lease::live`]; drop the lease when done.
///
/// A withdrawal, going to the background, an expiry, the loss of the OS grant and a switch of
/// account end it, in whichever process they happen: within a second.
pub struct Lease {
    pub(super) cell: Arc<Cell>,
    pub(super) gate: Arc<Inner>,
}

pub(super) type Callback = Box<dyn FnOnce(LeaseEnd) + Send>;

/// What the gate knows about a lease.
pub(super) struct Cell {
    pub(super) id: u64,
    /// Leases of one group end together, unless their need is optional.
    pub(super) group: u64,
    pub(super) optional: bool,
    pub(super) request: Request,
    pub(super) resource: Option<Resource>,
    pub(super) scopes: Scopes,
    pub(super) subject: SubjectId,
    pub(super) since: Span,
    pub(super) max_hold: Option<Span>,
    /// Observe mode let it through: nothing but its release ends it.
    pub(super) observed: bool,
    /// `LIVE`, or how it ended.
    state: AtomicU8,
    /// Whether the log has the lease, and whether it has its end.
    announced: AtomicBool,
    end_logged: AtomicBool,
    callbacks: Mutex<Vec<Callback>>,
}

const LIVE: u8 = u8::MAX;

impl Cell {
    pub(super) fn new(id: u64, request: Request, subject: SubjectId, since: Span) -> Cell {
        Cell {
            id,
            group: id,
            optional: false,
            request,
            resource: None,
            scopes: Scopes::NONE,
            subject,
            since,
            max_hold: None,
            observed: false,
            state: AtomicU8::new(LIVE),
            announced: AtomicBool::new(false),
            end_logged: AtomicBool::new(false),
            callbacks: Mutex::new(Vec::new()),
        }
    }

    pub(super) fn ended(&self) -> Option<LeaseEnd> {
        LeaseEnd::from_number(self.state.load(Ordering::SeqCst))
    }

    /// Ends the lease; `false` when it had ended already.
    pub(super) fn end(&self, how: LeaseEnd) -> bool {
        let order = (Ordering::SeqCst, Ordering::SeqCst);
        self.state.compare_exchange(LIVE, how.number(), order.0, order.1).is_ok()
    }

    pub(super) fn announce(&self) {
        self.announced.store(true, Ordering::SeqCst);
    }

    /// How the lease ended, once, when the log has the lease but not its end.
    pub(super) fn end_to_log(&self) -> Option<LeaseEnd> {
        let how = self.ended()?;
        let due = self.announced.load(Ordering::SeqCst);
        (due && !self.end_logged.swap(true, Ordering::SeqCst)).then_some(how)
    }

    pub(super) fn callbacks(&self) -> MutexGuard<'_, Vec<Callback>> {
        self.callbacks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lease {
    /// Whether the access may go on. Cheap: one atomic load.
    pub fn live(&self) -> bool {
        self.cell.ended().is_none()
    }

    /// How the lease ended, if it has.
    pub fn ended(&self) -> Option<LeaseEnd> {
        self.cell.ended()
    }

    /// The lease's number in the log.
    pub fn id(&self) -> u64 {
        self.cell.id
    }

    /// The resource that it covers, unless it is for a purpose without one.
    pub fn resource(&self) -> Option<Resource> {
        self.cell.resource
    }

    /// The scopes that it covers.
    pub fn scopes(&self) -> Scopes {
        self.cell.scopes
    }

    /// Calls `stop` once when the lease is ended by anything but its release: on the gate's
    /// background thread, and soon if it has ended already.
    pub fn on_revoked(&self, stop: impl FnOnce(LeaseEnd) + Send + 'static) {
        self.cell.callbacks().push(Box::new(stop));
        // Ended before the callback was in place: nobody else will run it.
        if let Some(how) = self.cell.ended() {
            self.gate.run_callbacks(&self.cell, how);
        }
    }

    /// Gives the access back, as dropping the lease does.
    pub fn release(self) {}

    /// Takes from a clip only what the purpose's declared patterns match (一(二)12). The rest of the
    /// clip is not handed out, not kept and not logged.
    pub fn read_match(&self, clip: &str) -> Option<String> {
        let matches =
            Resource::Clipboard.scope("match").is_ok_and(|it| self.cell.scopes.contains(it));
        if !self.live() || self.cell.resource != Some(Resource::Clipboard) || !matches {
            return None;
        }
        let purpose = self.gate.policy.purpose_of(self.cell.request.purpose?)?;
        let found = crate::clipboard::first_match(clip, &purpose.patterns)?;
        self.gate.last_clip.is_new(clip).then(|| found.to_owned())
    }
}

/// Remembers the last clip by a keyed hash, so that each is handed out once.
#[derive(Default)]
pub(super) struct LastClip {
    key: RandomState,
    hash: AtomicU64,
}

impl LastClip {
    fn is_new(&self, clip: &str) -> bool {
        let hash = self.key.hash_one(clip) | 1;
        self.hash.swap(hash, Ordering::Relaxed) != hash
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.gate.end(&self.cell, LeaseEnd::Released);
    }
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cell { id, resource, scopes, .. } = &*self.cell;
        write!(f, "Lease {{ id: {id:x}, resource: {resource:?}, scopes: {scopes:?} }}")
    }
}

/// The leases of a purpose as a whole: one for each required need, and for each optional one that
/// passed. When a required one ends, all end.
#[derive(Debug)]
pub struct Leases(pub(super) Group);

/// Mostly one, for which no list is allocated.
pub(super) type Group = SmallVec<[Lease; 1]>;

impl Leases {
    /// The lease for this resource, if the group has one.
    pub fn get(&self, resource: Resource) -> Option<&Lease> {
        self.0.iter().find(|lease| lease.resource() == Some(resource))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Lease> {
        self.0.iter()
    }

    /// Whether all of them are live.
    pub fn live(&self) -> bool {
        self.0.iter().all(Lease::live)
    }
}

impl IntoIterator for Leases {
    type Item = Lease;
    type IntoIter = std::vec::IntoIter<Lease>;

    /// Each on its own. They still end together.
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}
