//! A log with holes.

use super::*;
use menshen::log::GapKind;

#[test]
fn gaps_damage_and_unknown_records_are_told_of() {
    let mut log = Script::accepted();
    log.damage().breaks("log-gap", "damage");
    let mut log = Script::accepted();
    log.item(Item::Damage(Damage::Tag)).breaks("log-gap", "forged");
    let mut log = Script::accepted();
    log.item(Item::Unknown { kind: 99, version: 1 }).breaks("log-gap", "unknown-records");
    for (what, variant) in [
        (GapKind::LostRecords, "lost-records"),
        (GapKind::DamagedBlocks, "damaged-blocks"),
        (GapKind::ForeignSegments, "foreign-segments"),
    ] {
        let mut log = Script::accepted();
        let finding = log.put(Event::Gap { what, count: 4 }).breaks("log-gap", variant);
        assert_eq!(finding.count, 4);
    }
}

#[test]
fn what_reaches_across_a_hole_is_not_certain() {
    let certain = |log: &Script, rule: &str| {
        let findings = log.findings();
        findings.iter().find(|it| it.variant.rule == rule).unwrap().certain
    };
    let mut log = Script::fresh();
    log.damage().allow("qr-scan", Some(CAMERA), 0);
    assert!(!certain(&log, "before-acceptance"));
    let mut log = Script::accepted();
    log.consent("qr-scan", Some(CAMERA), Action::Refuse).damage();
    log.allow("qr-scan", Some(CAMERA), 0);
    assert!(!certain(&log, "after-refusal"));
    log.consent("qr-scan", Some(CAMERA), Action::Refuse).allow("qr-scan", Some(CAMERA), 0);
    assert!(certain(&log, "after-refusal"), "one of them is");
    let mut log = Script::accepted();
    log.prompt(PromptKind::OsDialog, CAMERA, false, PromptAnswer::Refused);
    log.put(Event::Gap { what: GapKind::LostRecords, count: 1 });
    log.prompt(PromptKind::OsDialog, CAMERA, false, PromptAnswer::Granted);
    assert!(!certain(&log, "reprompt"));
    let mut log = Script::accepted();
    log.allow("local-music", Some((Resource::Media, "audio")), 1).damage().start(2, 78);
    assert!(!certain(&log, "lease-open"));
}
