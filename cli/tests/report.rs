//! `menshen log report` on logs that a real gate wrote.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use menshen::{Access, Answer, AppState, Config, Gate, OsGrant, Policy, Resource};
use serde_json::{Value, json};

const POLICY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");
const PLANTED: &str = "</script><img src=x onerror=alert(1)>";

/// A gate's folder and a page beside it, removed at the end.
struct Phone(PathBuf);

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Phone {
    /// A day with a granted scan, a refused one, and what `more` does.
    fn after(name: &str, more: impl Fn(&Gate)) -> Phone {
        let dir =
            std::env::temp_dir().join(format!("menshen-report-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let policy = Policy::parse(&fs::read_to_string(POLICY).unwrap()).unwrap();
        let gate =
            Gate::open(Config::new(dir.join("gate"), policy).background(false).call_sites(true));
        let gate = gate.unwrap();
        gate.accept_policy().unwrap();
        gate.app_state(AppState::Foreground).unwrap();
        gate.answer(&scan(), Answer::Grant).unwrap();
        gate.os_changed(Resource::Camera, &["preview"], OsGrant::Granted).unwrap();
        drop(gate.acquire(&scan()).unwrap());
        gate.withdraw(&scan()).unwrap();
        assert!(gate.acquire(&scan()).is_err());
        more(&gate);
        gate.checkpoint().unwrap();
        Phone(dir)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn report(&self, args: &[&str]) -> Output {
        let gate = self.path("gate");
        menshen(&[&["log", "report", &gate, "--policy", POLICY, "--tz", "+08:00"], args].concat())
    }

    /// The page in a language, as it was written.
    fn page(&self, lang: &str) -> String {
        let page = self.path("report.html");
        self.report(&["-o", &page, "--lang", lang, "--force"]);
        fs::read_to_string(page).unwrap()
    }

    fn model(&self) -> Value {
        serde_json::from_slice(&self.report(&["--json"]).stdout).unwrap()
    }

    /// Flips a bit in the middle of what was written.
    fn damage(&self) {
        let log = self.0.join("gate/log");
        let files = fs::read_dir(log).unwrap().map(|entry| entry.unwrap().path());
        let segment =
            files.filter(|path| path.extension().is_some_and(|it| it == "seg")).max().unwrap();
        let mut bytes = fs::read(&segment).unwrap();
        bytes[300] ^= 1;
        fs::write(segment, bytes).unwrap();
    }
}

fn scan() -> Access {
    Access::new("qr-scan", Resource::Camera, ["preview"]).unwrap().user_initiated(true)
}

fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).env("LC_ALL", "C").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_good_day_is_reported_as_kept() {
    let phone = Phone::after("good", |_| {});
    let page = phone.path("page.html");
    let output = phone.report(&["-o", &page]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(text(&output.stdout), format!("{page}: no findings\n"));
    let model = phone.model();
    assert_eq!(model["log"]["state"], "clean");
    assert_eq!(
        (&model["audit"]["violations"], &model["audit"]["warnings"]),
        (&json!(0), &json!(0))
    );
    let uses = json!([&model["uses"][0]["allowed"], &model["uses"][0]["denied"]]);
    assert_eq!((uses, &model["reasons"]), (json!([1, 1]), &json!({ "consent_withdrawn": 1 })));
    assert_eq!(
        model["zone"],
        json!({ "name": "+08", "offsets": [[model["audit"]["first_ms"], 28_800_000]] })
    );
}

#[test]
fn a_finding_names_its_records() {
    let phone = Phone::after("undeclared", |gate| {
        let number = Access::new("qr-scan", Resource::Phone, ["number"]).unwrap();
        drop(gate.acquire(&number.call_site("Promotion.kt:40")));
    });
    assert_eq!(phone.report(&["--json"]).status.code(), Some(1));
    let model = phone.model();
    let finding = &model["audit"]["findings"][0];
    assert_eq!((&finding["rule"], &finding["count"]), (&json!("undeclared"), &json!(1)));
    let row = &model["records"]["rows"][finding["records"][0].as_u64().unwrap() as usize];
    assert_eq!((&row[6], &row[8]), (&json!(["phone:number"]), &json!("deny")));
    assert_eq!(row[11]["call_site"], "Promotion.kt:40");
    assert_eq!(row[10][3], finding["places"][0]["seq"]);
    assert_eq!(
        model["records"]["segments"][0],
        format!("{}.seg", finding["places"][0]["segment"].as_str().unwrap())
    );
}

#[test]
fn the_page_holds_the_same_data_that_json_prints() {
    let phone = Phone::after("same", |_| {});
    for (lang, heading) in [("en", "Access log report"), ("zh", "访问日志报告")] {
        let page = phone.page(lang);
        assert!(page.contains(&format!("<title>{heading}</title>")), "{lang}");
        let (_, rest) = page.split_once("id=\"model\">").unwrap();
        let (data, _) = rest.split_once("</script>").unwrap();
        assert_eq!(serde_json::from_str::<Value>(data).unwrap(), phone.model());
        assert_eq!(page, phone.page(lang), "the same log gives the same page");
    }
}

#[test]
fn names_that_would_like_to_be_markup_stay_text() {
    let phone = Phone::after("planted", |gate| {
        let access = Access::new(PLANTED, Resource::Camera, ["preview"]).unwrap();
        drop(gate.acquire(&access.call_site(PLANTED)));
        let _ = gate.may_start(PLANTED);
    });
    let page = phone.page("en");
    assert!(!page.contains("<img"), "not in the data, not in the plain text");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(phone.model()["uses"].as_array().unwrap().iter().any(|it| it["purpose"] == PLANTED));
}

#[test]
fn damage_is_in_the_report_and_in_the_exit_code() {
    let phone = Phone::after("damage", |_| {});
    phone.damage();
    assert_eq!(phone.report(&["--json"]).status.code(), Some(1));
    let model = phone.model();
    let problem = &model["log"]["problems"][0];
    assert_eq!((&model["log"]["state"], &problem["block"]), (&json!("damaged"), &json!(0)));
    assert!(problem["what"]["zh-CN"].is_string() && problem["means"]["en"].is_string());
    let rows = model["records"]["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row[4] == "damage" && row[0].is_null()));
    assert!(phone.page("en").contains("damaged"));
}

#[test]
fn a_page_is_overwritten_only_when_that_is_asked_for() {
    let phone = Phone::after("force", |_| {});
    let page = phone.path("page.html");
    fs::write(&page, "mine").unwrap();
    let refused = phone.report(&["-o", &page]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("is there already"), "{refused:?}");
    assert_eq!(fs::read_to_string(&page).unwrap(), "mine");
    assert_eq!(phone.report(&["-o", &page, "--force"]).status.code(), Some(0));
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!doctype html>"));
}

#[test]
fn usage_and_unreadable_input() {
    let phone = Phone::after("usage", |_| {});
    let code = |args: &[&str]| menshen(args).status.code();
    assert_eq!(code(&["log", "report", &phone.path("gate")]), Some(2), "no policy");
    assert_eq!(code(&["log", "report", "/nowhere", "--policy", POLICY, "--json"]), Some(2));
    let nowhere = phone.report(&["-o", "/nowhere/report.html"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(text(&nowhere.stderr).starts_with("/nowhere/report.html: "), "{nowhere:?}");
    assert_eq!(phone.report(&["--json", "--force"]).status.code(), Some(2));
    assert!(!Path::new("report.html").exists(), "nothing is left here");
}
