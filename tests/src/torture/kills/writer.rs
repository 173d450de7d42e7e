//! A process that is there to be killed: it uses the gate in every way, and says on its pipe what it
//! was promised.

use std::io::Write;

use fastrand::Rng;
use menshen::{Action, AppState, Gate, GateError, Lease, LedgerError, log::CheckpointError};

use super::site::{Place, SHARED};
use super::word::Word;
use crate::promise::{answer, stands};
use crate::world::access;

/// How many leases it holds at most.
const HELD: usize = 16;
/// The acts that are about leases alone, and all of them.
const WRITING: u8 = 190;
const ALL: u8 = 254;

/// Uses the gate until it is killed.
pub fn run(args: &[String]) {
    let place = Place::parse(args);
    let gate = place.open();
    say(Word::Opened);
    gate.app_state(AppState::Foreground).unwrap();
    let mut rng = Rng::with_seed(place.seed);
    let acts = if rng.u8(..16) == 0 { WRITING } else { ALL };
    let stands = stands(&gate, place.own()).unwrap();
    let mut writer = Writer { place, gate, rng, acts, leases: Vec::new(), stands };
    loop {
        writer.act();
    }
}

struct Writer {
    place: Place,
    gate: Gate,
    rng: Rng,
    /// Up to which of its acts it goes: some only write, as fast as they can.
    acts: u8,
    leases: Vec<Lease>,
    /// What the user last said about the purpose that only this writer asks for.
    stands: Option<Action>,
}

impl Writer {
    fn act(&mut self) {
        match self.rng.u8(..self.acts) {
            0..140 => self.acquire(),
            140..190 if !self.leases.is_empty() => {
                drop(self.leases.swap_remove(self.rng.usize(..self.leases.len())));
            }
            190..220 => self.answer(),
            220..240 => self.gate.maintain(),
            240..251 => self.sign(),
            251..253 => self.leave(),
            253..ALL => self.gate.export_log(&mut std::io::sink()).unwrap(),
            _ => {}
        }
    }

    fn acquire(&mut self) {
        let lease = self.gate.acquire(&access(SHARED)).unwrap();
        say(Word::Lease(lease.id()));
        self.leases.push(lease);
        if self.leases.len() > HELD {
            self.leases.clear();
        }
    }

    /// The user changes their mind; from then on the gate must hold to it.
    fn answer(&mut self) {
        let action = match self.stands {
            Some(Action::Grant) if self.rng.bool() => Action::Withdraw,
            Some(Action::Grant) => Action::Refuse,
            _ => Action::Grant,
        };
        say(Word::Answering(action));
        match answer(&self.gate, self.place.own(), action) {
            Ok(()) => {}
            Err(GateError::Ledger(LedgerError::Busy)) => wait_to_be_killed(),
            Err(error) => panic!("{error}"),
        }
        say(Word::Answered(action));
        self.stands = Some(action);
        let allowed =
            self.gate.acquire(&access(self.place.own())).map(|lease| say(Word::Lease(lease.id())));
        assert_eq!(allowed.is_ok(), action == Action::Grant, "{action:?} and then {allowed:?}");
    }

    fn sign(&self) {
        match self.gate.checkpoint() {
            Ok(()) | Err(GateError::Checkpoint(CheckpointError::Busy)) => {}
            Err(error) => panic!("{error}"),
        }
    }

    fn leave(&self) {
        self.gate.app_state(AppState::Background).unwrap();
        self.gate.app_state(AppState::Foreground).unwrap();
    }
}

/// Where the machine is so busy that another process holds the ledger for two seconds.
fn wait_to_be_killed() -> ! {
    loop {
        std::thread::park();
    }
}

fn say(word: Word) {
    let line = format!("{word}\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
}
