//! When calls fail, and how.

use std::io;

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The disk is full: `ENOSPC`.
    NoSpace,
    /// The device is broken: `EIO`.
    Broken,
    /// A signal came: `EINTR`.
    Interrupted,
    /// It is not allowed: `EACCES`.
    NotAllowed,
    /// The file is gone: `ENOENT`.
    Gone,
    /// Too many files are open: `EMFILE`.
    TooMany,
    /// A write is cut off halfway, then the disk is full.
    Short,
}

impl Failure {
    /// All of them.
    pub const ALL: [Failure; 7] = [
        Failure::NoSpace,
        Failure::Broken,
        Failure::Interrupted,
        Failure::NotAllowed,
        Failure::Gone,
        Failure::TooMany,
        Failure::Short,
    ];

    fn error(self) -> io::Error {
        io::Error::from_raw_os_error(match self {
            Failure::NoSpace | Failure::Short => 28,
            Failure::Broken => 5,
            Failure::Interrupted => 4,
            Failure::NotAllowed => 13,
            Failure::Gone => 2,
            Failure::TooMany => 24,
        })
    }
}

/// Calls that fail: the one with this number, or all from it on.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The number of the call, from 1.
    pub call: u64,
    /// How it fails.
    pub how: Failure,
    /// Whether all later ones fail too.
    pub lasting: bool,
}

#[derive(Default)]
pub(super) struct Faults {
    calls: u64,
    faults: Vec<Fault>,
}

impl Faults {
    pub(super) fn new(faults: impl IntoIterator<Item = Fault>) -> Faults {
        Faults { calls: 0, faults: faults.into_iter().collect() }
    }

    pub(super) fn calls(&self) -> u64 {
        self.calls
    }

    /// Counts a call; an error when it is to fail.
    pub(super) fn call(&mut self) -> io::Result<()> {
        self.next().map_or(Ok(()), |how| Err(how.error()))
    }

    /// Counts a write; how much of it gets done, and how it ends.
    pub(super) fn write(&mut self, bytes: usize) -> (usize, io::Result<()>) {
        match self.next() {
            None => (bytes, Ok(())),
            Some(Failure::Short) => (bytes / 2, Err(Failure::Short.error())),
            Some(how) => (0, Err(how.error())),
        }
    }

    fn next(&mut self) -> Option<Failure> {
        self.calls += 1;
        let calls = self.calls;
        let now = |it: &&Fault| calls == it.call || (it.lasting && calls > it.call);
        self.faults.iter().find(now).map(|fault| fault.how)
    }
}
