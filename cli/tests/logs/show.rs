//! Records, as they are asked for.

use std::process::Command;

use serde_json::Value;

use super::phone::{err, gate, log, out, phone};

#[test]
fn show_takes_processes_times_and_counts() {
    let (dir, first) = phone(2);
    let player = gate(dir.path(), ":player");
    drop((player, first));
    let lines = |rest: &[&str]| {
        let shown = log("show", dir.path(), &[&["--json"], rest].concat());
        assert!(shown.status.success(), "{shown:?}");
        let lines = out(&shown);
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let all = lines(&[]);
    let player = lines(&["--process", ":player"]);
    assert!(!player.is_empty() && player.len() < all.len());
    assert_eq!(player[0]["name"], ":player");
    let number = format!("{:08x}", player[0]["process"].as_u64().unwrap());
    assert_eq!(lines(&["--process", &number]), player);
    assert_eq!(lines(&["--process", "nobody"]), Vec::<Value>::new());
    assert_eq!(lines(&["--limit", "2"]), all[..2]);
    assert_eq!(lines(&["-n", "2"]), all[all.len() - 2..]);
    assert_eq!(lines(&["--last", "99999"]), all);
    assert_eq!(lines(&["--since", "1h"]), all);
    assert_eq!(lines(&["--until", "1h"]), Vec::<Value>::new());
    assert_eq!(lines(&["--since", "2020-01-01", "--until", "9000-01-01 00:00"]), all);
    let bad = log("show", dir.path(), &["--since", "yesterday"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(err(&bad).contains("2026-11-20 08:00"), "{}", err(&bad));
}

#[test]
fn show_speaks_chinese_and_has_colours_only_where_they_are_wanted() {
    let (dir, gate) = phone(1);
    drop(gate);
    let chinese = out(&log("show", dir.path(), &["--lang", "zh"]));
    assert!(chinese.starts_with("时间 ("), "{chinese}");
    assert!(chinese.contains("发生了什么") && chinese.contains("位置 ScanPage.onOpen"));
    assert!(!chinese.contains('\u{1b}'));
    let colour = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_menshen"));
        command.args(["log", "show", dir.path().to_str().unwrap()]).env_remove("NO_COLOR");
        out(&command.env("CLICOLOR_FORCE", "1").env(name, "1").output().unwrap())
    };
    let coloured = colour("CLICOLOR_FORCE");
    assert!(coloured.contains("\u{1b}[31mdeny policy_not_accepted"), "{coloured}");
    assert!(coloured.contains("\u{1b}[32mallow"), "{coloured}");
    assert!(!colour("NO_COLOR").contains('\u{1b}'));
}
