//! `menshen policy manifest` on manifests as real music clients have them.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A folder of one test, removed at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    fn new(name: &str) -> Folder {
        let name = format!("menshen-manifest-{name}-{}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Folder(dir)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A policy with one purpose.
    fn policy(&self, context: &str, needs: &Value) -> String {
        let text = |text: &str| json!({ "zh-CN": text, "en": text });
        let purpose = json!({
            "id": "purpose", "clauses": ["1"], "title": text("title"), "prompt": text("prompt"),
            "if_refused": text("refused"), "basis": "consent", "consent": "in_context",
            "sensitive": false, "guests": true, "context": context, "callers": ["app"],
            "needs": needs,
        });
        let policy = json!({
            "schema": 1, "id": "small", "version": "2026-01-01", "effective": "2026-01-01",
            "title": text("small"), "controller": { "name": "name", "contact": "contact" },
            "source": { "file": "file", "sha256": "0".repeat(64) }, "guardian_age": 14,
            "purposes": [purpose], "sdks": [],
        });
        self.write("policy.json", policy.to_string())
    }

    /// One line on stderr, exit code 2.
    fn refused(&self, platform: &str, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let file = self.write(name, bytes);
        let output = manifest(&[&shipped("x-studio"), platform, &file]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        said.replace(&file, name).trim_end().to_owned()
    }
}

fn manifest(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_menshen"));
    command.args(["policy", "manifest"]).args(args).env("LC_ALL", "C").output().unwrap()
}

fn shipped(policy: &str) -> String {
    format!("{ROOT}/policies/{policy}.json")
}

fn sample(platform: &str, file: &str) -> String {
    format!("{ROOT}/tests/manifests/{platform}/{file}")
}

/// The cases of the test set, and where their manifests are.
fn cases() -> Vec<Value> {
    let text = fs::read_to_string(format!("{ROOT}/tests/manifests/expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map_or(Vec::new(), |all| all.iter().map(|it| it.as_str().unwrap()).collect())
}

/// The arguments of a case: its policy, its files, its flags.
fn arguments(case: &Value, folder: &Folder) -> Vec<String> {
    let policy = match case["policy"].as_str() {
        Some(name) => shipped(name),
        None => folder.policy(case["context"].as_str().unwrap(), &case["needs"]),
    };
    let mut args = vec![policy];
    for platform in ["android", "harmony"] {
        let files = strings(&case[platform]);
        if !files.is_empty() {
            args.push(format!("--{platform}"));
        }
        args.extend(files.into_iter().map(|file| sample(platform, file)));
    }
    args.extend(strings(&case["flags"]).into_iter().map(str::to_owned));
    args
}

/// `file:line severity rule permission`
fn line(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or("-");
    let file = Path::new(text("file")).file_name().unwrap().to_str().unwrap();
    let permission = text("permission").rsplit('.').next().unwrap();
    let (number, severity, rule) = (&finding["line"], text("severity"), text("rule"));
    format!("{file}:{number} {severity} {rule} {permission}")
}

#[test]
fn every_manifest_has_its_findings_and_no_other() {
    let folder = Folder::new("cases");
    for case in cases() {
        let mut args = arguments(&case, &folder);
        args.push("--json".to_owned());
        let output = manifest(&args.iter().map(String::as_str).collect::<Vec<_>>());
        let why = &case["why"];
        let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
            panic!("{why}: {output:?}")
        };
        let found: Vec<String> = report["findings"].as_array().unwrap().iter().map(line).collect();
        assert_eq!(found, strings(&case["findings"]), "{why}");
        assert_eq!(output.status.code(), Some(i32::from(!found.is_empty())), "{why}");
    }
}

#[test]
fn every_rule_is_found_by_some_case_and_every_manifest_is_used() {
    let rules = manifest(&["--rules", "--json"]).stdout;
    let rules: Value = serde_json::from_slice(&rules).unwrap();
    let cases = cases();
    let found: BTreeSet<&str> = cases
        .iter()
        .flat_map(|case| strings(&case["findings"]))
        .map(|line| line.split(' ').nth(2).unwrap())
        .collect();
    let known = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap());
    assert_eq!(found, known.collect());
    for platform in ["android", "harmony"] {
        let used: BTreeSet<&str> = cases.iter().flat_map(|case| strings(&case[platform])).collect();
        let files = fs::read_dir(sample(platform, "")).unwrap();
        let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        assert_eq!(used.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), files.collect());
    }
}

#[test]
fn the_text_names_file_and_line_in_both_languages() {
    let file = sample("android", "contacts.xml");
    for (lang, sentence) in [
        ("en", "No purpose of the policy needs to read contacts"),
        ("zh", "政策没有任何用途需要“读取联系人”"),
    ] {
        let output = manifest(&[&shipped("x-studio"), "--android", &file, "--lang", lang]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&format!("{file}:7: ")), "{text}");
        assert!(text.contains(sentence), "{text}");
    }
}

#[test]
fn one_run_judges_both_platforms() {
    let (android, harmony) = (sample("android", "studio.xml"), sample("harmony", "camera.json5"));
    let both = ["--android", &android, "--harmony", &harmony, "--json"];
    let output = manifest(&[&[shipped("x-studio").as_str()], &both[..]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["apps"][0]["api"], json!({ "min": 26, "max": 34 }));
    assert_eq!(report["apps"][1]["platform"], "harmony");
    let found = report["findings"].as_array().unwrap();
    assert_eq!(
        found.iter().map(line).collect::<Vec<_>>(),
        ["camera.json5:16 error not-needed CAMERA"]
    );
}

#[test]
fn what_is_suggested_is_what_is_needed() {
    let policy = shipped("netease-cloud-music");
    let suggested = |platform: &str| {
        let output = manifest(&[&policy, "--suggest", platform]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let folder = Folder::new("suggest");
    let features = ["camera", "microphone", "location", "bluetooth"];
    let features: String = features
        .map(|it| {
            format!(
                "<uses-feature android:name=\"android.hardware.{it}\" android:required=\"false\"/>"
            )
        })
        .concat();
    let android = folder.write(
        "AndroidManifest.xml",
        format!(
            "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\">{features}{}\
             <application android:allowBackup=\"false\"><service android:name=\".Live\" \
             android:foregroundServiceType=\"microphone\"/></application></manifest>",
            suggested("android")
        ),
    );
    let harmony = folder.write(
        "module.json5",
        format!(
            "{{ module: {{ abilities: [{{ backgroundModes: ['audioRecording'] }}], {} }} }}",
            suggested("harmony")
        ),
    );
    let output = manifest(&[&policy, "--android", &android, "--harmony", &harmony]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn what_is_no_android_manifest_says_what_it_is() {
    let folder = Folder::new("android");
    let said = |name: &str, bytes: &[u8]| folder.refused("--android", name, bytes);
    assert!(said("a.xml", b"\x03\x00\x08\x00rest").contains("apkanalyzer manifest print"));
    assert!(said("b.xml", b"PK\x03\x04rest").contains("a package"));
    assert!(said("c.xml", b"\xff\xfe<\0m\0").contains("UTF-16"));
    assert_eq!(said("d.xml", b"\n \n"), "d.xml: empty");
    assert!(said("e.xml", b"<manifest>\xff</manifest>").contains("not a UTF-8 text (byte 10)"));
    assert!(said("f.xml", b"<manifest>\n<a>\n").starts_with("f.xml:"));
    assert_eq!(
        said("g.xml", b"<html/>"),
        "g.xml: the root is <html>, not <manifest>: no Android manifest"
    );
    assert!(said("h.xml", b"{}").starts_with("h.xml:1: not XML"));
    let bomb = b"<!DOCTYPE m [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><manifest>&b;</manifest>";
    assert!(said("i.xml", bomb).contains("document type"));
    let level = "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\">\n\
        <uses-permission android:name=\"x\" android:maxSdkVersion=\"ten\"/></manifest>";
    assert_eq!(
        said("j.xml", level.as_bytes()),
        "j.xml:2: android:maxSdkVersion=\"ten\" is not an API level"
    );
    let nameless = "<manifest>\n\n<uses-permission/></manifest>";
    assert_eq!(
        said("k.xml", nameless.as_bytes()),
        "k.xml:3: <uses-permission> without android:name"
    );
}

#[test]
fn what_is_no_module_says_what_it_is() {
    let folder = Folder::new("harmony");
    let said = |name: &str, text: &str| folder.refused("--harmony", name, text);
    assert!(said("a.json5", "{ app: { bundleName: 'x' } }").contains("an app.json5"));
    assert!(said("b.json5", "{ module: { reqPermissions: [] } }").contains("FA model"));
    assert!(said("c.json5", "{ module: {\n requestPermissions: [\n").starts_with("c.json5:"));
    assert!(said("d.json5", "[]").contains("no module.json5"));
    assert!(said("e.json5", "{ modul: {} }").contains("no `module`"));
    assert_eq!(
        said("f.json5", "{ module: {\n requestPermissions: [],\n requestPermissions: [] } }"),
        "f.json5:3: `requestPermissions` stands twice"
    );
    let nameless = "{ module: { requestPermissions: [\n { nam: 'x' } ] } }";
    assert!(said("g.json5", nameless).starts_with("g.json5:2: an entry of `requestPermissions`"));
    assert!(said("h.json5", &"[".repeat(100_000)).starts_with("h.json5:1: not JSON5"));
}

#[test]
fn size_and_depth_do_no_harm() {
    let folder = Folder::new("size");
    let huge = vec![b' '; (4 << 20) + 1];
    assert!(folder.refused("--android", "huge.xml", huge).contains("4 MiB"));
    let deep = "<manifest>".to_owned() + &"<a>".repeat(500_000);
    assert!(folder.refused("--android", "deep.xml", deep).starts_with("deep.xml:"));
    assert!(folder.refused("--harmony", "folder", "").contains("empty"));
    let many: String =
        (0..20_000).map(|it| format!("<uses-permission android:name=\"p{it}\"/>")).collect();
    let many = format!(
        "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\">{many}</manifest>"
    );
    let many = folder.write("many.xml", many);
    let output = manifest(&[&shipped("x-studio"), "--android", &many, "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), 20_000);
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let folder = Folder::new("mark");
    let text = fs::read_to_string(sample("android", "studio.xml")).unwrap();
    let file = folder.write("marked.xml", format!("\u{feff}{text}"));
    assert_eq!(manifest(&[&shipped("x-studio"), "--android", &file]).status.code(), Some(0));
}

#[test]
fn usage_is_told() {
    let said = |args: &[&str]| {
        let output = manifest(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let (policy, file) = (shipped("x-studio"), sample("android", "studio.xml"));
    assert!(said(&[&policy]).contains("--android and --harmony"));
    assert!(said(&["--explain", "nothing"]).contains("the rules are background-location"));
    assert!(said(&[&policy, "--android", &sample("android", "")]).contains("a folder"));
    let levels = [&policy, "--android", &file, "--min-sdk", "36"].map(AsRef::<str>::as_ref);
    assert!(said(&levels).contains("above the target, 34"));
    assert_eq!(manifest(&["--explain", "max-sdk"]).status.code(), Some(0));
    assert_eq!(manifest(&["--permissions", "--json"]).status.code(), Some(0));
}
