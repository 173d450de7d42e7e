//! `policy lists` on the shipped policies. What is expected of single rows was read off the
//! published texts.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use menshen::Policy;
use menshen::policy::{PolicyFile, Purpose};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies");
const NETEASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/netease-cloud-music.json");
const X_STUDIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/x-studio.json");

fn menshen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_menshen")).args(args).env("LC_ALL", "C").output().unwrap()
}

fn lists(policy: &str, more: &[&str]) -> String {
    let output = menshen(&[&["policy", "lists", policy], more].concat());
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The rows of a list in Chinese, cell by cell, unescaped.
fn rows(policy: &str, list: &str) -> Vec<Vec<String>> {
    let text = lists(policy, &["--list", list, "--lang", "zh"]);
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    let cells = |line: &str| {
        let line = line.trim_start_matches("| ").trim_end_matches(" |").replace("\\|", "¦");
        line.split(" | ").map(|cell| cell.replace('\\', "")).collect()
    };
    rows.map(cells).collect()
}

/// The first row that has all of these in its cells.
fn row(rows: &[Vec<String>], has: &[&str]) -> Vec<String> {
    let fits =
        |row: &&Vec<String>| has.iter().all(|part| row.iter().any(|cell| cell.contains(part)));
    rows.iter().find(fits).unwrap_or_else(|| panic!("no row has {has:?}")).clone()
}

fn file(path: &str) -> PolicyFile {
    Policy::parse(&fs::read_to_string(path).unwrap()).unwrap().file().clone()
}

#[test]
fn every_piece_of_data_is_a_row_and_the_holes_show() {
    for (policy, holes) in [(NETEASE, vec!["用 Siri 控制"]), (X_STUDIO, vec![])] {
        let (rows, file) = (rows(policy, "collected"), file(policy));
        let data: usize = file.purposes.iter().map(|purpose| purpose.data.len()).sum();
        assert_eq!(rows.len(), data + holes.len());
        let mut at = rows.iter();
        for purpose in file.purposes.iter().filter(|purpose| !purpose.data.is_empty()) {
            for data in &purpose.data {
                let row = at.find(|row| row[0] == data.zh).unwrap_or_else(|| panic!("{data:?}"));
                assert!(row[2].starts_with(&purpose.title.zh), "{row:?}");
                assert_eq!(row[7], purpose.clauses.join("、"));
                assert_eq!(row[6] == "是", purpose.sensitive, "{row:?}");
            }
        }
        let open = rows.iter().filter(|row| row[0] == "未写明");
        let open: Vec<&str> = open.map(|row| row[2].split('（').next().unwrap()).collect();
        assert_eq!(open, holes);
    }
}

#[test]
fn every_clause_and_every_purpose_is_in_a_list() {
    for policy in [NETEASE, X_STUDIO] {
        let file = file(policy);
        let all: Vec<Vec<String>> =
            ["collected", "shared", "permissions"].iter().flat_map(|it| rows(policy, it)).collect();
        let listed: BTreeSet<&str> =
            all.iter().flat_map(|row| row.last().unwrap().split('、')).collect();
        for purpose in &file.purposes {
            assert!(
                all.iter().any(|row| row.contains(&purpose.title.zh)
                    || row.iter().any(|cell| cell.starts_with(&format!("{}（", purpose.title.zh)))),
                "{}",
                purpose.id
            );
            for clause in &purpose.clauses {
                assert!(listed.contains(clause.as_str()), "{clause}");
            }
        }
        for sdk in &file.sdks {
            assert!(listed.contains(sdk.clause.as_str()), "{}", sdk.clause);
        }
    }
}

#[test]
fn what_the_texts_say_of_data_stands_in_its_row() {
    let netease = rows(NETEASE, "collected");
    let cases: &[(&str, &str, &[&str])] = &[
        ("联系人姓名和联系方式", "一(二)11", &["通讯录（读取）", "单独同意", "登录后", "是"]),
        ("连麦时的语音", "一(二)14、六6", &["麦克风（实时语音）", "单独同意", "是"]),
        ("预约的直播", "一(二)16", &["日历（添加日程）", "使用时同意", "否"]),
        ("剪贴板中的云音乐口令、链接", "一(二)12", &["剪贴板（本机识别）", "用后即删", "否"]),
        ("收货人姓名、收货地址、邮政编码、联系电话", "一(二)13、三(一)1(4)", &["合同"]),
        ("登录账号", "一(二)3(1)", &["包括后台", "无需登录", "同意隐私政策"]),
        ("银行卡信息", "一(二)13", &["退费", "单独同意", "是"]),
    ];
    for (data, clause, said) in cases {
        let row = row(&netease, &[data]);
        assert_eq!(row[7], *clause, "{row:?}");
        for part in *said {
            assert!(row.iter().any(|cell| cell.contains(part)), "{part} in {row:?}");
        }
    }
    let x_studio = rows(X_STUDIO, "collected");
    assert_eq!(row(&x_studio, &["短信验证码", "注册"])[7], "一(二)2(1)、八");
    assert_eq!(row(&x_studio, &["页面点击频次、停留时间"])[7], "一(二)4(1)");
    assert!(row(&x_studio, &["机型、型号、设备名称"])[3].contains("设备标识（机型）"));
}

#[test]
fn all_eight_kinds_of_third_party_are_listed() {
    let netease = rows(NETEASE, "shared");
    let clauses: Vec<&str> = netease.iter().map(|row| row[9].as_str()).collect();
    assert_eq!(clauses, ["六1", "六2", "六3", "六4", "六5", "六6", "六7", "六8"]);
    let payment = &netease[2];
    assert!(payment[1].contains("支付宝") && payment[1].contains("银联"), "{payment:?}");
    assert!(payment[3].contains("订单号") && payment[5].contains("支付（"), "{payment:?}");
    assert_eq!((payment[2].as_str(), payment[7].as_str()), ("支付", "独立处理"));
    assert!(netease[4][3].contains("日志信息") && netease[4][6].contains("Cookie"));
    assert!(netease.iter().all(|row| row[8] == "未写明"), "the text has no addresses");
    let x_studio = rows(X_STUDIO, "shared");
    assert_eq!((x_studio.len(), x_studio[0][9].as_str()), (1, "三(一)3"));
}

#[test]
fn every_resource_of_every_purpose_is_a_row_with_its_permissions() {
    for policy in [NETEASE, X_STUDIO] {
        let resources = |purpose: &Purpose| {
            purpose.all_needs().map(|need| need.resource).collect::<BTreeSet<_>>().len()
        };
        let uses: usize = file(policy).purposes.iter().map(resources).sum();
        assert_eq!(rows(policy, "permissions").len(), uses);
    }
    let netease = rows(NETEASE, "permissions");
    let cases: &[(&[&str], &str, &str)] = &[
        (&["相机", "扫描二维码"], "android.permission.CAMERA", "ohos.permission.CAMERA"),
        (&["好友推荐"], "android.permission.READ_CONTACTS", "ohos.permission.READ_CONTACTS"),
        (&["通知", "消息推送"], "POST_NOTIFICATIONS（发送通知；API 33 起）", "系统设置或系统弹窗"),
        (&["票务提醒"], "不需要权限", "ohos.permission.WRITE_CALENDAR"),
        (&["附近的人"], "ACCESS_FINE_LOCATION", "ohos.permission.APPROXIMATELY_LOCATION"),
        (&["系统设置（修改）"], "android.permission.WRITE_SETTINGS", "系统设置"),
        (&["识别剪贴板口令"], "不需要权限", "不需要权限"),
        (
            &["下载歌曲和视频"],
            "WRITE_EXTERNAL_STORAGE（写入存储中的文件；API 28 及以下）",
            "安全控件",
        ),
    ];
    for (has, android, harmony) in cases {
        let row = row(&netease, has);
        assert!(row[1].contains(android) && row[2].contains(harmony), "{row:?}");
    }
    let download = row(&netease, &["下载歌曲和视频"]);
    assert!(download[6].starts_with("可以拒绝。不能下载"), "{download:?}");
    assert!(row(&netease, &["好友推荐"])[5].contains("单独同意"));
    assert!(row(&netease, &["识别剪贴板口令"])[5].contains("不向系统申请"));
    assert!(row(&netease, &["相机", "发布图文"])[6].contains("任选其一"));
}

#[test]
fn holes_are_counted_on_stderr() {
    let output = menshen(&["policy", "lists", NETEASE, "--list", "shared"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Company 7/8") && said.contains("Their privacy policy 8/8"), "{said}");
}

#[test]
fn the_english_lists_have_the_same_rows() {
    for list in ["collected", "shared", "permissions"] {
        let text = lists(NETEASE, &["--list", list, "--lang", "en"]);
        let count = text.lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(count - 2, rows(NETEASE, list).len());
    }
}

/// A folder, removed at the end.
struct Desk(PathBuf);

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Desk {
    fn new(name: &str) -> Desk {
        let dir = std::env::temp_dir().join(format!("menshen-lists-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Desk(dir)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

#[test]
fn a_check_names_the_list_that_differs() {
    let desk = Desk::new("check");
    let (policy, out) = (desk.path("policy.json"), desk.path("lists.md"));
    let text = fs::read_to_string(NETEASE).unwrap();
    fs::write(&policy, &text).unwrap();
    let run = |more: &[&str]| {
        menshen(&[&["policy", "lists", &policy, "--lang", "zh", "-o", &out], more].concat())
    };
    let missing = run(&["--check"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(run(&[]).status.success());
    let same = run(&["--check"]);
    assert_eq!((same.status.code(), same.stdout.len()), (Some(0), 0));

    fs::write(&policy, text.replacen("\"zh-CN\": \"密码\"", "\"zh-CN\": \"口令\"", 1)).unwrap();
    let differs = run(&["--check"]);
    assert_eq!(differs.status.code(), Some(1));
    let said = String::from_utf8(differs.stdout).unwrap();
    assert!(said.contains("lists.md: 已收集个人信息清单与政策不一致"), "{said}");
}

#[test]
fn a_folder_gets_a_file_for_each_list() {
    let desk = Desk::new("folder");
    let out = desk.path("lists");
    let args = ["policy", "lists", X_STUDIO, "--lang", "en", "--format", "html", "-o", &out];
    assert!(menshen(&args).status.success());
    let names = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name());
    let names: BTreeSet<String> = names.map(|name| name.into_string().unwrap()).collect();
    let expected =
        ["collected", "permissions", "shared"].map(|it| format!("x-studio.{it}.en.html"));
    assert_eq!(names, BTreeSet::from(expected));
    assert_eq!(menshen(&[&args[..], &["--check"]].concat()).status.code(), Some(0));
    fs::write(desk.path("lists/x-studio.shared.en.html"), "old").unwrap();
    let output = menshen(&[&args[..], &["--check"]].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1));
    assert!(
        said.contains("x-studio.shared.en.html: differs from the policy in: Personal"),
        "{said}"
    );
}

#[test]
fn the_page_stands_alone_and_nothing_in_a_policy_is_markup() {
    let desk = Desk::new("markup");
    let policy = desk.path("policy.json");
    let text = fs::read_to_string(X_STUDIO).unwrap();
    let evil = "<script>alert('|')</script>";
    let text = text.replacen("\"en\": \"SMS code\"", &format!("\"en\": \"{evil}\""), 2);
    fs::write(
        &policy,
        text.replacen("隐私政策\", \"en\": \"", &format!("{evil}\", \"en\": \"{evil}"), 1),
    )
    .unwrap();
    let page = lists(&policy, &["--format", "html", "--lang", "en"]);
    assert!(page.contains("&lt;script&gt;alert(&#39;|&#39;)&lt;/script&gt;"));
    for absent in ["<script", "http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert!(page.contains("<html lang=\"en\">"));
    assert_eq!(page.matches("<caption>").count(), 3);
    assert_eq!(page.matches("scope=\"col\"").count(), 8 + 10 + 8);
    let rows = page.matches("scope=\"row\"").count();
    let listed: usize = ["collected", "shared", "permissions"]
        .iter()
        .map(|it| self::rows(X_STUDIO, it).len())
        .sum();
    assert_eq!(rows, listed);
    let markdown = lists(&policy, &["--lang", "en"]);
    assert!(
        markdown.contains("&lt;script>alert('\\|')&lt;/script>") && !markdown.contains("<script")
    );
    assert!(
        lists(&policy, &["--format", "html", "--lang", "zh"]).contains("<html lang=\"zh-CN\">")
    );
}

#[test]
fn the_lists_of_the_shipped_policies_are_up_to_date() {
    for (policy, name) in [(NETEASE, "netease-cloud-music"), (X_STUDIO, "x-studio")] {
        let out = format!("{FOLDER}/lists/{name}.zh.md");
        let output = menshen(&["policy", "lists", policy, "--lang", "zh", "-o", &out, "--check"]);
        assert!(output.status.success(), "{output:?}");
    }
}
