//! The JUnit output, read back.

use roxmltree::{Document, Node};

use crate::bad_folder;
use crate::on_disk::Folder;

/// Each test case: its name, what it failed with, and what else it says.
fn cases(xml: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let document = Document::parse(xml).unwrap();
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    let text = |node: Node<'_, '_>, tag: &str| {
        let child = node.children().find(|child| child.has_tag_name(tag))?;
        Some(child.text().unwrap_or_default().to_owned())
    };
    let case = |node: Node<'_, '_>| {
        let name = node.attribute("name").unwrap().to_owned();
        (name, text(node, "failure"), text(node, "system-out"))
    };
    cases.map(case).collect()
}

fn junit(folder: &Folder, rest: &[&str]) -> (String, Option<i32>) {
    let rest = [&["--policy", crate::POLICY, "--format", "junit"], rest].concat();
    let output = folder.menshen(&["log", "audit"], &rest);
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

fn failed(xml: &str) -> Vec<String> {
    cases(xml).into_iter().filter(|case| case.1.is_some()).map(|case| case.0).collect()
}

#[test]
fn each_rule_is_a_test_case_and_findings_fail_it() {
    let (xml, code) = junit(&bad_folder("junit"), &[]);
    let cases = cases(&xml);
    assert_eq!((cases.len(), code), (21, Some(1)), "20 rules, and the log itself");
    assert_eq!(failed(&xml), ["without-consent", "undeclared"]);
    let text = cases[1].1.as_ref().unwrap();
    assert!(text.contains("camera:preview for `qr-scan`") && text.contains("PIPL 13"), "{text}");
    assert!(xml.contains(r#"failures="2""#), "{xml}");
}

#[test]
fn what_does_not_fail_is_said_all_the_same() {
    let (xml, code) = junit(&bad_folder("junit-on"), &["--fail-on", "violation"]);
    assert_eq!((failed(&xml), code), (vec!["without-consent".to_owned()], Some(1)));
    let undeclared = cases(&xml).into_iter().find(|case| case.0 == "undeclared").unwrap();
    assert!(undeclared.2.unwrap().contains("phone:number"));
}

#[test]
fn a_spoiled_log_fails_by_itself() {
    let case = crate::catalogue::all().find(|case| case.variant == "forged").unwrap();
    let folder = Folder::new("junit-spoiled");
    folder.write(&(case.write)());
    let (xml, _) = junit(&folder, &[]);
    assert_eq!(failed(&xml), ["log-gap", "log"]);
}
