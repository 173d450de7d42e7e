//! The small files beside ledger and log: whatever they hold, the gate opens or says why not, and
//! what it allows is on record.

use menshen::log::{Event, Item};
use menshen::{AppState, Span};

use crate::device::Device;
use crate::phone::{PHONE, WISHES, access};

/// Every file that a gate reads or finds in its way.
const NAMES: [&str; 12] = [
    "budget",
    "budget.next",
    "budget.lock",
    "key",
    "ledger.next",
    "ledger.damaged",
    "ledger.lock",
    "presence/0000002a",
    "presence/odd",
    "log/checkpoint.new",
    "log/checkpoint.lock",
    "log/odd.seg",
];

pub(super) fn run(bytes: &[u8]) {
    let device = PHONE.device();
    for (name, file) in files(bytes) {
        device.put(name, file);
    }
    let Ok(gate) = device.gate() else { return };
    let _ = gate.app_state(AppState::Foreground);
    let mut given = Vec::new();
    for wish in WISHES {
        given.extend(gate.acquire(&access(wish)).map(|lease| lease.id()));
        device.pass(&gate, Span::minutes(1));
    }
    let _ = (gate.withdraw(&access(WISHES[0])), gate.checkpoint(), gate.usage(gate.now()));
    drop(gate);
    let recorded = leases(&device.killed());
    assert!(given.iter().all(|lease| recorded.contains(lease)), "allowed without a record");
}

/// Name, length and content of each, as many as fit.
fn files(mut bytes: &[u8]) -> impl Iterator<Item = (&'static str, &[u8])> {
    std::iter::from_fn(move || {
        let ([name, length], rest) = bytes.split_first_chunk()?;
        let length = usize::from(*length) * 4;
        let (file, rest) = rest.split_at(length.min(rest.len()));
        bytes = rest;
        Some((NAMES[usize::from(*name) % NAMES.len()], file))
    })
}

fn leases(device: &Device) -> Vec<u64> {
    let entries = device.entries().into_iter();
    let decisions = entries.filter_map(|entry| match entry.item {
        Item::Record(record) => match record.event {
            Event::Decision(decision) => Some(decision),
            _ => None,
        },
        _ => None,
    });
    decisions.flat_map(|it| it.uses.iter().map(|it| it.lease).collect::<Vec<_>>()).collect()
}
