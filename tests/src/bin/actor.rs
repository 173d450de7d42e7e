//! A second process for the tests: it uses the gate as an app's process would.
//!
//! `actor hold DIR`    holds one lease until it is revoked, says so, and tries again
//! `actor withdraw DIR PURPOSE RESOURCE SCOPE…`  takes consents back, one after the other
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use menshen::{Access, AppState, Gate, Resource};
use menshen_tests::setup;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dir = Path::new(&args[2]);
    let gate = Gate::open(setup::config(dir, setup::unlimited()).process("actor")).unwrap();
    gate.app_state(AppState::Foreground).unwrap();
    match args[1].as_str() {
        "hold" => hold(&gate),
        "withdraw" => withdraw(&gate, &args[3..]),
        other => panic!("no such act: {other}"),
    }
}

fn hold(gate: &Gate) {
    let scan = Access::new("qr-scan", Resource::Camera, ["preview"]).unwrap();
    let lease = gate.acquire(&scan).unwrap();
    let (send, revoked) = mpsc::channel();
    lease.on_revoked(move |how| send.send(how).unwrap());
    println!("live");
    let how = revoked.recv_timeout(Duration::from_secs(20)).unwrap();
    println!("{how}");
    println!("{}", gate.acquire(&scan).unwrap_err().reason);
}

fn withdraw(gate: &Gate, scopes: &[String]) {
    for triple in scopes.chunks(3) {
        let resource: Resource = triple[1].parse().unwrap();
        let access = Access::new(&triple[0], resource, [triple[2].as_str()]).unwrap();
        gate.withdraw(&access).unwrap();
        println!("{} {} {}", triple[0], triple[1], triple[2]);
    }
}
