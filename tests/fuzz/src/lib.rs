//! What strangers may write, given to what reads it.
//!
//! A target takes any bytes, and panics when something comes of them that must not. `cargo xtask
//! fuzz` lets libFuzzer look for such bytes; the test `replay` tries those that it kept, in `corpus`,
//! and some thousand more.

mod command;
mod device;
mod mend;
mod phone;
mod targets;

pub use targets::{TARGETS, Target, target};

/// A small policy with one purpose of each kind.
pub const POLICY: &str = include_str!("policy.json");

/// The first byte says how the rest is meant.
fn choose(bytes: &[u8]) -> Option<(u8, &[u8])> {
    bytes.split_first().map(|(how, rest)| (*how, rest))
}
