//! The lists in Markdown.

use std::fmt::Write;

use menshen::policy::PolicyFile;

use super::list::{Cell, List, imprint, not_stated};
use crate::lang::Lang;

pub(super) fn written(file: &PolicyFile, lists: &[List], lang: Lang) -> String {
    let mut text = String::new();
    for list in lists {
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = write!(text, "{gap}{}", section(file, list, lang));
    }
    text
}

/// One list: it stands alone, so that a file may hold one or several.
pub(super) fn section(file: &PolicyFile, list: &List, lang: Lang) -> String {
    let mut text = format!("# {}\n\n", list.title);
    for (label, said) in imprint(file, lang) {
        let _ = writeln!(text, "- {label}{}{}", lang.pick("：", ": "), escaped(&said));
    }
    let _ = writeln!(text, "\n{}\n", list.about);
    text.push_str(&line(list.columns.iter().map(|name| escaped(name))));
    text.push_str(&line(list.columns.iter().map(|_| "---".to_owned())));
    for row in &list.rows {
        text.push_str(&line(row.iter().map(|it| cell(it, lang))));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

fn cell(cell: &Cell, lang: Lang) -> String {
    match cell.0.as_slice() {
        [] => not_stated(lang).to_owned(),
        lines => lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>"),
    }
}

/// The text without what Markdown, or HTML in it, would read as its own.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => safe.push_str("<br>"),
            '\r' => {}
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' => safe.extend(['\\', letter]),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        let both = Cell(vec!["a|b*c\nd".to_owned(), "<i>&".to_owned()]);
        assert_eq!(cell(&both, Lang::En), "a\\|b\\*c<br>d<br>&lt;i>&amp;");
        assert_eq!(cell(&Cell(Vec::new()), Lang::Zh), "未写明");
    }
}
