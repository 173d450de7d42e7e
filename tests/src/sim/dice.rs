//! Randomness that can be had again.

use std::io;
use std::sync::{Mutex, PoisonError};

use menshen::seams::Random;

/// Random numbers from a seed.
pub struct Dice(Mutex<fastrand::Rng>);

impl Dice {
    /// The same numbers for the same seed.
    pub fn with_seed(seed: u64) -> Dice {
        Dice(Mutex::new(fastrand::Rng::with_seed(seed)))
    }
}

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
        Ok(())
    }
}
