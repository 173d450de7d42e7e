//! Logs that were written under several versions of the policy.

use super::*;
use menshen::Version;

/// The policy as it was at this version, with other limits for the clipboard.
fn version(version: &str, min_interval: &str) -> Policy {
    let mut file: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    (file["version"], file["effective"]) = (version.into(), version.into());
    file["changes"] = serde_json::json!([]);
    let purposes = file["purposes"].as_array_mut().unwrap();
    let purpose = purposes.iter_mut().find(|it| it["id"] == "clipboard-command").unwrap();
    purpose["limit"]["min_interval"] = min_interval.into();
    Policy::parse(&file.to_string()).unwrap()
}

/// Two reads, ten seconds apart, under this version.
fn reads(version: &'static str) -> Script {
    let mut log = Script::fresh();
    log.version = version;
    log.policy(PolicyAct::Accepted);
    let of = Some((Resource::Clipboard, "match"));
    log.allow("clipboard-command", of, 0).wait(10 * SECOND).allow("clipboard-command", of, 0);
    log
}

#[test]
fn each_record_is_judged_by_the_policy_it_was_written_under() {
    let (strict, lax) = (version("2024-01-01", "1m"), version("2025-01-01", "2s"));
    let judged = |written: &'static str| {
        let policies = Policies::new(&lax, vec![&strict]);
        let findings = reads(written).judge_by(policies).findings;
        findings.iter().map(|it| it.policy.unwrap()).collect::<Vec<Version>>()
    };
    let strict_one: Version = "2024-01-01".parse().unwrap();
    // Its own version; the nearest older one; of those that are all newer, the oldest.
    for (written, by_the_strict) in
        [("2024-01-01", true), ("2024-12-31", true), ("2023-01-01", true), ("2025-01-01", false)]
    {
        assert_eq!(judged(written) == [strict_one], by_the_strict, "{written}");
    }
}

#[test]
fn by_one_policy_all_records_are_judged() {
    let strict = version("2024-01-01", "1m");
    for written in ["2020-01-01", "2024-01-01", "2029-01-01"] {
        assert_eq!(reads(written).judge(&strict).findings.len(), 1, "{written}");
    }
}

#[test]
fn the_report_names_the_version_that_was_gone_by_where_it_is_another() {
    let (strict, lax) = (version("2024-01-01", "1m"), version("2025-01-01", "2s"));
    let policies = Policies::new(&lax, vec![&strict]);
    let text = reads("2024-03-01").judge_by(policies.clone()).as_text(crate::lang::Lang::En);
    assert!(
        text.contains("3 records of policy version 2024-03-01 held against 2024-01-01"),
        "{text}"
    );
    let text = reads("2024-01-01").judge_by(policies).as_text(crate::lang::Lang::En);
    assert!(!text.contains("version 2024-01-01 held"), "{text}");
}
