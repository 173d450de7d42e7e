//! Exports, read back.
#![cfg(test)]

mod life;
mod tables;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::unix::net::UnixListener;
use std::process::Output;

use rusqlite::Connection;
use serde_json::Value;

use life::{FORMULA, PURPOSE, Phone, json};
use tables::{Cells, query};

const DOCUMENTATION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/export.md");

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The columns that the documentation has: those of the records, and those of what they use.
fn documented() -> [Vec<(String, String)>; 2] {
    let text = fs::read_to_string(DOCUMENTATION).unwrap();
    let mut tables =
        text.split("| column | type | what it is | null |\n|---|---|---|---|\n").skip(1);
    let rows = |table: &str| {
        let rows = table.lines().take_while(|line| line.starts_with('|'));
        let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
        cells.map(|cells| (cells[1].trim_matches('`').to_owned(), cells[2].to_owned())).collect()
    };
    [rows(tables.next().unwrap()), rows(tables.next().unwrap())]
}

fn translate(columns: &[(String, String)], types: &[(&str, &str)]) -> Vec<(String, String)> {
    let ours = |name: &str| types.iter().find(|(it, _)| *it == name).unwrap().1.to_owned();
    columns.iter().map(|(name, holds)| (name.clone(), ours(holds))).collect()
}

#[test]
fn the_columns_are_those_of_the_documentation() {
    let phone = Phone::new("columns");
    let [records, uses] = documented();
    let all = [records.clone(), uses.clone()].concat();
    let sqlite = phone.export_to("x.sqlite", &[]);
    let types =
        [("integer", "INTEGER"), ("boolean", "INTEGER"), ("text", "TEXT"), ("timestamp", "TEXT")];
    assert_eq!(tables::sqlite_columns(&sqlite, "records"), translate(&records, &types));
    let place = ["record", "nr"].map(|name| (name.to_owned(), "INTEGER".to_owned()));
    let table = [place.to_vec(), translate(&uses, &types)].concat();
    assert_eq!(tables::sqlite_columns(&sqlite, "uses"), table);
    let types = [
        ("integer", "INT64"),
        ("boolean", "BOOLEAN"),
        ("text", "BYTE_ARRAY String"),
        (
            "timestamp",
            "INT64 Timestamp(TimestampType { is_adjusted_to_u_t_c: true, unit: MILLIS })",
        ),
    ];
    let parquet = phone.export_to("x.parquet", &[]);
    assert_eq!(tables::parquet_columns(&parquet), translate(&all, &types));
    let (names, _) = tables::csv(&phone.export_to("x.csv", &[]));
    assert!(names.iter().eq(all.iter().map(|(name, _)| name)), "{names:?}");
}

#[test]
fn every_format_says_the_same_and_what_show_says() {
    let phone = Phone::new("same");
    phone.damage();
    let (names, csv) = tables::csv(&phone.export_to("x.csv", &[]));
    let sqlite = tables::sqlite(&phone.export_to("x.sqlite", &[]));
    let parquet = tables::parquet(&phone.export_to("x.parquet", &[]));
    let ndjson = fs::read(phone.export_to("x.jsonl", &[])).unwrap();
    let shown = phone.shown();
    let lines = ndjson.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    assert!(lines.map(json).eq(shown.iter().cloned()));
    assert_eq!((csv.len(), sqlite.len(), parquet.len()), (shown.len(), shown.len(), shown.len()));
    for (at, shown) in shown.iter().enumerate() {
        let row = plain(&csv[at]);
        assert_eq!(plain(&sqlite[at]), row, "{at}");
        assert_eq!(plain(&parquet[at]), row, "{at}");
        compare(shown, &row);
        let none = "0".repeat(16);
        assert!(!row.get("lease").is_some_and(|lease| lease.contains(&none)), "{row:?}");
    }
    let filled: BTreeSet<&String> = csv.iter().flat_map(Cells::keys).collect();
    assert_eq!(filled.len(), names.len(), "every column is put to the test: {filled:?}");
}

/// A row without what each format has a way of its own for.
fn plain(row: &Cells) -> Cells {
    const FLAGS: [&str; 6] =
        ["user_initiated", "observed", "once", "covered", "running", "tampered"];
    const TIMES: [&str; 3] = ["time", "until", "expected"];
    let cell = |name: &str, cell: &str| match cell {
        "1" if FLAGS.contains(&name) => "true".to_owned(),
        "0" if FLAGS.contains(&name) => "false".to_owned(),
        time if TIMES.contains(&name) => time.parse::<menshen::Time>().unwrap().to_string(),
        text => text.strip_prefix('\'').unwrap_or(text).to_owned(),
    };
    row.iter().map(|(name, text)| (name.clone(), cell(name, text))).collect()
}

/// Whatever JSON says in a word, a number or a text stands in the row too.
fn compare(shown: &Value, row: &Cells) {
    let place = shown["place"].as_object().unwrap().iter();
    for (name, value) in shown.as_object().unwrap().iter().chain(place) {
        let text = match value {
            Value::String(text) if !text.is_empty() => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => continue,
        };
        let gap = shown["kind"] == "gap";
        let column = match name.as_str() {
            "at" => "time",
            "offset" => "file_offset",
            "text" => "text_hash",
            "count" if gap => "missing",
            "attribution" | "sdk" => "caller",
            "name" => "process_name",
            "grant" => "os",
            "lease" => continue,
            same => same,
        };
        // The record with clocks beyond every reader's.
        if text == format!("{} ms", i64::MAX) || text == u64::MAX.to_string() {
            assert_eq!(row.get(column), None);
            continue;
        }
        assert_eq!(row.get(column), Some(&text), "{name} of {shown}");
    }
}

#[test]
fn the_end_of_a_lease_says_what_it_was_for() {
    let phone = Phone::new("ends");
    let db = Connection::open(phone.export_to("x.db", &[])).unwrap();
    let ends = query(
        &db,
        "SELECT purpose, resource, scopes, lease, held_ms FROM records \
        JOIN uses ON record = id WHERE held_ms IS NOT NULL ORDER BY id",
    );
    let said: Vec<Vec<&str>> =
        ends.iter().map(|row| row.values().map(String::as_str).collect()).collect();
    assert_eq!(said[0], ["5000", "f000000000000001", "record-video", "camera", "video"]);
    assert_eq!(said[1], ["7000", "f000000000000002", "record-video", "microphone", "record"]);
    assert_eq!(said[2], ["11", "e000000000000009"], "its beginning is not in the log");
    let filtered = tables::parquet(&phone.export_to("x.parquet", &["--kind", "release"]));
    let release = filtered.iter().find(|row| row["kind"] == "release").unwrap();
    assert_eq!(release["purpose"], "record-video", "though its beginning is left out");
    let accesses =
        query(&db, "SELECT resource, verdict, how, held_ms FROM accesses ORDER BY id, resource");
    let said: Vec<Vec<&str>> =
        accesses.iter().map(|row| row.values().map(String::as_str).collect()).collect();
    assert_eq!(said[0], ["5000", "released", "camera", "allow"]);
    assert_eq!(said[1], ["7000", "withdrawn", "microphone", "allow"]);
    assert_eq!(said[2], ["camera", "deny"]);
    assert_eq!(said[3], ["deny"], "a purpose without a resource");
}

#[test]
fn csv_quotes_texts_and_disarms_formulas() {
    let phone = Phone::new("csv");
    let text = String::from_utf8(phone.export(&["--format", "csv"]).stdout).unwrap();
    assert!(text.starts_with("id,time,"), "no byte order mark");
    assert!(text.ends_with("\r\n"));
    assert!(text.contains("\"扫描,\"\"二维码\"\"\n第二行\""), "{text}");
    assert!(text.contains(",\"'=HYPERLINK(\"\"http://example.org\"\")\","), "{text}");
    assert!(text.contains(",'-player,"), "{text}");
    let parquet = tables::parquet(&phone.export_to("x.parquet", &[]));
    assert!(parquet.iter().any(|row| row.get("call_site").is_some_and(|it| it == FORMULA)));
    assert!(parquet.iter().any(|row| row.get("purpose").is_some_and(|it| it == PURPOSE)));
}

#[test]
fn damage_is_exported_counted_and_warned_of_whatever_is_filtered() {
    let phone = Phone::new("damage");
    let sound = phone.export(&["--format", "csv", "--kind", "erased"]);
    assert!(stderr(&sound).contains("not whole: 1 gap; this"), "{}", stderr(&sound));
    phone.damage();
    let args = ["--purpose", "nothing"];
    let db = phone.export_to("x.sqlite", &args);
    let facts = ["records", "damage", "gaps", "unknown", "filtered", "schema"];
    let found = query(&Connection::open(&db).unwrap(), "SELECT * FROM meta");
    let found: Vec<(&str, &str)> =
        found.iter().map(|row| (row["key"].as_str(), row["value"].as_str())).collect();
    let parquet = tables::parquet_facts(&phone.export_to("x.parquet", &args));
    for name in facts {
        let value = parquet[&format!("menshen.{name}")].as_str();
        assert!(found.contains(&(name, value)), "{name} {value}: {found:?}");
    }
    assert_eq!((&parquet["menshen.filtered"][..], &parquet["menshen.schema"][..]), ("true", "1"));
    assert_ne!(parquet["menshen.damage"], "0");
    let trouble = query(&Connection::open(&db).unwrap(), "SELECT * FROM trouble");
    let kinds: Vec<&str> = trouble.iter().map(|row| row["kind"].as_str()).collect();
    assert_eq!(kinds, ["gap", "damage"]);
    let english = stderr(&phone.export(&["--format", "ndjson"]));
    assert!(english.contains("not whole: damage in 1 place, 1 gap; this"), "{english}");
    let chinese = stderr(&phone.export(&["--format", "ndjson", "--lang", "zh"]));
    assert!(
        chinese.contains("日志不完整：损坏 1 处，缺口 1 处；") && chinese.lines().count() == 1,
        "{chinese}"
    );
}

#[test]
fn a_file_is_whole_or_not_there_and_never_written_over_unasked() {
    let phone = Phone::new("whole");
    let file = phone.file("x.csv");
    let path = file.to_str().unwrap();
    fs::write(&file, "mine").unwrap();
    let refused = phone.export(&["-o", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("x.csv: exists; replace it with --force"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    phone.export_to("x.csv", &["--force"]);
    assert!(fs::read_to_string(&file).unwrap().starts_with("id,"));
    for format in ["ndjson", "sqlite", "parquet"] {
        phone.export_to("x.csv", &["--force", "--format", format]);
    }
    assert_eq!(phone.names(), ["log", "x.csv"], "no part is left");
    // Never a real device: a test that fails would replace it.
    let _socket = UnixListener::bind(phone.file("socket")).unwrap();
    for no_file in ["socket", "log"] {
        let no_file = phone.file(no_file);
        let args = ["--force", "--format", "csv", "-o", no_file.to_str().unwrap()];
        let refused = phone.export(&args);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains("is no regular file"), "{}", stderr(&refused));
    }
}

#[test]
fn a_link_stays_and_what_it_points_to_is_replaced() {
    let phone = Phone::new("link");
    fs::write(phone.file("real.csv"), "mine").unwrap();
    std::os::unix::fs::symlink("real.csv", phone.file("x.csv")).unwrap();
    phone.export_to("x.csv", &["--force"]);
    assert!(fs::symlink_metadata(phone.file("x.csv")).unwrap().is_symlink());
    assert!(fs::read_to_string(phone.file("real.csv")).unwrap().starts_with("id,"));
}

#[test]
fn usage_and_unreadable_input() {
    let phone = Phone::new("usage");
    let said = |args: &[&str]| {
        let output = phone.export(args);
        assert_eq!((output.status.code(), &output.stdout[..]), (Some(2), &b""[..]), "{args:?}");
        stderr(&output)
    };
    assert!(said(&[]).starts_with("which format?"));
    assert!(said(&["-o", "x.json"]).starts_with("which format?"));
    assert!(said(&["--format", "sqlite"]).contains("-o log.sqlite"));
    assert!(said(&["--format", "parquet", "-o", "-", "--lang", "zh"]).contains("不能写到标准输出"));
    let nowhere = phone.file("nowhere/x.db");
    assert!(said(&["-o", nowhere.to_str().unwrap()]).contains("nowhere/x.db: No such file"));
    let empty = Phone::empty("usage-empty");
    let output = empty.export(&["-o", empty.file("x.csv").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no access log here"));
    assert!(empty.names().is_empty());
}

#[test]
fn a_closed_pipe_is_fine_and_a_full_disk_is_not() {
    let phone = Phone::new("pipe");
    for format in ["csv", "ndjson"] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = phone.command(&["--format", format]).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{format}");
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = phone.command(&["--format", format]).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("No space left"), "{}", stderr(&output));
    }
}
