//! The gates of this process, by handle.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use menshen::{Config, Gate, GateError};

use crate::handles::{Handle, Handles, Kind};

/// A gate that other languages hold by its handle.
pub struct Shared {
    /// The gate.
    pub gate: Gate,
    broken: AtomicBool,
}

static GATES: LazyLock<Handles<Shared>> = LazyLock::new(|| Handles::new(Kind::Gate));

/// Opens a gate and keeps it.
///
/// # Errors
/// As [`Gate::open`].
pub fn open(config: Config) -> Result<(Handle, Arc<Shared>), GateError> {
    let shared = Arc::new(Shared { gate: Gate::open(config)?, broken: AtomicBool::new(false) });
    let handle = GATES.insert(Arc::clone(&shared)).ok_or(GateError::Fault)?;
    Ok((handle, shared))
}

/// The gate under a handle.
pub fn gate(handle: Handle) -> Option<Arc<Shared>> {
    GATES.get(handle)
}

/// Gives a gate up: its handle denies everything from then on. It closes with its last lease.
pub fn close(handle: Handle) -> bool {
    GATES.remove(handle).is_some()
}

pub(crate) fn with<R>(handle: Handle, look: impl FnOnce(&Arc<Shared>) -> R) -> Option<R> {
    GATES.with(handle, look)
}

impl Shared {
    /// Whether a call panicked: whatever the gate knows since then may be wrong.
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// Why the gate is in fault and denies everything, if it is.
    pub fn fault(&self) -> Option<String> {
        let broken = || self.is_broken().then(|| "a call panicked".to_owned());
        self.gate.fault().or_else(broken)
    }

    /// Denies everything from now on.
    pub fn break_down(&self) {
        self.broken.store(true, Ordering::Relaxed);
    }
}
