//! The gate: every feature passes it before it touches a resource.

mod access;
mod acquire;
mod answers;
mod budgets;
mod changes;
mod config;
mod copy;
mod error;
mod flow;
mod journal;
mod lease;
mod leases;
mod open;
mod pending;
mod presence;
mod sdk;
mod usage;
mod view;
mod worker;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::decision::{Acceptance, Verdict, decide_by};
use crate::ledger::{Ledger, Moment, TimeBase};
use crate::log::CheckpointError;
use crate::policy::{Policy, PurposeId};
use crate::seams::Seams;
use crate::sync::{ArcSwap, Mutex};
use crate::time::Time;
use crate::words::{OsGrant, Platform, Requirement, Resource, Scopes, UnknownScope};

pub use access::Access;
pub use answers::Answer;
pub use changes::Observed;
pub use config::Config;
pub use error::GateError;
pub use flow::{Flow, Plan, Shown};
pub use lease::{Lease, Leases};
pub use usage::Usage;

use budgets::Budgets;
use journal::Journal;
use leases::Registry;
use presence::Presence;
use view::View;

/// How long a checkpoint waits for another one.
const SIGNING: Duration = Duration::from_secs(2);

/// The gate of one process. Several processes may share its directory; there is one gate a process.
///
/// ```
/// use menshen::{Access, Answer, AppState, Config, Gate, OsGrant, Policy, Resource};
/// # let dir = std::env::temp_dir().join(format!("menshen-doc-{}", std::process::id()));
/// # let policy_text = menshen::doc::POLICY;
/// let gate = Gate::open(Config::new(&dir, Policy::parse(policy_text)?))?;
/// let scan = Access::new("scan", Resource::Camera, ["preview"])?.user_initiated(true);
///
/// gate.accept_policy()?;                                  // the user accepted the policy,
/// gate.app_state(AppState::Foreground)?;                  // the app is in front,
/// gate.answer(&scan, Answer::Grant)?;                     // the user said yes to the purpose,
/// gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted)?; // and to the system
///
/// let lease = gate.acquire(&scan)?;                       // decided, logged: the camera may open
/// assert!(lease.live());
/// gate.withdraw(&scan)?;                                  // the user changes their mind,
/// assert!(!lease.live());                                 // and the camera must close
/// # drop(lease); drop(gate); std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Gate {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    policy: Policy,
    platform: Option<Platform>,
    observe: HashSet<PurposeId>,
    call_sites: bool,
    seams: Seams,
    time: TimeBase,
    ledger: Ledger,
    journal: Journal,
    budgets: Budgets,
    presence: Presence,
    pending: pending::Pending,
    registry: Registry,
    /// What decisions are made on; replaced as a whole when anything changes.
    view: ArcSwap<View>,
    rebuilding: Mutex<()>,
    worker: worker::Handle,
    last_clip: lease::LastClip,
}

impl Gate {
    /// Opens the gate: reads the ledger, takes a segment of the log, clears up after processes
    /// that died, and starts the background thread. An unreadable ledger is no error: the gate
    /// opens and denies everything with `gate_fault`.
    ///
    /// # Errors
    /// When the directory cannot be used at all, or has no working file locks. Treat it as a
    /// denial of everything.
    pub fn open(config: Config) -> Result<Gate, GateError> {
        open::open(config).map(|inner| Gate { inner })
    }

    /// Whether an access would be allowed: a pure look, unlogged, lock-free, for enabling a
    /// button. It may lag behind other processes by a second; [`Gate::acquire`] does not.
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn check(&self, access: &Access) -> Verdict {
        let view = self.inner.view.load();
        let request = access.request(&self.inner.policy);
        decide_by(&|| self.now(), &self.inner.policy, &view.state, &request)
    }

    /// Whether a purpose may be pursued at all, such as personalisation: stop processing for it
    /// when it may not, too. A pure look, unlogged.
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn may_use(&self, purpose: &str) -> Verdict {
        self.check(&Access::purpose_only(purpose))
    }

    /// The policy that the gate enforces.
    pub fn policy(&self) -> &Policy {
        &self.inner.policy
    }

    /// What the operating system asks for before a scope, given as a set of one, can be used; a
    /// permission for a gate that was told of no operating system.
    pub fn requirement(&self, resource: Resource, scope: Scopes) -> Requirement {
        self.inner.requirement(resource, scope)
    }

    /// The gate's time: the wall clock at its opening, moved on by the boot clock.
    pub fn now(&self) -> Time {
        self.inner.now().wall
    }

    /// Why the gate is in fault and denies everything, if it is.
    pub fn fault(&self) -> Option<String> {
        let inner = &self.inner;
        match inner.ledger.book() {
            Err(error) => Some(error.to_string()),
            Ok(_) if !inner.pending.is_empty() => {
                Some("a change of the consent ledger waits to be kept".to_owned())
            }
            Ok(_) => {
                let fault = inner.view.load().state.gate_fault;
                fault.then(|| "earlier accesses cannot be read and counted".to_owned())
            }
        }
    }

    /// The pseudonym of the current subject in the log.
    pub fn subject(&self) -> u64 {
        self.inner.view.load().subject.0
    }

    /// Calls `watcher` soon after anything changed that a decision looks at, here or in another
    /// process: a consent, the policy, the system's grants, the subject, the app's state. On the
    /// gate's background thread, once for many changes, for as long as the gate is open.
    pub fn on_change(&self, watcher: impl Fn() + Send + Sync + 'static) {
        self.inner.worker.watch(Arc::new(watcher));
    }

    /// What the operating system permits for a scope, as far as the gate was told.
    ///
    /// # Errors
    /// A scope that the resource does not have.
    pub fn os_grant(&self, resource: Resource, scope: &str) -> Result<OsGrant, UnknownScope> {
        let view = self.inner.view.load();
        let bit = resource.scope(scope)?.iter().next().unwrap_or_default();
        Ok(view.state.os.get(resource, bit).grant)
    }

    /// Whether the policy was accepted, and in which version.
    pub fn acceptance(&self) -> Acceptance {
        self.inner.view.load().state.acceptance
    }

    /// Does what the background thread does, now: notices other processes' changes and expired
    /// terms, ends leases, runs callbacks, writes pending repeats, prepares space, signs.
    pub fn maintain(&self) {
        self.inner.maintain();
    }

    /// Makes what was logged survive a loss of power, and signs it. Waits up to two seconds for a
    /// signature that is being made already.
    ///
    /// # Errors
    /// When the disk or the key fails, or the wait was too short.
    pub fn checkpoint(&self) -> Result<(), GateError> {
        let start = Instant::now();
        loop {
            match self.inner.journal.checkpoint() {
                Err(GateError::Checkpoint(CheckpointError::Busy)) if start.elapsed() < SIGNING => {
                    crate::sync::sleep(Duration::from_millis(20));
                }
                done => return done,
            }
        }
    }

    /// Writes the access log to `out` as one file, for the user to share: a tar, which the
    /// `menshen` command reads as it is. Accesses go on meanwhile.
    ///
    /// It is signed first. What cannot be signed now is handed over all the same; verifying it
    /// says so.
    ///
    /// # Errors
    /// When the log cannot be read, or `out` does not take it.
    pub fn export_log(&self, out: &mut dyn std::io::Write) -> Result<(), GateError> {
        if let Err(error) = self.checkpoint() {
            log::warn!("the log is exported without a new signature: {error}");
        }
        crate::log::bundle(&self.inner.seams.disk, &self.inner.dir, out).map_err(GateError::Export)
    }
}

impl Inner {
    fn now(&self) -> Moment {
        self.time.moment(&*self.seams.clock)
    }
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gate({})", self.inner.policy.file().id)
    }
}
