//! The demo must run to its end.

use crate::command;
use crate::failure::Done;
use crate::temp::TempDir;

/// Plays the demo in a folder of its own.
pub(crate) fn check() -> Done {
    let dir = TempDir::new("demo")?;
    command::run(command::menshen("demo --dir").arg(dir.path().join("day")))
}
