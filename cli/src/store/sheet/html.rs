//! A page to print or to send: one file, no script, nothing fetched from anywhere.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::answers::{Answer, Answers, Verdict};
use super::super::rates::Table;
use super::super::report::Report;
use super::super::row::{Kind, Row};
use super::super::usage::Usage;
use super::{Sheet, cells, columns, cut, verdict};
use crate::html::escape;
use crate::lang::Lang;

/// A page takes no more rows than this.
const MOST: u64 = 5_000;

const STYLE: &str = include_str!("html.css");

/// Column by column, for the style sheet.
const CLASSES: [&str; 12] =
    ["n", "t", "t", "who", "what", "for", "app", "v", "tap", "held", "site", "c"];

pub(super) struct Html<W> {
    out: W,
    rows: String,
    told: u64,
}

impl<W: Write> Html<W> {
    pub(super) fn new(out: W) -> Html<W> {
        Html { out, rows: String::new(), told: 0 }
    }
}

impl<W: Write> Sheet for Html<W> {
    fn begin(&mut self, report: &Report<'_>) -> io::Result<()> {
        let title = report.title();
        let title = escape(&title);
        writeln!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"generator\" content=\"menshen {}\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
            report.view.lang.pick("zh-CN", "en"),
            env!("CARGO_PKG_VERSION"),
        )?;
        writeln!(self.out, "<dl>")?;
        for (label, value) in report.head() {
            writeln!(self.out, "<div><dt>{label}</dt><dd>{}</dd></div>", escape(&value))?;
        }
        writeln!(self.out, "</dl>")
    }

    fn row(&mut self, report: &Report<'_>, row: &Row) -> io::Result<()> {
        if self.told < MOST {
            self.told += 1;
            self.rows.push_str(&self::row(report, row, Some("r")));
        }
        Ok(())
    }

    fn end(&mut self, report: &Report<'_>, answers: &Answers, usage: &Usage<'_>) -> io::Result<()> {
        let lang = report.view.lang;
        let (totals, all) = (report.totals(&answers.totals), answers.totals.rows);
        let mut text = heading("answers", lang.pick("结论", "Answers"));
        let told = answers.all.iter().map(|answer| self::answer(report, answer, self.told));
        text.extend(told);
        text.push_str(&heading("rates", lang.pick("频次", "How often")));
        text.push_str(&table(&report.peaks(usage)));
        text.push_str(&table(&report.limits(usage)));
        text.push_str(&heading("rows", lang.pick("逐条记录", "Every access and prompt")));
        let _ = writeln!(text, "<p>{}</p>", escape(&totals));
        if self.told < all {
            let _ = writeln!(text, "<p class=\"cut\">{}</p>", escape(&cut(self.told, all, lang)));
        }
        text.push_str(&log_head(report));
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(self.rows.as_bytes())?;
        self.out.write_all(tail(report, answers).as_bytes())?;
        self.out.flush()
    }
}

fn tail(report: &Report<'_>, answers: &Answers) -> String {
    let lang = report.view.lang;
    let mut text = "</tbody></table>\n".to_owned();
    let title =
        lang.pick("附：政策对所涉目的的声明", "What the policy declares for these purposes");
    text.push_str(&heading("policy", title));
    text.push_str(&table(&report.appendix(&answers.purposes)));
    text.push_str(&heading("notes", lang.pick("方法和证明范围", "Method, and what this proves")));
    for note in report.notes(&answers.totals) {
        let _ = writeln!(text, "<p>{}</p>", escape(&note));
    }
    text + "</body>\n</html>\n"
}

fn heading(id: &str, text: &str) -> String {
    format!("<h2 id=\"{id}\">{}</h2>\n", escape(text))
}

fn answer(report: &Report<'_>, answer: &Answer, told: u64) -> String {
    let lang = report.view.lang;
    let class = match answer.verdict() {
        _ if answer.broken > 0 => "bad",
        Verdict::No => "good",
        Verdict::Yes | Verdict::Unclear => "mind",
    };
    let mut text = format!(
        "<section class=\"{class}\"><h3><b>{}</b> {}</h3>\n<p>{}</p>\n",
        verdict(answer, lang),
        escape(answer.question.title(lang)),
        escape(&answer.said(report)),
    );
    let mut rows = answer.evidence().peekable();
    if rows.peek().is_some() {
        text.push_str(&log_head(report));
        rows.for_each(|it| text.push_str(&linked(report, it, told)));
        text.push_str("</tbody></table>\n");
        text.push_str(&more(answer, lang));
    }
    text + "</section>\n"
}

/// How many records the rows of an answer leave out.
fn more(answer: &Answer, lang: Lang) -> String {
    let named: u64 = answer.evidence().map(|row| row.times).sum();
    let more = (answer.times() + answer.unclear).saturating_sub(named);
    match (more, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("<p class=\"more\">另有 {more} 次，见逐条记录。</p>\n"),
        (_, Lang::En) => format!("<p class=\"more\">and {more} more, among all rows below</p>\n"),
    }
}

/// A row that shows an answer, linked to its place in the table if it is in it.
fn linked(report: &Report<'_>, row: &Row, told: u64) -> String {
    let number = row.number;
    let text = self::row(report, row, None);
    match number <= told {
        true => text.replacen(
            &format!(">{number}<"),
            &format!("><a href=\"#r{number}\">{number}</a><"),
            1,
        ),
        false => text,
    }
}

fn log_head(report: &Report<'_>) -> String {
    let names = columns(report);
    let cells = names.iter().zip(CLASSES);
    let cells = cells.map(|(name, class)| format!("<th class=\"{class}\">{}</th>", escape(name)));
    format!("<table class=\"log\"><thead><tr>{}</tr></thead>\n<tbody>\n", cells.collect::<String>())
}

fn row(report: &Report<'_>, row: &Row, anchor: Option<&str>) -> String {
    let id = anchor.map_or_else(String::new, |it| format!(" id=\"{it}{}\"", row.number));
    let class = class(row);
    let cells = cells(report, row);
    if let Some(text) = report.view.milestone(row) {
        let [number, time, relative, ..] = &cells;
        return format!(
            "<tr{id} class=\"{class}\"><td class=\"n\">{number}</td><td class=\"t\">{time}</td>\
             <td class=\"t\">{relative}</td><td colspan=\"{}\">{}</td></tr>\n",
            cells.len() - 3,
            escape(&text)
        );
    }
    let broken = report.view.broken(row);
    let cells = cells.iter().zip(CLASSES).map(|(cell, class)| {
        let broken = if class == "v" { marks(&broken) } else { String::new() };
        format!("<td class=\"{class}\">{}{broken}</td>", escape(cell))
    });
    format!("<tr{id} class=\"{class}\">{}</tr>\n", cells.collect::<String>())
}

fn marks(broken: &[&str]) -> String {
    broken.iter().map(|title| format!(" <mark>{}</mark>", escape(title))).collect()
}

fn class(row: &Row) -> &'static str {
    match row.act.kind {
        Kind::Policy(..) | Kind::Withdrawn(_) => "mile",
        Kind::Hole => "mile bad",
        _ if row.is_denied() => "denied",
        _ if !row.act.breaks.is_empty() => "bad",
        Kind::Prompt { .. } => "prompt",
        _ => "use",
    }
}

fn table(table: &Table) -> String {
    if table.rows.is_empty() {
        return String::new();
    }
    let head = table.head.iter().map(|name| format!("<th>{}</th>", escape(name)));
    let mut text =
        format!("<table><thead><tr>{}</tr></thead>\n<tbody>\n", head.collect::<String>());
    for row in &table.rows {
        let cells = row.iter().map(|cell| format!("<td>{}</td>", escape(cell)));
        let _ = writeln!(text, "<tr>{}</tr>", cells.collect::<String>());
    }
    text + "</tbody></table>\n"
}
