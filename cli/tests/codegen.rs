//! `menshen policy codegen` as a developer and a build see it: the code, the file, the exit code.

#![cfg(test)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use menshen::Resource;

const LANGUAGES: [&str; 3] = ["kotlin", "arkts", "rust"];

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// A folder of this test's own that goes away with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("codegen-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn codegen(policy: &str, args: &[&str]) -> Output {
    let mut menshen = Command::new(env!("CARGO_BIN_EXE_menshen"));
    menshen.args(["policy", "codegen", policy]).args(args).env("LC_ALL", "C").output().unwrap()
}

fn workshop() -> String {
    repository("tests/codegen/policy.json").to_str().unwrap().to_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What is printed for a policy.
fn code(policy: &str, args: &[&str]) -> String {
    let output = codegen(policy, args);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    text(&output.stdout)
}

#[test]
fn every_feature_of_a_policy_comes_out_as_expected() {
    let expected = |file: &str| read(repository("tests/codegen/expected").join(file));
    let package = ["--lang", "kotlin", "--package", "com.example.workshop"];
    assert_eq!(code(&workshop(), &package), expected("Purposes.kt"));
    assert_eq!(code(&workshop(), &["--lang", "arkts"]), expected("Purposes.ets"));
    assert_eq!(code(&workshop(), &["--lang", "rust"]), expected("purposes.rs"));
}

#[test]
fn each_purpose_of_the_shipped_policies_is_there_with_its_title_and_clauses() {
    for policy in ["netease-cloud-music", "x-studio"] {
        let path = repository(&format!("policies/{policy}.json"));
        let json: serde_json::Value = serde_json::from_str(&read(&path)).unwrap();
        let all = LANGUAGES.map(|lang| code(path.to_str().unwrap(), &["--lang", lang]));
        for purpose in json["purposes"].as_array().unwrap() {
            let said = |field: &str| purpose["title"][field].as_str().unwrap();
            let clauses: Vec<_> = purpose["clauses"].as_array().unwrap().iter().collect();
            let clauses: Vec<_> = clauses.iter().map(|it| it.as_str().unwrap()).collect();
            let about = format!("{} · {} · {}", said("zh-CN"), said("en"), clauses.join("、"));
            for code in &all {
                assert!(code.contains(&about), "{about}");
                assert!(code.contains(purpose["id"].as_str().unwrap()));
            }
        }
    }
}

#[test]
fn what_a_feature_writes_is_as_the_documentation_says() {
    let netease = repository("policies/netease-cloud-music.json");
    let netease = netease.to_str().unwrap();
    let kotlin = code(netease, &["--lang", "kotlin"]);
    for line in [
        "package dev.menshen.generated",
        "public val microphoneRecognise: Access<Microphone.Recognise> = Access(id, 1, 0b1)",
        "public val mediaPick: Lease<Media.Pick>? = leases.optional(7, 0b1)",
        "public object PersonalisedContent : DataPurpose(\"personalised-content\")",
        "import dev.menshen.InstalledApps as InstalledApps_",
    ] {
        assert!(kotlin.contains(line), "{line}");
    }
    let arkts = code(netease, &["--lang", "arkts"]);
    assert!(arkts.contains("locationFineBy(sdk: Sdk<'location-device'>): Access<Location.Fine> {"));
    let rust = code(netease, &["--lang", "rust"]);
    assert!(rust.contains("    pub fn camera_preview() -> Access<scope::camera::Preview> {\n        Access::of(ID, Resource::Camera, 0b1)"));
}

#[test]
fn a_file_is_written_once_and_then_checked() {
    let folder = Folder::new("written");
    let file = folder.path("Purposes.kt");
    let args = ["--lang", "kotlin", "--package", "a.b", "-o", &file];
    let check = [&args[..], &["--check"]].concat();
    let missing = codegen(&workshop(), &check);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stdout).contains("does not exist"), "{missing:?}");
    assert!(codegen(&workshop(), &args).status.success());
    assert_eq!(codegen(&workshop(), &check).status.code(), Some(0));
    let windows = read(&file).replace('\n', "\r\n");
    std::fs::write(&file, &windows).unwrap();
    assert_eq!(codegen(&workshop(), &check).status.code(), Some(0), "line endings do not count");
    assert!(text(&codegen(&workshop(), &args).stdout).ends_with(" is up to date\n"));
    assert_eq!(read(&file), windows, "what holds already is not written again");
}

#[test]
fn a_stale_file_is_shown_with_the_command_that_updates_it() {
    let folder = Folder::new("stale");
    let file = folder.path("my Purposes.ets");
    let args = ["--lang", "arkts", "-o", &file];
    assert!(codegen(&workshop(), &args).status.success());
    let current = read(&file);
    std::fs::write(&file, current.replace("'orders'", "'order'")).unwrap();
    let output = codegen(&workshop(), &[&args[..], &["--check"]].concat());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("\n-  static readonly Orders: DataPurpose = new DataPurpose('order');\n"),
        "{said}"
    );
    assert!(
        said.contains("\n+  static readonly Orders: DataPurpose = new DataPurpose('orders');\n"),
        "{said}"
    );
    let update = format!("menshen policy codegen {} --lang arkts -o '{file}'\n", workshop());
    assert!(said.ends_with(&update), "{said}");
    assert!(said.lines().count() < 25);
    std::fs::write(&file, "// Generated by `menshen policy codegen`, cut off").unwrap();
    let output = codegen(&workshop(), &[&args[..], &["--check"]].concat());
    let said = text(&output.stdout);
    assert!(said.contains("\n…\n") && said.lines().count() < 25, "{said}");
    assert!(codegen(&workshop(), &args).status.success());
    assert_eq!(read(&file), current);
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let folder = Folder::new("foreign");
    let policy = folder.write("policy.json", &read(workshop()));
    let output = codegen(&policy, &["--lang", "rust", "-o", &policy]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("left as it is"), "{output:?}");
    assert_eq!(read(&policy), read(workshop()));
    let output = codegen(&policy, &["--lang", "rust", "-o", folder.0.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).ends_with(": not a file\n"), "{output:?}");
    let nowhere = folder.path("no/such/folder.rs");
    assert_eq!(codegen(&policy, &["--lang", "rust", "-o", &nowhere]).status.code(), Some(2));
}

#[test]
fn ids_that_would_share_a_name_are_refused() {
    let folder = Folder::new("clash");
    for (from, to, said) in [
        (
            "\"orders\"",
            "\"record.video\"",
            "`record-video` and `record.video` would both be called `RecordVideo`",
        ),
        ("\"orders\"", "\"recordvideo\"", "`record-video` and `recordvideo` would both be called"),
        (
            "\"orders\"",
            "\"camera-leases\"",
            "`camera-leases` and the leases of `camera` would both be called `CameraLeases`",
        ),
        ("\"maker\"", "\"3rd.eye\"", "`3rd.eye` and `3rd-eye` would both be called `_3rdEye`"),
    ] {
        let clash = folder.write("clash.json", &read(workshop()).replace(from, to));
        for lang in LANGUAGES {
            let output = codegen(&clash, &["--lang", lang]);
            let errors = text(&output.stderr);
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
            assert!(errors.starts_with(&format!("{clash}: {said}")), "{errors}");
            assert!(errors.ends_with("rename one\n"), "{errors}");
        }
    }
}

#[test]
fn what_makes_no_sense_is_a_usage_error() {
    let wrong: [&[&str]; 6] = [
        &[],
        &["--lang", "swift"],
        &["--lang", "rust", "--check"],
        &["--lang", "rust", "--package", "a.b"],
        &["--lang", "kotlin", "--package", "a.fun"],
        &["--lang", "kotlin", "--package", "a;import b"],
    ];
    for args in wrong {
        let output = codegen(&workshop(), args);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}");
    }
    let output = codegen("no-such-policy.json", &["--lang", "rust"]);
    assert_eq!(output.status.code(), Some(2));
}

/// The libraries that generated code is compiled against say of scopes what the core says.
#[test]
fn the_libraries_have_every_scope_with_what_it_implies() {
    let library = "bindings/android/library/src/main/kotlin/dev/menshen";
    let kotlin = read(repository(&format!("{library}/Resources.kt")));
    let arkts = read(repository("bindings/harmony/library/src/main/ets/Resources.ets"));
    let (mut scopes, pascal) = (0, |name: &str| {
        name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect::<String>()
    });
    for resource in Resource::ALL {
        let name = pascal(resource.name());
        let mut expected =
            (format!("public interface {name} {{\n"), format!("export namespace {name} {{\n"));
        for scope in resource.scope_names() {
            let own = resource.scope(scope).unwrap();
            let implied = own.closed_down(*resource).without(own);
            let implied = resource.names(implied).first().map(|it| pascal(it));
            let (scope, parent) = (pascal(scope), implied.clone().unwrap_or(name.clone()));
            expected.0 += &format!("    public interface {scope} : {parent}\n");
            let extends = implied.map_or(String::new(), |it| format!(" extends {it}"));
            let member = name[..1].to_lowercase() + &name[1..] + &scope;
            expected.1 +=
                &format!("  export interface {scope}{extends} {{ readonly {member}: never }}\n");
            scopes += 1;
        }
        assert!(kotlin.contains(&format!("{}}}\n", expected.0)), "{}", expected.0);
        assert!(arkts.contains(&format!("{}}}\n", expected.1)), "{}", expected.1);
    }
    assert_eq!(kotlin.matches("    public interface ").count(), scopes);
    assert_eq!(arkts.matches("  export interface ").count(), scopes);
}
