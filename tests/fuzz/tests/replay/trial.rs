//! One input, given to one target.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once};

use menshen_fuzz::Target;

/// What the last panic said. One that was caught on its way counts too: it should not have been.
static SAID: Mutex<Option<String>> = Mutex::new(None);
static LISTENING: Once = Once::new();

/// An input that brings about what must not be.
pub(crate) struct Finding {
    target: &'static str,
    from: String,
    said: String,
    kept: PathBuf,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { target, from, said, kept } = self;
        let kept = kept.display();
        write!(
            f,
            "{target}: {from}: {said}\nagain: cargo test -p menshen-fuzz --test replay -- {target} {kept}"
        )
    }
}

pub(crate) fn run(target: &Target, from: &str, bytes: &[u8]) -> Option<Finding> {
    LISTENING.call_once(|| {
        set_hook(Box::new(|panic| {
            eprintln!("{panic}");
            *SAID.lock().unwrap() = Some(panic.to_string());
        }));
    });
    let done = catch_unwind(AssertUnwindSafe(|| (target.run)(bytes)));
    let said = SAID.lock().unwrap().take();
    assert!(done.is_ok() || said.is_some(), "a panic says something");
    said.map(|said| Finding {
        target: target.name,
        from: from.to_owned(),
        said,
        kept: keep(target, bytes),
    })
}

/// The bytes in a file, for trying them again.
fn keep(target: &Target, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("found-{}", target.name));
    std::fs::write(&path, bytes).unwrap();
    path
}
