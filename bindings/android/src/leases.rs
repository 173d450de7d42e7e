//! Who hears of leases that end by anything but their release.

use std::sync::Arc;

use menshen::log::LeaseEnd;

/// Hears of revoked leases. Called on the gate's background thread, `menshen`; must not block.
#[uniffi::export(with_foreign)]
pub trait LeaseListener: Send + Sync {
    /// The lease with this handle ended, and not by its release.
    fn ended(&self, lease: u64, how: LeaseEnd);
}

/// Sets who hears of revoked leases, once a process; `false` when somebody does already.
#[uniffi::export]
pub fn listen_to_leases(listener: Arc<dyn LeaseListener>) -> bool {
    menshen_bindings::listen(Box::new(move |lease, how| listener.ended(lease, how)))
}

/// Takes from a clip only what the patterns of a live lease's purpose match, once for each clip.
#[uniffi::export]
pub fn read_match(lease: u64, clip: &str) -> Option<String> {
    menshen_bindings::lease(lease)?.read_match(clip)
}
