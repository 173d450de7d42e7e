//! The end of the day: the log is read back and judged.

use std::path::Path;

use menshen::log::{State, VerifyOptions};
use serde_json::json;

use crate::lang::Lang;
use crate::log::{Pulled, audit, report};
use crate::report::Report;
use crate::zone::Zone;
use crate::{Failure, Outcome, input};

/// The rules that the script breaks on purpose.
const ON_PURPOSE: [&str; 2] = ["undeclared", "sdk-start"];

/// The day is one in China.
const ZONE: Zone = Zone::ahead(8);

/// Verifies and audits the log of the day; fine when just the mistakes made on purpose are found.
pub(super) fn end(dir: &Path, path: &Path, lang: Lang, json: bool) -> Result<Outcome, Failure> {
    let log = Pulled::open(dir)?;
    let report = log.verify(&VerifyOptions::default())?;
    let (policy, _) = input::read_policy(path)?;
    let judgement = audit::judge(&log, &policy, &report)?;
    let mut found: Vec<&str> = judgement.findings.iter().map(|it| it.variant.rule).collect();
    found.sort_unstable_by_key(|rule| ON_PURPOSE.iter().position(|it| it == rule));
    let expected = report.state == State::Clean && found == ON_PURPOSE;
    let page = dir.join("report.html");
    report::write(&page, &Report::of(&log, &policy, &ZONE)?.page(lang), true)?;
    match json {
        true => input::print(&format!(
            "{}\n",
            json!({
                "log": { "state": report.state.name(), "records": report.records },
                "audit": judgement.to_json(),
                "dir": dir,
                "report": page,
                "as_expected": expected,
            })
        ))?,
        false => {
            let signed = match lang {
                Lang::Zh => format!(
                    "日志：{} 条记录，{}，由 {} 密钥签名",
                    report.records,
                    state(report.state, lang),
                    provider(&report)
                ),
                Lang::En => format!(
                    "the log: {} records, {}, signed by a {} key",
                    report.records,
                    state(report.state, lang),
                    provider(&report)
                ),
            };
            input::print(&format!(
                "\n{signed}\n\n{}\n{}",
                judgement.as_text(lang),
                outlook(dir, expected, lang)
            ))?;
        }
    }
    Ok(if expected { Outcome::Fine } else { Outcome::Findings })
}

fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Clean => lang.pick("完好", "clean"),
        other => other.name(),
    }
}

fn provider(report: &menshen::log::Report) -> &str {
    report.provider.as_deref().unwrap_or("-")
}

fn outlook(dir: &Path, expected: bool, lang: Lang) -> String {
    let (dir, menshen) = (dir.display(), own_path());
    let verdict = match expected {
        true => lang.pick(
            "审计找到了脚本有意犯的两处错误，没有别的。",
            "The audit found the two mistakes made on purpose, and nothing else.",
        ),
        false => lang.pick("审计结果与脚本不符！", "The audit does not match the script!"),
    };
    let look = lang.pick("日志在这里，自己看看：", "The log lies here; look for yourself:");
    let page = lang.pick(
        "同样内容的报告，一个 HTML 文件，用浏览器打开：",
        "The same as a report, one HTML file, for a browser:",
    );
    format!(
        "{verdict}\n\n{look}\n  {menshen} log show {dir}\n  {menshen} log verify {dir}\n  {menshen} log audit {dir} --policy {dir}/policy.json\n\n{page}\n  {dir}/report.html\n"
    )
}

/// How to call this command again from here.
fn own_path() -> String {
    let path = std::env::current_exe().unwrap_or_else(|_| "menshen".into());
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(&path).display().to_string()
}
