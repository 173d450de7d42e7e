//! Every edit of the shipped policies, one at a time and together, there and back.

use menshen::Policy;
use serde_json::{Value, json};

use super::Comparison;
use super::difference::{Difference, Place};
use super::edit::with_changes;

const NETEASE: &str = include_str!("../../../../policies/netease-cloud-music.json");
const X_STUDIO: &str = include_str!("../../../../policies/x-studio.json");

/// A place, a field and a direction.
type Found = (String, &'static str, &'static str);

/// What an edit does to a purpose, and what the diff must say: fields and directions. None where
/// the edit does not apply.
type Edit = fn(&mut Value) -> Option<Vec<(&'static str, &'static str)>>;

fn has_need(purpose: &Value, resource: &str, scope: &str) -> Option<usize> {
    let needs = purpose["needs"].as_array().unwrap();
    needs.iter().position(|need| need["resource"] == resource && need["scope"] == json!([scope]))
}

const EDITS: &[Edit] = &[
    |it| {
        it["title"]["en"] = "Another title".into();
        Some(vec![("title", "neutral")])
    },
    |it| {
        it["prompt"]["zh-CN"] = "另一段告知".into();
        Some(vec![("prompt", "neutral")])
    },
    |it| {
        it["clauses"].as_array_mut().unwrap().push("九9".into());
        Some(vec![("clauses", "neutral")])
    },
    |it| {
        let known = it["retention"].is_string();
        it["retention"] = "900d".into();
        Some(vec![("retention", if known { "widened" } else { "narrowed" })])
    },
    |it| {
        let further = it["context"] != "background";
        it["context"] = "background".into();
        further.then(|| vec![("context", "widened")])
    },
    |it| {
        let open = it["guests"].as_bool().unwrap();
        it["guests"] = (!open).into();
        Some(vec![("guests", if open { "narrowed" } else { "widened" })])
    },
    |it| {
        let more = json!({"zh-CN": "别的信息", "en": "Something else"});
        match it.get_mut("data") {
            Some(data) => data.as_array_mut().unwrap().push(more),
            None => it["data"] = json!([more]),
        }
        Some(vec![("data", "widened")])
    },
    |it| {
        let callers = it["callers"].as_array_mut().unwrap();
        let known = callers.contains(&"helper".into());
        callers.push("helper".into());
        (!known).then(|| vec![("callers", "widened")])
    },
    |it| {
        let need = json!({"resource": "phone", "scope": ["number"]});
        it["needs"].as_array_mut().unwrap().push(need);
        Some(vec![("needs", "widened")])
    },
    |it| {
        let index = has_need(it, "camera", "preview")?;
        it["needs"][index]["scope"] = json!(["photo"]);
        Some(vec![("needs", "widened")])
    },
    |it| {
        let index = it["needs"].as_array()?.iter().position(|need| need["optional"] == true)?;
        it["needs"][index]["optional"] = false.into();
        Some(vec![("needs.use", "widened")])
    },
    |it| {
        let index = it["needs"].as_array()?.iter().position(|it| it["consent"] == "in_context")?;
        it["needs"][index]["consent"] = "separate".into();
        Some(vec![("needs.consent", "narrowed")])
    },
    |it| {
        let policy = it["consent"] == "policy";
        it["consent"] = "in_context".into();
        policy.then(|| vec![("consent", "narrowed")])
    },
    |it| {
        let sensitive = it["sensitive"].as_bool().unwrap();
        it["sensitive"] = false.into();
        sensitive.then(|| vec![("sensitive", "widened")])
    },
    |it| {
        let consent = it["basis"] == "consent" && it["basis_reason"].is_null();
        it["basis"] = "law".into();
        it["basis_reason"] = json!({"zh-CN": "依法", "en": "The law says so"});
        consent.then(|| vec![("basis", "widened"), ("basis_reason", "neutral")])
    },
    |it| {
        let limit = it["limit"].as_object_mut()?;
        let count = limit["count"].as_u64().unwrap();
        limit.insert("count".to_owned(), (count + 1).into());
        Some(vec![("limit.count", "widened")])
    },
    |it| {
        let limit = it["limit"].as_object_mut()?;
        limit.insert("min_interval".to_owned(), "5h".into());
        Some(vec![("limit.min_interval", "narrowed")])
    },
    |it| it.as_object_mut()?.remove("limit").map(|_| vec![("limit", "widened")]),
];

fn seed(text: &str) -> Value {
    let mut policy: Value = serde_json::from_str(text).unwrap();
    let helper = json!({"id": "helper", "name": "H", "category": "c", "clause": "六9"});
    policy["sdks"].as_array_mut().unwrap().push(helper);
    policy
}

/// The policy with one purpose only, which is read sooner.
fn alone(policy: &Value, purpose: &Value) -> Value {
    let mut policy = policy.clone();
    policy["changes"] = json!([]);
    policy["purposes"] = json!([purpose]);
    for sdk in policy["sdks"].as_array_mut().unwrap() {
        sdk["purposes"] = json!([]);
    }
    policy
}

fn parse(policy: &Value) -> Policy {
    Policy::parse(&policy.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The policy, a version later.
fn later(policy: &Value) -> Value {
    let mut policy = policy.clone();
    policy["version"] = "2026-01-01".into();
    policy
}

fn found(comparison: &Comparison<'_>) -> Vec<Found> {
    let of = |it: &Difference| {
        let place = match &it.place {
            Place::Policy => "policy".to_owned(),
            Place::Purpose(id) | Place::Sdk(id) => id.clone(),
        };
        (place, it.field.path, it.effect.direction())
    };
    comparison.differences.iter().map(of).collect()
}

fn back(direction: &'static str) -> &'static str {
    match direction {
        "widened" => "narrowed",
        "narrowed" => "widened",
        other => other,
    }
}

/// Holds two policies against each other, both ways.
fn holds(old: &Value, new: &Value, mut expected: Vec<Found>) {
    let (old, new) = (parse(old), parse(new));
    let mut there = found(&Comparison::new(&old, &new));
    there.sort();
    expected.sort();
    assert_eq!(there, expected);
    let mut again = found(&Comparison::new(&new, &old));
    again.sort();
    expected.iter_mut().for_each(|it| it.2 = back(it.2));
    expected.sort();
    assert_eq!(again, expected, "and back");
}

#[test]
fn a_policy_does_not_differ_from_itself() {
    for text in [NETEASE, X_STUDIO] {
        let policy = Policy::parse(text).unwrap();
        let comparison = Comparison::new(&policy, &policy);
        assert!(comparison.differences.is_empty() && comparison.missing.is_empty());
    }
}

#[test]
fn every_edit_of_every_purpose_is_named_and_nothing_else() {
    let mut edits = 0;
    for text in [NETEASE, X_STUDIO] {
        let all = seed(text);
        for purpose in all["purposes"].as_array().unwrap() {
            let old = alone(&all, purpose);
            for edit in EDITS {
                let mut new = later(&old);
                let Some(said) = edit(&mut new["purposes"][0]) else { continue };
                let id = purpose["id"].as_str().unwrap();
                let expected = said.into_iter().map(|(field, way)| (id.to_owned(), field, way));
                holds(&old, &new, expected.collect());
                edits += 1;
            }
        }
    }
    assert!(edits > 1000, "{edits}");
}

#[test]
fn many_edits_at_once_are_all_named() {
    let old = seed(NETEASE);
    for round in 0..EDITS.len() {
        let mut new = later(&old);
        let mut expected = Vec::new();
        for index in 0..old["purposes"].as_array().unwrap().len() {
            let before = new["purposes"][index].clone();
            match EDITS[(index + round) % EDITS.len()](&mut new["purposes"][index]) {
                Some(said) => {
                    let id = before["id"].as_str().unwrap();
                    let said = said.into_iter();
                    expected.extend(said.map(|(field, way)| (id.to_owned(), field, way)));
                }
                None => new["purposes"][index] = before,
            }
        }
        holds(&old, &new, expected);
    }
}

#[test]
fn the_order_of_purposes_needs_and_data_is_no_difference() {
    let old = seed(NETEASE);
    let mut new = later(&old);
    new["purposes"].as_array_mut().unwrap().reverse();
    for purpose in new["purposes"].as_array_mut().unwrap() {
        for list in ["data", "callers", "needs"] {
            if let Some(Value::Array(list)) = purpose.get_mut(list) {
                list.reverse();
            }
        }
    }
    holds(&old, &new, Vec::new());
}

#[test]
fn alternatives_that_change_partners_are_told_without_a_direction() {
    let need = |resource: &str, scope: &str| json!({"resource": resource, "scope": [scope]});
    let (camera, media) = (need("camera", "photo"), need("media", "pick"));
    let (motion, wifi) = (need("motion", "raw"), need("wifi", "state"));
    let old = seed(X_STUDIO);
    let (mut first, mut second) = (old.clone(), later(&old));
    first["purposes"][0]["needs"] =
        json!([{"any_of": [camera, media]}, {"any_of": [motion, wifi]}]);
    second["purposes"][0]["needs"] =
        json!([{"any_of": [camera, motion]}, {"any_of": [media, wifi]}]);
    let id = old["purposes"][0]["id"].as_str().unwrap().to_owned();
    holds(&first, &second, vec![(id, "needs.any_of", "neutral")]);
}

/// The policy in other layouts.
fn layouts(text: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(text).unwrap();
    let pretty = format!("{value:#}\n");
    let without = text.replace("\n  \"changes\": [],", "");
    assert!(without.len() < text.len());
    let tabs: String = text.lines().map(|line| tabbed(line) + "\n").collect();
    vec![text.into(), text.replace('\n', "\r\n"), value.to_string(), pretty, without, tabs]
}

fn tabbed(line: &str) -> String {
    let rest = line.trim_start();
    "\t".repeat((line.len() - rest.len()) / 2) + rest
}

/// The text without its list of changes, nor the comma before it.
fn rest(text: &str) -> String {
    let Some(start) = text.find("\"changes\"") else { return text.to_owned() };
    let open = start + text[start..].find('[').unwrap();
    let mut depth = 0;
    let close = text[open..].find(|letter| {
        depth += i32::from(letter == '[') - i32::from(letter == ']');
        depth == 0
    });
    let before = text[..start].trim_end().trim_end_matches(',');
    let after = text[open + close.unwrap() + 1..].trim_start_matches(',');
    format!("{before}{after}")
}

#[test]
fn recording_touches_nothing_but_the_changes_whatever_the_layout() {
    let old = Policy::parse(X_STUDIO).unwrap();
    let text = X_STUDIO
        .replacen("2023-06-12", "2026-01-01", 1)
        .replacen("\"guests\": true", "\"guests\": false", 1)
        .replacen("\"context\": \"foreground\"", "\"context\": \"background\"", 2);
    for text in layouts(&text) {
        let new = Policy::parse(&text).unwrap();
        let comparison = Comparison::new(&old, &new);
        let entries = comparison.missing.merged(new.file());
        let written = with_changes(&text, new.version(), &entries).unwrap();
        let recorded = Policy::parse(&written).unwrap_or_else(|error| panic!("{error}\n{written}"));
        let again = Comparison::new(&old, &recorded);
        assert!(again.missing.is_empty() && again.surplus.is_empty());
        let squeezed = |text: &str| rest(text).replace([',', ' ', '\r', '\n', '\t'], "");
        assert_eq!(squeezed(&written), squeezed(&text));
        assert_eq!(text.contains('\r'), written.contains('\r'));
        assert_eq!(text.contains('\n'), written.contains('\n'));
        assert_eq!(written.matches("\r\n").count(), written.matches('\r').count());
    }
}

#[test]
fn a_new_entry_looks_like_its_neighbours_and_the_neighbours_stay() {
    let old = Policy::parse(NETEASE).unwrap();
    let text = NETEASE
        .replacen("\"version\": \"2024-08-23\",\n", "\"version\": \"2026-01-01\",\n", 1)
        .replacen("\"retention\": \"0d\"", "\"retention\": \"7d\"", 1);
    let new = Policy::parse(&text).unwrap();
    let entries = Comparison::new(&old, &new).missing.merged(new.file());
    let written = with_changes(&text, new.version(), &entries).unwrap();
    let line = "    {\"version\": \"2026-01-01\", \"kinds\": [\"longer_retention\"], \
        \"purposes\": [\"qr-scan\"]}\n";
    let before = "\"purposes\": [\"device-info\"]}";
    assert_eq!(written, text.replacen(before, &format!("{before},\n{}", line.trim_end()), 1));
}

#[test]
fn entries_of_the_same_version_are_merged_and_sorted() {
    let old = Policy::parse(NETEASE).unwrap();
    let text = NETEASE
        .replacen("\"version\": \"2024-08-23\",\n", "\"version\": \"2026-01-01\",\n", 1)
        .replacen(
            "\"version\": \"2024-08-23\", \"kinds\"",
            "\"version\": \"2026-01-01\", \"kinds\"",
            1,
        )
        .replacen("\"guardian_age\": 14", "\"guardian_age\": 10", 1)
        .replacen("\"retention\": \"0d\"", "\"retention\": \"7d\"", 1)
        .replacen("\"scope\": [\"preview\"]", "\"scope\": [\"video\"]", 1);
    let new = Policy::parse(&text).unwrap();
    let entries = Comparison::new(&old, &new).missing.merged(new.file());
    let written = with_changes(&text, new.version(), &entries).unwrap();
    let entries = serde_json::to_value(&Policy::parse(&written).unwrap().file().changes).unwrap();
    assert_eq!(
        entries,
        json!([
            {"version": "2026-01-01", "kinds": ["wider_scope"], "purposes": "all"},
            {"version": "2026-01-01", "kinds": ["longer_retention"], "purposes": ["qr-scan"]},
        ])
    );
}

#[test]
fn a_change_of_a_version_in_between_counts_and_an_older_one_does_not() {
    let old = Policy::parse(NETEASE).unwrap();
    let text = NETEASE
        .replacen("\"version\": \"2024-08-23\",\n", "\"version\": \"2026-01-01\",\n", 1)
        .replacen("\"retention\": \"0d\"", "\"retention\": \"7d\"", 1);
    for (version, recorded) in [("2025-05-05", true), ("2024-08-23", false), ("2026-01-02", false)]
    {
        let entry = format!(
            "{{\"version\": \"{version}\", \"kinds\": [\"longer_retention\"], \"purposes\": [\"qr-scan\"]}},"
        );
        let text = text.replacen("\"changes\": [", &format!("\"changes\": [{entry}"), 1);
        let new = Policy::parse(&text).unwrap();
        assert_eq!(Comparison::new(&old, &new).missing.is_empty(), recorded, "{version}");
    }
}

#[test]
fn a_third_party_for_a_new_purpose_only_is_accepted_with_the_purpose() {
    let old = seed(X_STUDIO);
    let mut new = later(&old);
    let mut purpose = old["purposes"][0].clone();
    purpose["id"] = "fresh".into();
    purpose["callers"] = json!(["app", "fresh-sdk"]);
    new["purposes"].as_array_mut().unwrap().push(purpose);
    let sdk = json!({"id": "fresh-sdk", "name": "F", "category": "c", "clause": "1",
        "purposes": ["fresh"]});
    new["sdks"].as_array_mut().unwrap().push(sdk);
    let (old, new) = (parse(&old), parse(&new));
    let missing = Comparison::new(&old, &new).missing.merged(new.file());
    let missing = serde_json::to_value(missing).unwrap();
    let expected =
        json!({"version": "2026-01-01", "kinds": ["new_purpose"], "purposes": ["fresh"]});
    assert_eq!(missing, json!([expected]));
}
