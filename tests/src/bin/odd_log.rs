//! A log for those who show logs: names that would like to be markup, observe mode, a use past the
//! gate, every kind of answer.
//!
//! `odd_log DIR`   leaves it in the gate's folder DIR, with the policy in `DIR/policy.json`
use std::path::Path;

use menshen::{Access, Answer, AppState, Config, Gate, Observed, OsGrant, Policy, Resource, Span};
use menshen_tests::clock::TestClock;
use menshen_tests::setup::{self, POLICY};

const PLANTED: &str = "</script><img src=x onerror=alert(1)>";

fn main() {
    let dir = std::env::args().nth(1).expect("give a folder");
    let dir = Path::new(&dir);
    let (clock, seams) = TestClock::seams();
    let config = Config::new(dir, Policy::parse(POLICY).unwrap())
        .process(PLANTED)
        .call_sites(true)
        .observe(["friend-recommendation"])
        .seams(seams)
        .background(false);
    let gate = Gate::open(config).unwrap();
    setup::grant(&gate, &[("qr-scan", Resource::Camera, "preview")]);
    // Enough for several blocks, so that damage in one leaves the others.
    for _ in 0..150 {
        clock.pass(Span::minutes(7));
        drop(gate.acquire(&access("qr-scan", Resource::Camera, "preview")));
    }
    clock.pass(Span::minutes(7));
    odd(&gate);
    gate.checkpoint().unwrap();
    std::fs::write(dir.join("policy.json"), POLICY).unwrap();
}

fn odd(gate: &Gate) {
    drop(gate.acquire(&access(PLANTED, Resource::Camera, "preview")));
    drop(gate.acquire(&access("friend-recommendation", Resource::Contacts, "read")));
    let _ = gate.may_use(PLANTED);
    let _ = gate.may_start(PLANTED);
    let scopes = Resource::Microphone.scope("record").unwrap();
    gate.os_observed(Observed { resource: Resource::Microphone, scopes, attribution: PLANTED });
    let scan = access("qr-scan", Resource::Camera, "preview");
    gate.withdraw(&scan).unwrap();
    gate.answer(&scan, Answer::Refuse).unwrap();
    gate.os_changed(Resource::Camera, &["preview"], OsGrant::Denied).unwrap();
    gate.decline_policy().unwrap();
    gate.app_state(AppState::Background).unwrap();
}

fn access(purpose: &str, resource: Resource, scope: &str) -> Access {
    Access::new(purpose, resource, [scope]).unwrap().call_site(PLANTED)
}
