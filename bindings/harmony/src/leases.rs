//! The leases of this thread's environments: who holds one ends with them.

use std::cell::RefCell;
use std::collections::HashSet;

use menshen_bindings::Handle;

thread_local! {
    static HELD: RefCell<HashSet<Handle>> = RefCell::default();
}

/// Notes the lease, if the answer to `acquire` is one.
pub(crate) fn taken(answer: i64) -> i64 {
    if let Some(lease) = u64::try_from(answer).ok().filter(|lease| *lease > 0) {
        HELD.with_borrow_mut(|held| held.insert(lease));
    }
    answer
}

/// Gives a lease back, whoever took it.
pub(crate) fn release(lease: Handle) -> bool {
    HELD.with_borrow_mut(|held| held.remove(&lease));
    menshen_bindings::release(lease)
}

/// Gives back what is still held: a worker that was stopped half-way uses nothing any more.
pub(crate) fn release_all() {
    for lease in HELD.take() {
        menshen_bindings::release(lease);
    }
}
