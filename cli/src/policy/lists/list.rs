//! A list: a table that says for every cell whether the policy states it.

use menshen::policy::PolicyFile;

use crate::lang::Lang;
use crate::words::{Name, pick};

/// A list to publish.
pub(super) struct List {
    /// The name that files and scripts use.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What the list is, for its reader.
    pub(super) about: String,
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell: its lines; none where the policy states nothing.
pub(super) struct Cell(pub(super) Vec<String>);

impl List {
    pub(super) fn new(id: &'static str, title: Name, columns: &[Name], lang: Lang) -> List {
        let columns = columns.iter().map(|name| pick(*name, lang)).collect();
        List { id, title: pick(title, lang), about: String::new(), columns, rows: Vec::new() }
    }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        Cell(vec![text.into()])
    }

    pub(super) fn maybe(text: Option<impl Into<String>>) -> Cell {
        Cell(text.into_iter().map(Into::into).collect())
    }

    pub(super) fn is_hole(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a hole says.
pub(super) fn not_stated(lang: Lang) -> &'static str {
    lang.pick("未写明", "not stated")
}

/// Who is responsible for the lists, and since when they hold: a line each, with its label.
pub(super) fn imprint(file: &PolicyFile, lang: Lang) -> Vec<(&'static str, String)> {
    let title = lang.of(&file.title);
    let policy = match lang {
        Lang::Zh => format!("《{title}》（版本 {}，{} 生效）", file.version, file.effective),
        Lang::En => format!("{title}, version {}, effective {}", file.version, file.effective),
    };
    vec![
        (lang.pick("依据", "From"), policy),
        (lang.pick("个人信息处理者", "Controller"), file.controller.name.clone()),
        (lang.pick("联系方式", "Contact"), file.controller.contact.clone()),
    ]
}
