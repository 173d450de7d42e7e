//! The user has everything erased, and every call of the disk fails, or every process is killed there:
//! what was said to be erased does not come back.

use std::path::Path;
use std::sync::Arc;

use menshen::seams::{Disk, Open, Seams};
use menshen::{Age, AppState, Gate, Policy, Reason, Resource};
use menshen_tests::clock::TestClock;
use menshen_tests::setup;
use menshen_tests::sim::{Failure, Fault, SimDisk};
use menshen_tests::world::access;

const DIR: &str = "/gate";
const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");

fn open(disk: &SimDisk, policy: &str) -> Gate {
    let (_, seams) = TestClock::seams();
    let seams = Seams { disk: Arc::new(disk.clone()), ..seams };
    let config = setup::config(Path::new(DIR), Policy::parse(policy).unwrap());
    Gate::open(config.seams(seams).background(false)).unwrap()
}

fn reason(gate: &Gate) -> Option<Reason> {
    gate.acquire(&access(SCAN)).err().map(|denied| denied.reason)
}

/// What an erased account must leave nowhere: its pseudonym in the ledger, and its digest.
fn traces(disk: &SimDisk) -> Vec<String> {
    let ledger = disk.open(&Path::new(DIR).join("ledger"), Open::Read).unwrap();
    let text = String::from_utf8(ledger.read_all(1 << 20).unwrap()).unwrap();
    let book: serde_json::Value = serde_json::from_str(text.split_once('\n').unwrap().1).unwrap();
    let subjects = book["subjects"].as_object().unwrap();
    let accounts = subjects.values().filter_map(|it| it["account"].as_str());
    subjects.keys().map(String::as_str).chain(accounts).map(str::to_owned).collect()
}

#[test]
fn what_was_said_to_be_erased_does_not_come_back() {
    let policy = setup::only(&[SCAN.0]);
    let calls = erase(&policy, None);
    assert!(calls > 20, "{calls}");
    for call in 1..=calls {
        let once = Failure::ALL.map(|how| Fault { call, how, lasting: false });
        let for_good = Failure::ALL.map(|how| Fault { call, how, lasting: true });
        once.into_iter().chain(for_good).for_each(|fault| {
            erase(&policy, Some(fault));
        });
    }
}

/// Erases with this fault, and judges; says how many calls it took.
fn erase(policy: &str, fault: Option<Fault>) -> u64 {
    let disk = SimDisk::default();
    let gate = open(&disk, policy);
    setup::grant(&gate, &[SCAN]);
    assert_eq!(reason(&gate), None);
    let (subject, before) = (gate.subject(), traces(&disk));
    disk.fail(fault);
    let erased = gate.erase_subject().is_ok();
    assert!(reason(&gate).is_some(), "{fault:?}");
    let _ = gate.export_log(&mut Vec::new());
    gate.maintain();
    let (calls, killed) = (disk.calls(), disk.after_kill());
    drop(gate);

    let gate = open(&killed, policy);
    assert_eq!(gate.fault(), None, "{fault:?}");
    gate.switch_subject(Some("tester"), Age::Adult).unwrap();
    gate.app_state(AppState::Foreground).unwrap();
    if erased {
        assert_ne!(gate.subject(), subject, "{fault:?}");
        assert_eq!(reason(&gate), Some(Reason::ConsentNotAsked), "{fault:?}");
        let old = format!("{subject:016x}");
        assert!(before.contains(&old) && !traces(&killed).contains(&old), "{fault:?}");
    }
    calls
}
