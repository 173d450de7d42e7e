//! A consent ledger: opened or refused, and nothing is allowed that does not stand in it.

use menshen::{AppState, Gate, Reason};
use serde_json::Value;

use crate::device::Device;
use crate::phone::{WISHES, Wish, access};
use crate::{choose, mend};

const MENDED: u8 = 1;

pub(super) fn run(bytes: &[u8]) {
    let Some((how, rest)) = choose(bytes) else { return };
    let mended = how & MENDED != 0;
    let file = if mended { mend::ledger(rest) } else { rest.to_vec() };
    let device = Device::new();
    device.put("ledger", &file);
    let gate = device.gate().expect("a gate opens whatever its ledger is");
    match gate.fault() {
        Some(_) => denies_everything(&gate),
        None => lives(&device, &gate, &Book::of(&file)),
    }
}

/// A ledger that cannot be read stays as it is.
fn denies_everything(gate: &Gate) {
    assert!(gate.accept_policy().is_err());
    for wish in WISHES {
        let denied = gate.check(&access(wish)).expect_err("allowed without a ledger");
        assert_eq!(denied.reason, Reason::GateFault);
    }
}

fn lives(device: &Device, gate: &Gate, book: &Book) {
    let _ = (gate.own_copy(), gate.receipts(), gate.app_state(AppState::Foreground));
    for wish in WISHES {
        if gate.check(&access(wish)).is_ok() {
            assert!(book.grants(wish), "{wish:?} was allowed by {}", book.0);
        }
        stays_withdrawn(device, gate, wish);
    }
    let _ = gate.erase_subject();
    assert!(gate.fault().is_none(), "{:?}", gate.fault());
}

fn stays_withdrawn(device: &Device, gate: &Gate, wish: Wish) {
    if gate.withdraw(&access(wish)).is_err() {
        return;
    }
    assert!(gate.check(&access(wish)).is_err(), "{wish:?} was withdrawn");
    let again = device.killed().gate().unwrap();
    assert_eq!(again.fault(), None, "what was written can be read");
    let _ = again.app_state(AppState::Foreground);
    assert!(again.check(&access(wish)).is_err(), "{wish:?} was withdrawn, and came back");
}

/// The ledger's JSON, read without the gate.
struct Book(Value);

impl Book {
    fn of(file: &[u8]) -> Book {
        let body = file.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        Book(serde_json::from_slice(&file[body..]).expect("an open ledger is JSON"))
    }

    /// Whether policy, user and system are for it, as far as one can tell without the rules.
    fn grants(&self, (purpose, resource, _): Wish) -> bool {
        let Book(book) = self;
        let subject = &book["subjects"][book["current"].as_str().unwrap_or_default()];
        let about = |it: &Value| it["resource"] == resource.name();
        let answered = list(&subject["answers"])
            .any(|it| about(it) && it["purpose"] == purpose && it["answer"] == "granted");
        let by_policy = purpose == "clipboard-command";
        let off = list(&book["switched_off"]).any(|it| it == resource.name());
        let accepted =
            book["policy"]["accepted"].is_array() && book["policy"]["declined"].is_null();
        accepted && (answered || by_policy) && !off
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
