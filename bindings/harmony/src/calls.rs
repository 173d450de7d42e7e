//! The rich calls, by what they are about.

pub(crate) mod answers;
pub(crate) mod decide;
pub(crate) mod key;
pub(crate) mod log;
pub(crate) mod opening;
pub(crate) mod plan;
pub(crate) mod policy;
pub(crate) mod prepared;
pub(crate) mod system;
pub(crate) mod watch;
