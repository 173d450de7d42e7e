//! A long log for tests and measurements: months of an app's life, written through real gates.
//!
//! `long_log DIR RECORDS`   leaves about that many records in the log of the gate's folder DIR,
//! and the policy they were written under in `DIR/policy.json`
//!
//! The same number gives the same life: visits of the app with its `:player` process beside it,
//! accesses of a dozen purposes, refusals, background, now and then a mistake for an audit to find.
use std::path::Path;
use std::sync::Arc;

use fastrand::Rng;
use menshen::log::Retention;
use menshen::seams::Seams;
use menshen::{Access, AppState, Config, Gate, Policy, Resource, Span};
use menshen_tests::clock::TestClock;
use menshen_tests::setup::{self, POLICY};

/// What the user granted.
const GRANTED: [(&str, Resource, &str); 8] = [
    ("qr-scan", Resource::Camera, "preview"),
    ("local-music", Resource::Media, "audio"),
    ("download", Resource::Media, "save"),
    ("hum-recognition", Resource::Microphone, "recognise"),
    ("nearby-people", Resource::Location, "coarse"),
    ("driving-mode", Resource::Bluetooth, "connected"),
    ("running-recommendation", Resource::Motion, "raw"),
    ("push-notifications", Resource::Notifications, "post"),
];

/// What the app asks for all the same.
const REFUSED: (&str, Resource, &str) = ("friend-recommendation", Resource::Contacts, "read");

/// How often the app is opened in this life. Opening looks at every segment, so a visit to a long
/// log is a long one.
const VISITS: u64 = 60;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, dir, records] = args.as_slice() else {
        panic!("give a folder and a number of records")
    };
    let (dir, records) = (Path::new(dir), records.parse::<u64>().expect("a number of records"));
    let mut life = Life::new(dir);
    (0..VISITS).for_each(|_| life.visit(records.div_ceil(VISITS)));
    std::fs::write(dir.join("policy.json"), POLICY).unwrap();
}

struct Life<'d> {
    dir: &'d Path,
    clock: Arc<TestClock>,
    seams: Seams,
    chance: Rng,
}

impl Life<'_> {
    fn new(dir: &Path) -> Life<'_> {
        let (clock, seams) = TestClock::seams();
        let life = Life { dir, clock, seams, chance: Rng::with_seed(4) };
        let gate = life.open("main");
        setup::grant(&gate, &GRANTED);
        life
    }

    fn open(&self, process: &str) -> Gate {
        let config = Config::new(self.dir, Policy::parse(POLICY).unwrap())
            .process(process)
            .retention(Retention { keep_all: true, ..Retention::default() })
            .call_sites(true)
            .seams(self.seams.clone())
            .background(false);
        Gate::open(config).unwrap()
    }

    /// The user opens the app, does this and that, and puts it away.
    fn visit(&mut self, records: u64) {
        self.pass(3_600_000, 20_000_000);
        let (main, player) = (self.open("main"), self.open(":player"));
        main.app_state(AppState::Foreground).unwrap();
        // An access leaves a decision and its end; a refusal at most one, so somewhat more than half.
        for _ in 0..records * 9 / 16 {
            self.pass(2_000, 60_000);
            let gate = if self.chance.u8(..4) == 0 { &player } else { &main };
            self.act(gate);
        }
        if self.chance.u8(..20) == 0 {
            self.mistake(&main);
        }
        main.app_state(AppState::Background).unwrap();
        main.maintain();
    }

    fn act(&mut self, gate: &Gate) {
        let (purpose, resource, scope) = match self.chance.usize(..GRANTED.len() + 1) {
            at if at < GRANTED.len() => GRANTED[at],
            _ => REFUSED,
        };
        let page = format!("{purpose}.page:{}", self.chance.u8(..5));
        let access = Access::new(purpose, resource, [scope]).unwrap().call_site(&page);
        let Ok(lease) = gate.acquire(&access.user_initiated(self.chance.bool())) else { return };
        self.pass(200, 20_000);
        drop(lease);
    }

    /// Something that no policy covers.
    fn mistake(&mut self, gate: &Gate) {
        let access = Access::new("qr-scan", Resource::Phone, ["number"]).unwrap();
        drop(gate.acquire(&access.call_site("Promotion.kt:40")));
    }

    fn pass(&mut self, least: u64, most: u64) {
        self.clock.pass(Span::from_millis(self.chance.u64(least..most)));
    }
}
