//! What the bindings for Android and HarmonyOS share: handles instead of pointers, and the hot
//! calls as integers.
//!
//! A platform's library keeps its gates, prepared accesses and leases here, and passes integers
//! over the border. A wrong handle is an answer, never memory; a panic is caught, and the gate is
//! in fault from then on.

#![forbid(unsafe_code)]

mod decide;
mod failure;
mod gates;
mod handles;
mod held;
mod hot;
mod key;
mod log;
mod packed;
mod sync;
#[cfg(feature = "test-clock")]
pub mod test_clock;
mod words;

pub use decide::decide_in;
pub use failure::Failure;
pub use gates::{Shared, close, gate, open};
pub use handles::{Handle, Handles, Kind};
pub use held::{Listener, lease, listen};
pub use hot::{access, acquire, acquire_all, check, ended, prepare, release};
pub use key::PlatformKey;
pub use log::{export_log, records};
pub use packed::pack;
pub use words::{target, word_names};
