//! A day of two processes, the same every time.

use menshen::{Action, Age, AppState, Gate, OsGrant, Resource, Span};

use super::{Day, FRIENDS, HUM, SCAN, WISHES};

impl Day {
    /// Goes through the day.
    pub fn play(&mut self) {
        if let Ok(main) = self.open("main") {
            self.morning(&main);
            if let Ok(player) = self.open(":player") {
                self.noon(&main, &player);
            }
            self.evening(&main);
        }
        if let Ok(again) = self.open("main") {
            drop(self.acquire(&again, SCAN));
            drop(self.acquire(&again, HUM));
        }
    }

    fn morning(&mut self, gate: &Gate) {
        drop(self.acquire(gate, SCAN));
        self.begin(gate);
        self.allow(gate, SCAN);
        self.allow(gate, HUM);
        let scanning = self.acquire(gate, SCAN);
        self.pass(gate, Span::seconds(10));
        drop(scanning);
    }

    /// The user accepts the policy, signs in and is there.
    pub(super) fn begin(&self, gate: &Gate) {
        let _ = gate.policy_shown();
        let _ = gate.accept_policy();
        let _ = gate.switch_subject(Some("listener"), Age::Adult);
        let _ = gate.app_state(AppState::Foreground);
    }

    /// The user says yes, and the system does.
    pub(super) fn allow(&mut self, gate: &Gate, wish: usize) {
        self.answer(gate, wish, Action::Grant);
        let resource = WISHES[wish].1;
        let all: Vec<&str> = resource.scope_names().collect();
        let _ = gate.os_changed(resource, &all, OsGrant::Granted);
    }

    fn noon(&mut self, main: &Gate, player: &Gate) {
        let _ = player.app_state(AppState::Foreground);
        let (here, there) = (self.acquire(main, HUM), self.acquire(player, HUM));
        self.pass(main, Span::seconds(61));
        self.answer(main, HUM, Action::Withdraw);
        self.pass(player, Span::seconds(2));
        if self.hum_was_withdrawn() {
            assert!(!here.is_some_and(|lease| lease.live()), "a withdrawal ends what is under way");
        }
        drop(there);
        drop(self.acquire(player, HUM));
        self.checkpoint(main);
    }

    fn evening(&mut self, gate: &Gate) {
        self.answer(gate, FRIENDS, Action::Refuse);
        let _ = gate.os_changed(Resource::Camera, &["preview"], OsGrant::Denied);
        drop(self.acquire(gate, SCAN));
        let _ = gate.app_state(AppState::Background);
        self.pass(gate, Span::hours(3));
        let _ = gate.export_log(&mut Vec::new());
    }
}
