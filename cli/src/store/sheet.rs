//! The forms that a report takes.

mod csv;
mod html;
mod json;
mod markdown;

use std::io::{self, Write};

use super::answers::{Answer, Answers, Verdict};
use super::report::Report;
use super::row::Row;
use super::usage::Usage;
use crate::lang::Lang;

/// The form of a report.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A page to print or to send
    Html,
    /// For pasting in a ticket
    Markdown,
    /// The rows only, all of them
    Csv,
    /// Everything, all rows
    Json,
}

/// What takes a report down: first what is known, then the rows, then what they come to.
pub(super) trait Sheet {
    fn begin(&mut self, report: &Report<'_>) -> io::Result<()>;

    fn row(&mut self, report: &Report<'_>, row: &Row) -> io::Result<()>;

    fn end(&mut self, report: &Report<'_>, answers: &Answers, usage: &Usage<'_>) -> io::Result<()>;
}

impl Format {
    pub(super) fn sheet(self, out: impl Write + 'static) -> Box<dyn Sheet> {
        match self {
            Format::Html => Box::new(html::Html::new(out)),
            Format::Markdown => Box::new(markdown::Markdown::new(out)),
            Format::Csv => Box::new(csv::Csv::new(out)),
            Format::Json => Box::new(json::Json::new(out)),
        }
    }
}

/// The names of the table's columns.
fn columns(report: &Report<'_>) -> [&'static str; 12] {
    let lang = report.view.lang;
    [
        lang.pick("行", "Row"),
        lang.pick("时间", "Time"),
        report.relative_to(),
        lang.pick("调用方", "Who"),
        lang.pick("行为", "What"),
        lang.pick("目的 · 条款", "Purpose · clause"),
        lang.pick("应用状态", "App"),
        lang.pick("结论", "Verdict"),
        lang.pick("点按", "Tap"),
        lang.pick("占用时长", "Held"),
        lang.pick("代码位置", "Call site"),
        lang.pick("秒/分/时内次数", "In the s / min / h"),
    ]
}

/// The cells of a row, in the order of the columns.
fn cells(report: &Report<'_>, row: &Row) -> [String; 12] {
    let view = &report.view;
    let (purpose, clauses) = (view.purpose(row), view.clauses(row));
    let about = [purpose, clauses].into_iter().filter(|text| !text.is_empty());
    [
        row.number.to_string(),
        view.time(row.first.wall),
        view.relative(row),
        view.who(row),
        times(view.what(row), row.times),
        about.collect::<Vec<String>>().join(" · "),
        view.app_state(row).to_owned(),
        view.verdict(row),
        view.tapped(row).to_owned(),
        view.held(row),
        row.act.call_site.clone(),
        view.counts(row),
    ]
}

fn times(what: String, times: u64) -> String {
    if times > 1 { format!("{what} ×{times}") } else { what }
}

/// How a table that is too long for its form says so.
fn cut(told: u64, all: u64, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "表格在第 {told} 行截断，共 {all} 行。上面的回答依据全部 {all} 行。\
             要看其余的行，请用 --since 和 --until 缩小期间，或用 --format csv 取得全部。"
        ),
        Lang::En => format!(
            "The table is cut after row {told} of {all}. The answers above rest on all {all}. For \
             the others narrow the period with --since and --until, or take all with --format csv."
        ),
    }
}

fn verdict(answer: &Answer, lang: Lang) -> &'static str {
    match answer.verdict() {
        Verdict::Yes => lang.pick("有", "Yes"),
        Verdict::No => lang.pick("没有", "No"),
        Verdict::Unclear => lang.pick("无法判断", "Unclear"),
    }
}
