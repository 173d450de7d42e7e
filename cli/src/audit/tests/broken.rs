//! The catalogue is complete, and each of its logs breaks what it says and nothing else.

use super::catalogue::{self, Case};
use super::*;
use crate::audit::RULES;

fn found(log: &Script) -> Vec<(&'static str, &'static str)> {
    log.findings().iter().map(|it| (it.variant.rule, it.variant.id)).collect()
}

#[test]
fn every_way_of_breaking_a_rule_has_a_log() {
    let ways = RULES.iter().flat_map(|rule| rule.variants);
    let mut ways: Vec<_> = ways.map(|variant| (variant.rule, variant.id)).collect();
    let mut logs: Vec<_> = catalogue::all().map(|case| (case.rule, case.variant)).collect();
    ways.sort_unstable();
    logs.sort_unstable();
    assert_eq!(logs, ways);
}

#[test]
fn a_rule_knows_its_own_ways() {
    for rule in RULES {
        assert!(rule.variants.iter().all(|variant| variant.rule == rule.id), "{}", rule.id);
        let worst = rule.variants.iter().map(|variant| variant.severity).min();
        assert_eq!(worst, Some(rule.severity), "{}", rule.id);
    }
}

#[test]
fn each_log_breaks_just_its_rule() {
    for Case { rule, variant, write } in catalogue::all() {
        assert_eq!(found(&write()), [(rule, variant)]);
    }
}

#[test]
fn without_what_breaks_it_each_log_is_clean() {
    for Case { rule, variant, write } in catalogue::all() {
        assert_eq!(found(&write().reformed()), [], "{rule}/{variant}");
    }
}

#[test]
fn every_finding_reads_well_in_both_languages() {
    let policy = policy();
    for Case { rule, variant, write } in catalogue::all() {
        let finding = write().findings().remove(0);
        for lang in [crate::lang::Lang::Zh, crate::lang::Lang::En] {
            let sentence = finding.sentence(&policy, lang);
            assert!(!sentence.contains(['{', '}']), "{rule}/{variant}: {sentence}");
            assert!(!sentence.contains("  "), "{rule}/{variant}: {sentence}");
        }
    }
}
