//! A log in one file.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::phone::{POLICY, err, exported, json, log, out, phone, scan};

#[test]
fn what_the_share_sheet_hands_over_is_read_by_every_command() {
    let (dir, gate) = phone(3);
    let tar = exported(&dir, &gate);
    drop(gate);
    let folder = out(&log("show", dir.path(), &["--json"]));
    assert_eq!(out(&log("show", &tar, &["--json"])), folder);
    let verified = log("verify", &tar, &["--json"]);
    assert_eq!(verified.status.code(), Some(0), "{verified:?}");
    assert_eq!(json(&verified)["partial"], Value::Null);
    assert_eq!(log("audit", &tar, &["--policy", POLICY]).status.code(), Some(0));
    assert_eq!(json(&log("stats", &tar, &["--json"]))["all"]["allowed"], 3);
    let piped = Command::new(env!("CARGO_BIN_EXE_menshen"))
        .args(["log", "show", "-", "--json"])
        .stdin(File::open(&tar).unwrap())
        .output()
        .unwrap();
    assert_eq!(out(&piped), folder);
}

#[test]
fn a_bundle_made_while_the_gate_works_is_sound() {
    let (dir, gate) = phone(0);
    std::thread::scope(|scope| {
        let uses = scope.spawn(|| (0..60).for_each(|_| drop(gate.acquire(&scan()))));
        while !uses.is_finished() {
            let verified = log("verify", &exported(&dir, &gate), &[]);
            assert_eq!(verified.status.code(), Some(0), "{verified:?}");
        }
    });
}

#[test]
fn half_a_bundle_is_read_and_never_called_fine() {
    let (dir, gate) = phone(40);
    let tar = exported(&dir, &gate);
    drop(gate);
    let bytes = fs::read(&tar).unwrap();
    let half = dir.path().join("half.tar");
    fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    let shown = log("show", &half, &["--json"]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(out(&shown).lines().count() > 20);
    assert!(err(&shown).starts_with("warning: "), "{}", err(&shown));
    assert!(err(&shown).contains("not the whole log"), "{}", err(&shown));
    for (args, lang) in [("not the whole log", "en"), ("日志不完整", "zh")] {
        for rest in [vec!["verify"], vec!["audit", "--policy", POLICY]] {
            let judged = log(rest[0], &half, &[&rest[1..], &["--lang", lang]].concat());
            assert_eq!(judged.status.code(), Some(1), "{judged:?}");
            assert!(out(&judged).starts_with(args), "{judged:?}");
        }
    }
    let stats = log("stats", &half, &["--json"]);
    assert!(json(&stats)["partial"]["en"].is_string());
    let page = log("report", &half, &["--policy", POLICY, "--json"]);
    assert!(json(&page)["log"]["partial"]["en"].is_string());
    let evidence = log("report", &half, &["--policy", POLICY, "--for", "store", "--lang", "en"]);
    assert!(out(&evidence).contains("only a part of the log"));
    assert_eq!((page.status.code(), evidence.status.code()), (Some(1), Some(1)));
}

/// What is given, and what the one line about it says.
#[test]
fn what_is_no_log_is_named_and_said_what_to_do_about() {
    let (dir, gate) = phone(1);
    let tar = fs::read(exported(&dir, &gate)).unwrap();
    drop(gate);
    let mut doubled = tar::Builder::new(Vec::new());
    for home in ["one", "other"] {
        let name = fs::read_dir(dir.path().join("log")).unwrap().map(|it| it.unwrap().path());
        let segment = name.into_iter().find(|it| it.extension().is_some_and(|it| it == "seg"));
        let segment = segment.unwrap();
        let name = segment.file_name().unwrap().to_str().unwrap();
        doubled.append_path_with_name(&segment, format!("{home}/log/{name}")).unwrap();
    }
    let mut huge = tar::Header::new_gnu();
    huge.set_path("log/0000000000000001.seg").unwrap();
    huge.set_size(1 << 40);
    huge.set_cksum();
    let cases: [(&str, &[u8], &str); 8] = [
        ("empty", b"", "is empty"),
        ("song.pdf", b"%PDF-1.7 \xff", "neither the gate's folder nor"),
        ("adb.tar", b"run-as: unknown package: com.example\n", "run-as: unknown package"),
        ("cut.tar", &tar[..300], "cut short or broken"),
        ("empty.tar", &[0; 1024], "neither the gate's folder nor"),
        ("two.tar", &doubled.into_inner().unwrap(), "two logs, `one/log` and `other/log`"),
        ("huge.tar", huge.as_bytes(), "far more than a log holds"),
        ("empty.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "no access log"),
    ];
    for (name, bytes, message) in cases {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        for command in ["show", "stats", "verify"] {
            let output = log(command, &path, &[]);
            assert_eq!(output.status.code(), Some(2), "{command} {name}: {output:?}");
            let said = err(&output);
            assert_eq!((said.lines().count(), out(&output).as_str()), (1, ""), "{said}");
            assert!(said.contains(name) && said.contains(message), "{command} {name}: {said}");
        }
    }
    for missing in ["/nowhere", "/nowhere/log"] {
        assert_eq!(log("stats", Path::new(missing), &[]).status.code(), Some(2));
    }
}
