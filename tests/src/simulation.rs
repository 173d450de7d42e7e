//! Long histories from a seed: several processes of an app, and a person, a system, a clock and a
//! disk that do to them what they do. After every act the gates must say what a naive model of
//! ledger and leases says.
//!
//! When a call of the disk failed, or a process was killed, its act may have been done or not: then
//! there are several models, and at least one of them must go on to agree.

mod act;
mod app;
mod draw;
mod evidence;
mod expect;
mod places;
mod reference;
mod shrink;
mod when;

use std::fmt;
use std::ops::AddAssign;

pub use act::{Act, Ask, Step, Trouble};

/// What histories amounted to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Totals {
    /// Histories.
    pub histories: u64,
    /// Acts in them.
    pub acts: u64,
    /// Accesses that were compared with the model.
    pub compared: u64,
    /// Of those, the ones that were allowed.
    pub allowed: u64,
    /// Leases given.
    pub leases: u64,
    /// Processes killed.
    pub kills: u64,
    /// Calls of the disk that failed.
    pub failed_calls: u64,
}

/// Plays as many histories, one after the other from the seed.
///
/// # Panics
/// When a gate and the model differ: with the seed that gives this history again, and the acts of it
/// that suffice.
pub fn run(seed: u64, histories: u64) -> Totals {
    let mut totals = Totals::default();
    for seed in (0..histories).map(|number| seed.wrapping_add(number)) {
        let history = draw::history(seed);
        match app::play(&history) {
            Ok(of_one) => totals += of_one,
            Err(found) => panic!("{}", shrink::report(seed, history, &found)),
        }
    }
    totals
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.histories += other.histories;
        self.acts += other.acts;
        self.compared += other.compared;
        self.allowed += other.allowed;
        self.leases += other.leases;
        self.kills += other.kills;
        self.failed_calls += other.failed_calls;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Totals { histories, acts, compared, allowed, leases, kills, failed_calls } = self;
        write!(
            f,
            "{histories} histories of {acts} acts with {kills} kills and {failed_calls} failed calls: \
             {compared} accesses compared, {allowed} allowed, {leases} leases"
        )
    }
}
