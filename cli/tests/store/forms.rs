//! The forms of the report, and what may go wrong.

use std::fs;

use crate::phone::{POLICY, Phone, menshen};

const HOSTILE: &str = "=cmd|'/c x'!A1 </td><script>alert(1)</script> \"a\" & `b` | @all\u{202e}";

fn hostile(name: &str) -> Phone {
    let mut phone = Phone::new(name);
    phone.accept();
    drop(phone.at("08:00:00").shake(HOSTILE));
    phone.sees_apps_listed("<img src=x onerror=alert(1)>");
    phone
}

#[test]
fn nothing_in_the_log_becomes_markup() {
    let phone = hostile("hostile");
    let html = phone.text(&["--lang", "zh"]);
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(
        html.contains("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;a&quot; &amp; `b`")
    );
    let markdown = phone.text(&["--format", "markdown"]);
    assert!(!markdown.contains("<script") && !markdown.contains("@all"), "{markdown}");
    assert!(markdown.contains("\\`b\\` \\| &#64;all"));
    assert_eq!(phone.json(&[])["rows"][2]["call_site"], HOSTILE);
}

#[test]
fn a_spreadsheet_takes_no_text_for_a_formula() {
    let phone = hostile("formula");
    let text = phone.text(&["--format", "csv", "--lang", "en"]);
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let names = rows.headers().unwrap().clone();
    let column = |name: &str| names.iter().position(|it| it == name).unwrap();
    let all: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let kinds: Vec<&str> = all.iter().map(|row| &row[column("kind")]).collect();
    assert_eq!(kinds, ["policy", "policy", "access", "reported_past_the_gate"]);
    assert_eq!(&all[2][column("call_site")], &format!("'{HOSTILE}"));
    assert_eq!(&all[2][column("time_utc")], "2026-11-20T00:00:00Z");
    assert_eq!(&all[2][column("in_hour")], "1");
    assert_eq!(&all[3][column("breaks")], "bypass");
    assert!(phone.text(&["--format", "csv", "--lang", "zh"]).starts_with("\u{feff}row,"));
}

#[test]
fn markdown_has_the_answers_first() {
    let text = hostile("ticket").text(&["--format", "markdown", "--lang", "zh"]);
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
    assert!(place("## 结论") < place("## 频次") && place("## 频次") < place("## 逐条记录"));
    assert!(text.contains("❌ **有** — 系统报告 1 次"), "{text}");
}

#[test]
fn a_page_is_cut_and_says_so() {
    let mut phone = Phone::new("cut");
    for _ in 0..5_001 {
        phone.pass(2_000);
        assert!(phone.gate.acquire(&crate::phone::shake()).is_err());
    }
    let html = phone.text(&["--lang", "en"]);
    assert!(html.contains("cut after row 5000 of 5001") && html.contains("--format csv"));
    assert!(html.contains("id=\"r5000\"") && !html.contains("id=\"r5001\""));
    let markdown = phone.text(&["--lang", "en", "--format", "markdown"]);
    assert!(markdown.contains("cut after row 500 of 5001"));
    assert_eq!(phone.text(&["--format", "csv"]).lines().count(), 5_002);
    assert_eq!(phone.json(&[])["rows"].as_array().unwrap().len(), 5_001);
    let one = phone.text(&["--since", "2026-11-20T02:46:42+08:00"]);
    assert!(one.contains("id=\"r1\"") && !one.contains("cut after row"));
}

#[test]
fn a_file_is_written_over_only_by_force() {
    let phone = hostile("file");
    let file = phone.dir.join("evidence.html");
    let to = ["--out", file.to_str().unwrap()];
    assert_eq!(phone.report(&to).status.code(), Some(1));
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.ends_with("</html>\n"));
    fs::write(&file, "mine").unwrap();
    let refused = phone.report(&to);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--force"), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    phone.report(&[&to[..], &["--force"]].concat());
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
}

#[test]
fn holes_take_the_certainty_from_a_no() {
    let phone = Phone::new("holes");
    phone.accept();
    assert_eq!(phone.report(&[]).status.code(), Some(0));
    phone.damage();
    let output = phone.report(&["--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let html = String::from_utf8(output.stdout).unwrap();
    assert!(html.contains("But records are missing"), "{html}");
    assert!(html.contains("damaged: bytes contradict"));
}

#[test]
fn usage_and_unreadable_input() {
    let empty = std::env::temp_dir().join(format!("menshen-store-empty-{}", std::process::id()));
    fs::create_dir_all(&empty).unwrap();
    let dir = empty.to_str().unwrap();
    let code = |args: &[&str]| menshen(&[&["log", "report"], args].concat()).status.code();
    assert_eq!(code(&[dir, "--for", "store", "--policy", POLICY]), Some(2), "no log");
    assert_eq!(code(&[dir, "--for", "store"]), Some(2), "no policy");
    assert_eq!(code(&[dir, "--for", "nobody", "--policy", POLICY]), Some(2));
    let phone = hostile("usage");
    for wrong in
        [&["--since", "yesterday"][..], &["--tz", "Mars"], &["--force"], &["--format", "pdf"]]
    {
        assert_eq!(phone.report(wrong).status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(phone.report(&["-o", "/nowhere/evidence.html"]).status.code(), Some(2));
    fs::remove_dir_all(&empty).unwrap();
}
