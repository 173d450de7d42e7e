//! A day of up to three processes on which anything may happen, from a seed.

use fastrand::Rng;
use menshen::{Action, AppState, Gate, Lease, OsGrant, Span};

use super::{Day, WISHES};
use crate::sim::{Failure, Fault};

const PROCESSES: [&str; 3] = ["main", ":player", ":push"];
const STATES: [AppState; 3] = [AppState::Foreground, AppState::Perceptible, AppState::Background];
const ANSWERS: [Action; 4] = [Action::Grant, Action::Grant, Action::Withdraw, Action::Refuse];

/// What goes on.
#[derive(Default)]
struct Scene {
    gates: [Option<Gate>; PROCESSES.len()],
    leases: Vec<Lease>,
}

impl Day {
    /// Goes through a day of so many acts. On a `faulty` one calls fail now and then, once or for
    /// some time.
    pub fn improvise(&mut self, acts: u64, faulty: bool, dice: &mut Rng) {
        let mut scene = Scene::default();
        scene.gates[0] = self.open(PROCESSES[0]).ok();
        if let Some(main) = scene.gates[0].clone() {
            self.begin(&main);
            (0..WISHES.len()).for_each(|wish| self.allow(&main, wish));
        }
        for _ in 0..acts {
            if faulty {
                self.trouble(dice);
            }
            if self.is_on() {
                self.act(&mut scene, dice);
            }
        }
    }

    /// The calls of an act are a few to some dozens.
    fn trouble(&self, dice: &mut Rng) {
        let how = Failure::ALL[dice.usize(..Failure::ALL.len())];
        let fault = Fault { call: dice.u64(1..40), how, lasting: dice.u8(..4) == 0 };
        match dice.u8(..6) {
            0 => self.disk.fail([fault]),
            1..3 => self.disk.fail([]),
            _ => {}
        }
    }

    fn act(&mut self, scene: &mut Scene, dice: &mut Rng) {
        let (process, wish) = (dice.usize(..PROCESSES.len()), dice.usize(..WISHES.len()));
        let Some(gate) = scene.gates[process].clone() else {
            scene.gates[process] = self.open(PROCESSES[process]).ok();
            let opened = scene.gates[process].as_ref();
            return drop(opened.map(|gate| gate.app_state(AppState::Foreground)));
        };
        match dice.u8(..20) {
            0..6 => scene.leases.extend(self.acquire(&gate, wish)),
            6..8 => scene.leases.truncate(dice.usize(..=scene.leases.len())),
            8..12 => self.answer(&gate, wish, ANSWERS[dice.usize(..ANSWERS.len())]),
            12..14 => self.ask_system(&gate, wish, dice),
            14..16 => self.pass(&gate, Span::seconds(dice.u64(1..200))),
            16 => drop(gate.app_state(STATES[dice.usize(..STATES.len())])),
            17 => self.checkpoint(&gate),
            18 => drop(gate.export_log(&mut Vec::new())),
            _ => scene.close(process, dice),
        }
    }

    /// Mostly the system says yes. Its no may end the user's consent, too.
    fn ask_system(&mut self, gate: &Gate, wish: usize, dice: &mut Rng) {
        let resource = WISHES[wish].1;
        let all: Vec<&str> = resource.scope_names().collect();
        if dice.u8(..5) > 0 {
            let _ = gate.os_changed(resource, &all, OsGrant::Granted);
            return;
        }
        self.promises[wish].answering(Action::Withdraw);
        if gate.os_changed(resource, &all, OsGrant::Denied).is_err() {
            self.promises[wish].failed(Action::Withdraw);
        }
    }
}

impl Scene {
    /// The process ends well; its leases may outlive its handle on the gate.
    fn close(&mut self, process: usize, dice: &mut Rng) {
        self.gates[process] = None;
        if dice.bool() {
            self.leases.clear();
        }
    }
}
