//! What threads share. `tests/threads` puts a checker's in its place.

pub(crate) use std::sync::Mutex;

pub(crate) use arc_swap::ArcSwapOption;
