//! The differences for people.

use std::fmt::Write;

use menshen::policy::{Purposes, Text};

use super::difference::{Difference, Effect, Place};
use super::shown::Shown;
use super::{Comparison, Told};
use crate::lang::Lang;
use crate::table::{pad, plural, wrap};
use crate::words;

const WIDTH: usize = 100;
const INDENT: usize = 2;
const LABEL: usize = 12;

impl Told<'_> {
    pub(super) fn report(&self, lang: Lang) -> String {
        let mut text = self.heading(lang);
        let mut place = None;
        for difference in &self.comparison.differences {
            if place.replace(&difference.place) != Some(&difference.place) {
                let _ = write!(text, "\n{}\n", self.place(&difference.place, lang));
            }
            text.push_str(&line(difference, lang));
        }
        text + &self.changes(lang) + &self.audience(lang) + &self.verdict(lang)
    }

    fn heading(&self, lang: Lang) -> String {
        let Comparison { old, new, differences, .. } = self.comparison;
        let (count, title) = (differences.len(), lang.of(&new.file().title));
        let material = differences.iter().filter(|it| it.effect.kind().is_some()).count();
        let (old, new) = (old.version(), new.version());
        match lang {
            Lang::Zh => {
                format!("《{title}》{old} → {new}：{count} 处不同，其中 {material} 处属重大变更\n")
            }
            Lang::En => {
                let differences = plural(count as u64, "difference");
                format!("{title} {old} → {new}: {differences}, {material} material\n")
            }
        }
    }

    /// Where the next differences are.
    fn place(&self, place: &Place, lang: Lang) -> String {
        let Comparison { old, new, .. } = self.comparison;
        match place {
            Place::Policy => lang.pick("整份政策", "the policy").to_owned(),
            Place::Purpose(id) => {
                let Some(purpose) = new.purpose(id).or_else(|| old.purpose(id)) else {
                    return id.clone();
                };
                let (title, clauses) = (lang.of(&purpose.title), purpose.clauses.join("、"));
                format!("{} {id}  {title}  {clauses}", lang.pick("用途", "purpose"))
            }
            Place::Sdk(id) => {
                let all = new.file().sdks.iter().chain(&old.file().sdks);
                let sdk =
                    all.filter(|sdk| sdk.id == *id).map(|sdk| (&sdk.name, &sdk.clause)).next();
                let (name, clause) = sdk.unwrap_or((id, id));
                format!("{} {id}  {name}  {clause}", lang.pick("第三方", "third party"))
            }
        }
    }

    /// What the new file records, and what it should.
    fn changes(&self, lang: Lang) -> String {
        let Comparison { new, missing, surplus, .. } = self.comparison;
        let mut text = String::new();
        for (marks, label, why) in [
            (
                missing,
                match self.written {
                    true => lang.pick("已登记", "recorded"),
                    false => lang.pick("未登记", "missing"),
                },
                "",
            ),
            (
                surplus,
                lang.pick("提示", "note"),
                lang.pick("——两个文件中看不出这项变更", " (nothing in the two files shows it)"),
            ),
        ] {
            for (kind, purposes) in marks.iter(new.file()) {
                let purposes = said(&purposes, lang);
                let told = match lang {
                    Lang::Zh => format!("{}（{kind}）：{purposes}", words::change(kind).0),
                    Lang::En => format!("{kind}: {purposes}"),
                };
                text.push_str(&hung(label, &(told + why)));
            }
        }
        match text.is_empty() {
            true => text,
            false => {
                let version = new.version();
                let heading = match lang {
                    Lang::Zh => format!("新文件 `changes` 中 {version} 的重大变更"),
                    Lang::En => format!("material changes of {version} in NEW's `changes`"),
                };
                format!("\n{heading}\n{text}")
            }
        }
    }
}

/// One difference.
fn line(difference: &Difference, lang: Lang) -> String {
    let label = match (difference.effect, lang) {
        (Effect::Widens(_) | Effect::Loosens, Lang::Zh) => "放宽",
        (Effect::Narrows, Lang::Zh) => "收紧",
        (Effect::Replaces(_) | Effect::Rewords, Lang::Zh) => "改动",
        (Effect::Replaces(_) | Effect::Rewords, Lang::En) => "changed",
        (effect, Lang::En) => effect.direction(),
    };
    let kind = difference.effect.kind().map_or(String::new(), |kind| {
        let name = words::pick(words::change(kind), lang);
        match lang {
            Lang::Zh => format!("〔重大变更：{name}〕"),
            Lang::En => format!(" [material: {name}]"),
        }
    });
    hung(label, &(sentence(difference, lang) + &kind))
}

fn sentence(difference: &Difference, lang: Lang) -> String {
    let field = words::pick(difference.field.name, lang);
    let field = match (&difference.of, lang) {
        (None, _) => field.to_owned(),
        (Some(of), Lang::Zh) => format!("{}：{field}", of.text.zh),
        (Some(of), Lang::En) => format!("{}: {field}", of.text.en),
    };
    match (&difference.before, &difference.after, difference.field.list) {
        (None, Some(after), true) => match lang {
            Lang::Zh => format!("新增{field}：{}", after.text.zh),
            Lang::En => format!("{field}, added: {}", after.text.en),
        },
        (Some(before), None, true) => match lang {
            Lang::Zh => format!("删去{field}：{}", before.text.zh),
            Lang::En => format!("{field}, removed: {}", before.text.en),
        },
        (before, after, _) => {
            let (before, after) = both(before.as_ref(), after.as_ref(), lang);
            format!("{field}{}{before} → {after}", lang.pick("：", ": "))
        }
    }
}

/// Two values in a language in which they differ.
fn both(before: Option<&Shown>, after: Option<&Shown>, lang: Lang) -> (String, String) {
    let said = |shown: Option<&Shown>, lang: Lang| match shown {
        Some(Shown { text: Text { zh, en }, .. }) => lang.pick(zh, en).to_owned(),
        None => lang.pick("未写明", "not stated").to_owned(),
    };
    let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let told = |lang| (said(before, lang), said(after, lang));
    let here = told(lang);
    if here.0 == here.1 { told(other) } else { here }
}

/// Some purposes.
fn said(purposes: &Purposes, lang: Lang) -> String {
    match purposes {
        Purposes::All(_) => lang.pick("所有用途", "every purpose").to_owned(),
        Purposes::These(ids) => ids.join(lang.pick("、", ", ")),
    }
}

/// A text after its label, wrapped beside it.
pub(super) fn hung(label: &str, text: &str) -> String {
    let label = format!("{:INDENT$}{}", "", pad(label, LABEL));
    wrap(text, INDENT + LABEL, WIDTH).replacen(&" ".repeat(INDENT + LABEL), &label, 1)
}
