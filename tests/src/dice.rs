//! Chance from a seed.

use std::io;
use std::sync::{Mutex, PoisonError};

use fastrand::Rng;
use menshen::seams::Random;

/// Random numbers that a seed gives again.
pub struct Dice(Mutex<Rng>);

impl Dice {
    /// The numbers of this seed.
    pub fn new(seed: u64) -> Dice {
        Dice(Mutex::new(Rng::with_seed(seed)))
    }
}

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
        Ok(())
    }
}
