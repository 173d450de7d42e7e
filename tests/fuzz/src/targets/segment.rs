//! A segment of the log: read, judged, taken over, and never rewritten.

use std::path::Path;

use menshen::log::{
    Entry, Event, Item, Log, ProcessInfo, Record, Room, State, VerifyOptions, What,
};
use menshen::{AppState, Version};

use crate::choose;
use crate::device::{DIR, Device};
use crate::mend::{self, Mend};

/// Made on 2026-11-19, as the device's clock has it.
pub(super) const ID: u64 = 0x006a_fd21_0012_3456;
pub(super) const NAME: &str = "log/006afd2100123456.seg";

pub(super) fn run(bytes: &[u8]) {
    let Some(segment) = mended(bytes) else { return };
    let device = Device::new();
    device.put(NAME, &segment);
    let (before, state) = (device.entries(), judged(&device));
    for process in 1..3 {
        write(&device, process);
        keeps(&device, &before, &segment);
    }
    assert!(judged(&device) != State::Tampered || state == State::Tampered, "by going on");
}

/// The segment that these bytes are meant to be.
pub(super) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let (how, rest) = choose(bytes)?;
    let mut segment = rest.to_vec();
    mend::segment(&mut segment, ID, Mend::new(how));
    Some(segment)
}

/// What verify says, which must agree with what reading shows.
fn judged(device: &Device) -> State {
    let entries = device.entries();
    let report = device.verify(&VerifyOptions::default());
    let damage = entries.iter().find_map(|entry| match entry.item {
        // A segment of a later format is none to judge.
        Item::Damage(damage) if report.foreign == 0 => Some((entry.place, damage)),
        _ => None,
    });
    let problem = report.problems.iter().any(|problem| matches!(problem.what, What::Segment(_)));
    assert_eq!(problem, damage.is_some(), "{report:?} {damage:?}");
    let records =
        entries.iter().filter(|it| matches!(it.item, Item::Record(_) | Item::Unknown { .. }));
    assert_eq!(report.records, records.count() as u64, "{report:?}");
    report.state
}

/// Another process opens the log: what it writes is there.
fn write(device: &Device, process: u32) {
    let policy: Version = "2024-08-23".parse().unwrap();
    let (log, _) =
        Log::open(&device.seams, Path::new(DIR), &ProcessInfo { process, policy }).unwrap();
    let record = Record {
        wall: device.seams.clock.wall(),
        boot: device.seams.clock.boot(),
        process,
        subject: 0,
        app: AppState::Foreground,
        policy,
        event: Event::AppState { state: AppState::Foreground },
    };
    let place = log.append(&record, Room::Normal).unwrap();
    let written = Entry { place, item: Item::Record(record) };
    assert!(device.entries().contains(&written), "an acknowledged record is gone: {written:?}");
}

/// What could be read still can, and no byte but zeros was written over.
fn keeps(device: &Device, before: &[Entry], segment: &[u8]) {
    let now = device.entries();
    let records = before.iter().filter(|it| !matches!(it.item, Item::Damage(_)));
    for record in records {
        assert!(now.contains(record), "it is gone: {record:?}");
    }
    let bytes = device.get(NAME).unwrap();
    let kept = segment.iter().zip(&bytes).all(|(old, new)| old == new || *old == 0);
    assert!(kept && bytes.len() >= segment.len(), "what was there was written over");
}
