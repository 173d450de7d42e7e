//! A clock that tests move.

/// Moves the clocks of every gate in this process: wall and boot together, as when time passes.
// SAFETY: nothing else has this name.
#[unsafe(no_mangle)]
pub extern "C" fn menshen_test_pass(millis: u64) {
    menshen_bindings::test_clock::pass(millis);
}
