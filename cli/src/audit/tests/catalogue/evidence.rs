//! The log itself.

use menshen::AppState;
use menshen::log::{Damage, Event, GapKind, Item};

use super::super::script::*;
use super::Cases;

pub(super) const CASES: Cases = &[
    ("log-gap", "lost-records", || gap(GapKind::LostRecords)),
    ("log-gap", "damaged-blocks", || gap(GapKind::DamagedBlocks)),
    ("log-gap", "foreign-segments", || gap(GapKind::ForeignSegments)),
    ("log-gap", "damage", || spoiled(Item::Damage(Damage::Frame))),
    ("log-gap", "forged", || spoiled(Item::Damage(Damage::Tag))),
    ("log-gap", "unknown-records", || spoiled(Item::Unknown { kind: 99, version: 1 })),
    ("unsigned", "never-signed", || {
        let mut log = Script::installed();
        goes_on(&mut log);
        log
    }),
    ("unsigned", "long-tail", || {
        let mut log = Script::installed();
        log.put(Event::Checkpoint { number: 1, digest: 0 });
        goes_on(&mut log);
        log
    }),
];

fn gap(what: GapKind) -> Script {
    let mut log = Script::installed();
    log.culprit(|log| log.put(Event::Gap { what, count: 4 }));
    log
}

/// The last record is none any more.
fn spoiled(item: Item) -> Script {
    let mut log = Script::installed();
    log.wait(MINUTE).culprit(|log| log.item(item));
    log
}

/// A hundred records and more, over twenty minutes; without some of them there are fewer.
fn goes_on(log: &mut Script) {
    goes_to_and_fro(log);
    log.culprit(goes_to_and_fro);
}

fn goes_to_and_fro(log: &mut Script) -> &mut Script {
    for _ in 0..60 {
        log.wait(10 * SECOND).goes(AppState::Foreground);
    }
    log
}
