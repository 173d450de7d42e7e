//! Commands print; nobody wants to read what they say of noise.

use std::fs::File;
use std::os::fd::OwnedFd;

use rustix::io::dup;
use rustix::stdio::{dup2_stderr, dup2_stdout, stderr, stdout};

/// As long as it is there, standard output and error go nowhere.
pub(crate) struct Silence {
    out: OwnedFd,
    err: OwnedFd,
}

impl Silence {
    pub(crate) fn new() -> Silence {
        let kept = Silence { out: dup(stdout()).unwrap(), err: dup(stderr()).unwrap() };
        let nowhere = File::create("/dev/null").unwrap();
        dup2_stdout(&nowhere).and_then(|()| dup2_stderr(&nowhere)).unwrap();
        kept
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        dup2_stdout(&self.out).and_then(|()| dup2_stderr(&self.err)).unwrap();
    }
}
