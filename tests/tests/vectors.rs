//! Every golden vector against the engine. The same files drive the other languages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use menshen::{Policy, Step};
use menshen_tests::engine;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

struct Case {
    file: String,
    policy: String,
    body: Value,
}

fn cases() -> Vec<Case> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let case = |path: PathBuf| {
        let file: Value = serde_json::from_str(&read(&path)).unwrap();
        let policy = read(&folder().join(file["policy"].as_str().unwrap()));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bodies = file["cases"].as_array().unwrap().clone();
        bodies.into_iter().map(move |body| Case {
            file: name.clone(),
            policy: policy.clone(),
            body,
        })
    };
    files.into_iter().flat_map(case).collect()
}

#[test]
fn the_engine_answers_every_vector() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let policy = Policy::parse(&case.policy).unwrap_or_else(|e| panic!("{}: {e}", case.file));
        let found = engine::answer(&policy, &case.body["state"], &case.body["request"]);
        if found != case.body["expect"] {
            let (name, why) = (&case.body["name"], &case.body["why"]);
            wrong.push(format!(
                "{} {name}\n  expected {}\n  found    {found}\n  {why}",
                case.file, case.body["expect"]
            ));
        }
    }
    assert!(cases.len() >= 200, "only {} vectors", cases.len());
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn vectors_cover_every_reason_and_step_and_say_why() {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    for case in cases() {
        let expect = &case.body["expect"];
        for word in ["verdict", "reason", "next"].iter().filter_map(|key| expect[key].as_str()) {
            *seen.entry(word.to_owned()).or_default() += 1;
        }
        assert!(
            case.body["why"].as_str().is_some_and(|why| why.len() > 10),
            "{}",
            case.body["name"]
        );
        names.push(case.body["name"].as_str().unwrap().to_owned());
    }
    let words = menshen::Reason::NAMES.iter().chain(Step::NAMES).chain(&["allow", "deny"]);
    let missing: Vec<_> = words.filter(|word| !seen.contains_key(**word)).collect();
    assert!(missing.is_empty(), "no vector for {missing:?}");
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "names are unique");
}
