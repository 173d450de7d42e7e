//! Menshen's native library for Android, with two ways in.
//!
//! The calls that features make all the time (`check`, `acquire`, `release`, how a lease stands)
//! come through JNI as integers, see [`hot`]. The rich ones (the policy, answers, the privacy
//! centre, the log) come through UniFFI, which costs some thirty microseconds a call. Both reach
//! the same gates, by the same handles.

pub mod decide;
pub mod error;
pub mod gate;
pub mod hot;
pub mod key;
pub mod leases;
pub mod log;
mod logcat;
pub mod options;
pub mod plan;
pub mod policy;
#[cfg(feature = "test-clock")]
pub mod test_clock;
pub mod usage;
pub mod words;

uniffi::setup_scaffolding!();
