//! The SARIF output, held against the schema that OASIS published for SARIF 2.1.0.

use serde_json::{Value, json};

use crate::catalogue::{self, Case};
use crate::schema::Check;
use crate::{Folder, bad_folder};

const SCHEMA: &str = include_str!("sarif-2.1.0.schema.json");

/// The report of a folder, after it was found valid.
fn sarif(folder: &Folder, rest: &[&str]) -> Value {
    let (json, _) = folder.audit(&[&["--format", "sarif"], rest].concat());
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut check = Check::new(&schema);
    check.value(&json, &schema, "");
    assert!(check.wrong.is_empty(), "{:#?}", check.wrong);
    // The only text with a pattern is the language.
    assert!(check.patterns.iter().all(|(_, text)| text == "en" || text == "zh-CN"));
    json
}

#[test]
fn the_schema_bites() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let valid = sarif(&bad_folder("bites"), &[]);
    let spoiled = |path: &str, value: Value| {
        let mut json = valid.clone();
        *json.pointer_mut(path).unwrap() = value;
        let mut check = Check::new(&schema);
        check.value(&json, &schema, "");
        !check.wrong.is_empty()
    };
    assert!(spoiled("/version", json!("2.0.0")));
    assert!(spoiled("/runs/0/tool", json!({})));
    assert!(spoiled("/runs/0/results/0/level", json!("violation")));
    assert!(spoiled("/runs/0/results/0/message", json!({})));
    assert!(spoiled("/runs/0/results/0/locations/0/physicalLocation", json!({ "where": 1 })));
}

#[test]
fn each_log_of_the_catalogue_makes_a_valid_report() {
    for Case { rule, variant, write } in catalogue::all() {
        let folder = Folder::new(&format!("sarif-{rule}-{variant}"));
        folder.write(&write());
        let json = sarif(&folder, &["--lang", "zh"]);
        assert_eq!(json["runs"][0]["results"][0]["ruleId"], rule);
    }
}

#[test]
fn a_result_says_what_where_and_how_bad() {
    let folder = bad_folder("result");
    let json = sarif(&folder, &[]);
    let run = &json["runs"][0];
    let (violation, warning) = (&run["results"][0], &run["results"][1]);
    assert_eq!((&violation["level"], &warning["level"]), (&json!("error"), &json!("warning")));
    assert_eq!(violation["ruleId"], "without-consent");
    let index = violation["ruleIndex"].as_u64().unwrap() as usize;
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!(rule["id"], "without-consent");
    assert_eq!(rule["properties"]["cites"][0]["source"], "国信办秘字〔2019〕191号");
    let location = &violation["locations"][0];
    let file = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert!(folder.path(file).exists(), "{file}");
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "qr-scan camera:preview app");
    let text = violation["message"]["text"].as_str().unwrap();
    assert!(text.starts_with("The app used camera:preview"), "{text}");
}

#[test]
fn a_fingerprint_is_the_same_in_every_log() {
    let print = |name: &str| {
        let json = sarif(&bad_folder(name), &[]);
        json["runs"][0]["results"][0]["partialFingerprints"]["menshen/v1"].clone()
    };
    assert!(print("print-1").is_string());
    assert_eq!(print("print-2"), print("print-3"));
}
