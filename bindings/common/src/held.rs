//! Leases that another language holds, by handle.

use std::sync::{Arc, LazyLock, OnceLock};

use menshen::Lease;
use menshen::log::LeaseEnd;

use crate::handles::{Handle, Handles, Kind};

/// Hears of leases that end by anything but their release. Called on the gate's background thread,
/// named `menshen`.
pub type Listener = Box<dyn Fn(Handle, LeaseEnd) + Send + Sync>;

pub(crate) static LEASES: LazyLock<Handles<Lease>> = LazyLock::new(|| Handles::new(Kind::Lease));
static LISTENER: OnceLock<Listener> = OnceLock::new();

/// Sets who hears of revoked leases, once a process; `false` when somebody does already.
pub fn listen(listener: Listener) -> bool {
    LISTENER.set(listener).is_ok()
}

/// Keeps a lease. `None` when there are too many: then it is given back at once.
pub(crate) fn keep(lease: Lease) -> Option<Handle> {
    let lease = Arc::new(lease);
    let handle = LEASES.insert(Arc::clone(&lease))?;
    lease.on_revoked(move |how| {
        if let Some(listener) = LISTENER.get() {
            listener(handle, how);
        }
    });
    Some(handle)
}

/// The lease under a handle.
pub fn lease(handle: Handle) -> Option<Arc<Lease>> {
    LEASES.get(handle)
}
