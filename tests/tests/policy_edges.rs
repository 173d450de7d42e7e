//! Policy files at their edges, and what an explanation leaves out or in.

use menshen::{
    Caller, Policy, Problem, Reason, Request, Resource, State, Target, Time, Verdict, explain,
};
use menshen_tests::setup::POLICY;
use serde_json::{Value, json};

fn edited(edit: impl FnOnce(&mut Value)) -> String {
    let mut policy: Value = serde_json::from_str(POLICY).unwrap();
    edit(&mut policy);
    policy.to_string()
}

fn purpose<'a>(policy: &'a mut Value, id: &str) -> &'a mut Value {
    let purposes = policy["purposes"].as_array_mut().unwrap();
    purposes.iter_mut().find(|it| it["id"] == id).unwrap()
}

fn errors(edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let problems = Policy::parse(&edited(edit)).map_or_else(|problems| problems.0, |_| Vec::new());
    problems.into_iter().map(|problem| problem.message).collect()
}

fn warnings(edit: impl FnOnce(&mut Value)) -> Vec<Problem> {
    Policy::warnings(&edited(edit)).unwrap()
}

#[test]
fn an_id_has_1_to_64_characters_and_begins_with_a_letter_or_digit() {
    let renamed = |id: &str| errors(|policy| policy["id"] = json!(id));
    for (id, sound) in [
        ("a".repeat(64), true),
        ("a".repeat(65), false),
        ("7-b_c.d".to_owned(), true),
        ("-a".to_owned(), false),
        (String::new(), false),
    ] {
        assert_eq!(renamed(&id).is_empty(), sound, "`{id}`");
    }
}

#[test]
fn a_caller_is_an_id_or_the_origin_of_web_pages() {
    let called = |id: &str| {
        errors(|policy| {
            let mut page = policy["sdks"][0].clone();
            page["id"] = json!(id);
            policy["sdks"].as_array_mut().unwrap().push(page);
            purpose(policy, "qr-scan")["callers"] = json!(["app", id]);
        })
    };
    for id in ["feedback", "web:https://h5.example.com", "web:https://127.0.0.1:8443"] {
        assert_eq!(called(id), [""; 0], "`{id}`");
    }
    for id in [
        "web:http://h5.example.com",
        "web:https://h5.example.com/",
        "web:https://H5.example.com",
        "web:https://",
        "web:https://*.example.com",
        "web:https://h5.example.com:",
        "web:https://h5.example.com:123456",
    ] {
        assert!(called(id)[0].contains("is not a caller"), "`{id}`");
    }
}

#[test]
fn numbers_are_whole_and_lists_that_need_an_item_have_one() {
    let broken = |value| errors(|policy| purpose(policy, "qr-scan")["limit"]["count"] = value);
    assert!(broken(json!(1)).is_empty());
    assert!(broken(json!(1.5))[0].contains("is not a whole number"));
    let empty = errors(|policy| purpose(policy, "qr-scan")["needs"][0]["scope"] = json!([]));
    assert_eq!(empty, ["needs at least 1 item(s)"]);
}

#[test]
fn the_app_is_no_sdk_and_an_error_is_named_once() {
    let named = errors(|policy| {
        policy["sdks"][0]["id"] = json!("app");
        for purpose in policy["purposes"].as_array_mut().unwrap() {
            purpose["callers"] = json!(["app"]);
        }
    });
    assert_eq!(named, ["`app` is the app itself; choose another id"]);
    let sensitive =
        errors(|policy| purpose(policy, "hum-recognition")["consent"] = json!("in_context"));
    assert_eq!(sensitive.len(), 1, "{sensitive:?}");
}

#[test]
fn a_background_scope_is_doubted_even_in_the_foreground() {
    let about = |problems: Vec<Problem>| {
        let doubts = problems.into_iter().filter(|it| it.message.contains("nearby-people"));
        doubts.map(|it| it.message).collect::<Vec<_>>()
    };
    assert!(about(warnings(|_| ())).is_empty());
    let scope = json!(["background"]);
    let doubted = warnings(|policy| purpose(policy, "nearby-people")["needs"][1]["scope"] = scope);
    assert_eq!(about(doubted), ["`nearby-people` uses the location in the background"]);
}

#[test]
fn only_a_change_newer_than_the_policy_is_doubted() {
    let doubts = |version: &str| {
        let found = warnings(|policy| policy["changes"][0]["version"] = json!(version));
        found.iter().filter(|it| it.message.contains("newer")).count()
    };
    assert_eq!((doubts("2024-08-23"), doubts("2024-08-24")), (0, 1));
}

#[test]
fn files_are_read_up_to_64_levels_and_1_mib() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let deep = |levels| Policy::parse(&nested(levels)).unwrap_err().to_string();
    assert!(!deep(65).contains("nested deeper"), "{}", deep(65));
    assert!(deep(66).contains("nested deeper"), "{}", deep(66));
    let blanks = |length: usize| " ".repeat(length - POLICY.len());
    let padded = |length: usize| Policy::parse(&format!("{POLICY}{}", blanks(length)));
    padded(1 << 20).unwrap();
    assert!(padded((1 << 20) + 1).unwrap_err().to_string().contains("1.0 MiB"));
}

fn explained(purpose: &str) -> menshen::Explanation {
    let policy = Policy::parse(POLICY).unwrap();
    let request = Request {
        purpose: policy.purpose_id(purpose),
        target: Target::Group,
        caller: Caller::App,
        user_initiated: false,
    };
    let mut state = State::new(&policy);
    state.acceptance = menshen::Acceptance::Accepted(policy.version());
    state.subject =
        menshen::Subject { kind: menshen::SubjectKind::Account, age: menshen::Age::Adult };
    explain(&policy, &state, &request, Time::from_millis(1_795_104_000_000))
}

#[test]
fn an_explanation_ends_with_the_check_that_failed_and_looks_at_every_need() {
    let video = explained("record-video");
    let last = video.checks.last().unwrap();
    assert_eq!((last.reason, last.passed), (Reason::ConsentNotAsked, false));
    assert_eq!(video.checks.iter().filter(|check| !check.passed).count(), 1);
    let facts: Vec<&str> = video.checks.iter().map(|check| check.fact.as_str()).collect();
    for resource in [Resource::Camera, Resource::Microphone, Resource::Media] {
        assert!(facts.iter().any(|fact| fact.contains(resource.name())), "{resource}: {facts:?}");
    }
    assert_eq!(video.verdict.map_err(|denied| denied.reason), Err(Reason::ConsentNotAsked));
}

#[test]
fn an_explanation_names_the_role_of_every_need() {
    let roles = |purpose: &str| -> Vec<String> {
        explained(purpose).needs.into_iter().map(|need| need.role).collect()
    };
    assert_eq!(roles("real-name-id-photo"), ["one of 2", "one of 2"]);
    assert_eq!(roles("qr-scan"), ["required", "optional"]);
    let denied: Vec<Verdict> = explained("qr-scan").needs.iter().map(|it| it.verdict).collect();
    assert!(denied.iter().all(Result::is_err));
}
