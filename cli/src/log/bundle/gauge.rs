//! A reader that is given only so much at a time.

use std::cell::Cell;
use std::io::{self, Read};

/// How much may still be read, and whether the end was met.
pub(super) struct Gauge {
    total: Cell<u64>,
    now: Cell<u64>,
    ended: Cell<bool>,
}

impl Gauge {
    /// Nothing may be read before [`Gauge::allow`], and never more than `total`.
    pub(super) fn new(total: u64) -> Gauge {
        Gauge { total: Cell::new(total), now: Cell::new(0), ended: Cell::new(false) }
    }

    /// Allows this much from here on, whatever was left.
    pub(super) fn allow(&self, bytes: u64) {
        self.now.set(bytes.min(self.total.get()));
    }

    /// Whether somebody has read up to the end.
    pub(super) fn ended(&self) -> bool {
        self.ended.get()
    }
}

/// A reader watched by a gauge.
pub(super) struct Gauged<'g, R> {
    pub(super) inner: R,
    pub(super) gauge: &'g Gauge,
}

impl<R: Read> Read for Gauged<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let Gauge { total, now, ended } = self.gauge;
        let most = usize::try_from(now.get()).unwrap_or(usize::MAX).min(bytes.len());
        if most == 0 && !bytes.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.inner.read(bytes.get_mut(..most).unwrap_or_default())?;
        ended.set(ended.get() || (read == 0 && most > 0));
        now.set(now.get() - read as u64);
        total.set(total.get() - read as u64);
        Ok(read)
    }
}
