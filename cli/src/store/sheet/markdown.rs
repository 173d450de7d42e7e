//! Markdown, for pasting in a ticket.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::answers::{Answer, Answers};
use super::super::rates::Table;
use super::super::report::Report;
use super::super::row::Row;
use super::super::usage::Usage;
use super::{Sheet, cells, columns, cut, verdict};

/// A ticket takes no more rows than this.
const MOST: u64 = 500;

pub(super) struct Markdown<W> {
    out: W,
    rows: String,
    told: u64,
}

impl<W: Write> Markdown<W> {
    pub(super) fn new(out: W) -> Markdown<W> {
        Markdown { out, rows: String::new(), told: 0 }
    }
}

impl<W: Write> Sheet for Markdown<W> {
    fn begin(&mut self, report: &Report<'_>) -> io::Result<()> {
        writeln!(self.out, "# {}\n", escape(&report.title()))?;
        for (label, value) in report.head() {
            writeln!(self.out, "- **{}**: {}", escape(label), escape(&value))?;
        }
        Ok(())
    }

    fn row(&mut self, report: &Report<'_>, row: &Row) -> io::Result<()> {
        if self.told < MOST {
            self.told += 1;
            self.rows.push_str(&line(&row_cells(report, row)));
        }
        Ok(())
    }

    fn end(&mut self, report: &Report<'_>, answers: &Answers, usage: &Usage<'_>) -> io::Result<()> {
        let lang = report.view.lang;
        let mut text = String::new();
        let _ = writeln!(text, "\n## {}\n", lang.pick("结论", "Answers"));
        answers.all.iter().for_each(|answer| text.push_str(&self::answer(report, answer)));
        let _ = writeln!(text, "\n## {}\n", lang.pick("频次", "How often"));
        text.push_str(&table(&report.peaks(usage)));
        text.push_str(&table(&report.limits(usage)));
        let _ = writeln!(text, "## {}\n", lang.pick("逐条记录", "Every access and prompt"));
        let _ = writeln!(text, "{}\n", escape(&report.totals(&answers.totals)));
        text.push_str(&header(&columns(report)));
        text.push_str(&self.rows);
        if self.told < answers.totals.rows {
            let _ = writeln!(text, "\n{}", escape(&cut(self.told, answers.totals.rows, lang)));
        }
        let _ =
            writeln!(text, "\n## {}\n", lang.pick("附：政策的声明", "What the policy declares"));
        text.push_str(&table(&report.appendix(&answers.purposes)));
        let _ = writeln!(text, "## {}\n", lang.pick("说明", "How to read this"));
        for note in report.notes(&answers.totals) {
            let _ = writeln!(text, "- {}", escape(&note));
        }
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}

fn answer(report: &Report<'_>, answer: &Answer) -> String {
    let lang = report.view.lang;
    let rows: Vec<String> = answer.evidence().map(|row| row.number.to_string()).collect();
    let rows = match rows.is_empty() {
        true => String::new(),
        false => format!(" _({} {})_", lang.pick("见行", "rows"), rows.join(lang.pick("、", ", "))),
    };
    let mark = if answer.broken > 0 { "❌ " } else { "" };
    format!(
        "1. {} {mark}**{}** — {}{rows}\n",
        escape(answer.question.title(lang)),
        verdict(answer, lang),
        escape(&answer.said(report)),
    )
}

fn row_cells(report: &Report<'_>, row: &Row) -> Vec<String> {
    let mut cells = Vec::from(cells(report, row));
    if let Some(text) = report.view.milestone(row) {
        let [number, time, relative, ..] = cells.as_slice() else { return cells };
        return vec![
            number.clone(),
            time.clone(),
            relative.clone(),
            format!("**{}**", escape(&text)),
        ];
    }
    cells = cells.iter().map(|cell| escape(cell)).collect();
    let broken = report.view.broken(row);
    if let (false, Some(verdict)) = (broken.is_empty(), cells.get_mut(7)) {
        let _ = write!(verdict, " ❌ **{}**", broken.join(report.view.lang.pick("；", "; ")));
    }
    cells
}

fn table(table: &Table) -> String {
    if table.rows.is_empty() {
        return String::new();
    }
    let rows = table
        .rows
        .iter()
        .map(|row| line(&row.iter().map(|cell| escape(cell)).collect::<Vec<String>>()));
    header(&table.head) + &rows.collect::<String>() + "\n"
}

fn header(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| escape(name)).collect();
    format!("{}|{}\n", line(&names), " --- |".repeat(names.len()))
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The text, with nothing in it that Markdown or HTML would take for more than text.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // A mention would call somebody.
            '@' => safe.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => {
                safe.push('\\');
                safe.push(letter);
            }
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_text_stays_a_text() {
        assert_eq!(escape("a|b\n<i>*x*_y_"), "a\\|b &lt;i&gt;\\*x\\*\\_y\\_");
        assert_eq!(escape("@all [x](http://y)"), "&#64;all \\[x\\](http://y)");
    }
}
