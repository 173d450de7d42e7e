//! The lists as a page: it stands alone, without a script, and reads on a phone as on paper.

use std::fmt::Write;

use menshen::policy::PolicyFile;

use super::list::{Cell, List, imprint, not_stated};
use crate::html::escape;
use crate::lang::Lang;

const STYLE: &str = include_str!("page.css");

pub(super) fn written(file: &PolicyFile, lists: &[List], lang: Lang) -> String {
    let titles: Vec<&str> = lists.iter().map(|list| list.title).collect();
    let title = format!("{} · {}", titles.join(" · "), lang.of(&file.title));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <meta name=\"color-scheme\" content=\"light dark\">\n\
        <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        lang.pick("zh-CN", "en"),
        escape(&title),
    );
    if lists.len() > 1 {
        page.push_str(&contents(lists, lang));
    }
    for list in lists {
        page.push_str(&section(file, list, lang));
    }
    page + "</main>\n</body>\n</html>\n"
}

fn contents(lists: &[List], lang: Lang) -> String {
    let links =
        lists.iter().map(|it| format!("<li><a href=\"#{}\">{}</a></li>\n", it.id, it.title));
    let links: String = links.collect();
    format!("<nav aria-label=\"{}\">\n<ul>\n{links}</ul>\n</nav>\n", lang.pick("目录", "Contents"))
}

pub(super) fn section(file: &PolicyFile, list: &List, lang: Lang) -> String {
    let mut text = format!("<section id=\"{}\">\n<h1>{}</h1>\n<dl>\n", list.id, list.title);
    for (label, said) in imprint(file, lang) {
        let _ = writeln!(text, "<div><dt>{label}</dt><dd>{}</dd></div>", escape(&said));
    }
    text.push_str("</dl>\n");
    text.push_str(&table(list, lang));
    text + "</section>\n"
}

/// A phone shows the rows as cards: the roles keep it a table for those who listen to it.
fn table(list: &List, lang: Lang) -> String {
    let mut text = format!("<table role=\"table\">\n<caption>{}</caption>\n", list.about);
    text.push_str("<thead role=\"rowgroup\">\n<tr role=\"row\">");
    for column in &list.columns {
        let _ = write!(text, "<th role=\"columnheader\" scope=\"col\">{column}</th>");
    }
    text.push_str("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
    for row in &list.rows {
        text.push_str("<tr role=\"row\">");
        for (index, (column, it)) in list.columns.iter().zip(row).enumerate() {
            text.push_str(&cell(column, it, index == 0, lang));
        }
        text.push_str("</tr>\n");
    }
    text + "</tbody>\n</table>\n"
}

fn cell(column: &str, cell: &Cell, heads: bool, lang: Lang) -> String {
    let text = match cell.0.as_slice() {
        [] => format!("<i>{}</i>", not_stated(lang)),
        [line] => lines(line),
        many => {
            let items = many.iter().map(|line| format!("<li>{}</li>", lines(line)));
            format!("<ul>{}</ul>", items.collect::<String>())
        }
    };
    match heads {
        true => format!("<th role=\"rowheader\" scope=\"row\" data-label=\"{column}\">{text}</th>"),
        false => format!("<td role=\"cell\" data-label=\"{column}\"><div>{text}</div></td>"),
    }
}

/// The text, which may break within the names of permissions and addresses.
fn lines(text: &str) -> String {
    let text = escape(text).replace('\n', "<br>");
    ['.', '_', '/'].iter().fold(text, |text, mark| text.replace(*mark, &format!("{mark}<wbr>")))
}
