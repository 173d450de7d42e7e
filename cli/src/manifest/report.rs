//! Findings as text and as JSON; the table of permissions.

mod json;
mod table;

pub(crate) use json::as_json;
pub(crate) use table::permission_list;

use menshen::{Policy, System};

use super::rule::severity;
use super::{App, Finding, RULES, Severity};
use crate::lang::Lang;
use crate::table::{pad, plural, wrap};

const WIDTH: usize = 96;

/// One platform's app and what was found about it.
pub(crate) type Judged<'a> = (&'a App, &'a [Finding]);

pub(crate) fn as_text(policy: &Policy, judged: &[Judged<'_>], lang: Lang) -> String {
    let all = || judged.iter().flat_map(|(_, found)| found.iter());
    let count = |severity| all().filter(|it| it.severity == severity).count() as u64;
    let counts = (count(Severity::Error), count(Severity::Warning));
    let mut text = wrap(&head(policy, judged, counts, lang), 0, WIDTH);
    for (app, found) in judged {
        let mut file = None;
        for finding in *found {
            if file.replace(finding.place.file) != Some(finding.place.file) {
                text.push('\n');
            }
            text.push_str(&finding.as_text(app, lang));
        }
    }
    text
}

fn head(
    policy: &Policy,
    judged: &[Judged<'_>],
    (errors, warnings): (u64, u64),
    lang: Lang,
) -> String {
    let found = match (errors, warnings, lang) {
        (0, 0, _) => lang.pick("没有发现问题", "no findings").to_owned(),
        (_, _, Lang::Zh) => format!("{errors} 项错误，{warnings} 项警告"),
        (_, _, Lang::En) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    };
    let apps: Vec<String> = judged.iter().map(|(app, _)| looked_at(app, lang)).collect();
    let (title, version) = (lang.of(&policy.file().title), policy.version());
    match lang {
        Lang::Zh => format!("{found}：{}，对照《{title}》{version}。", apps.join("；")),
        Lang::En => {
            format!("{found}: {}, held against `{title}` {version}.", apps.join("; "))
        }
    }
}

fn looked_at(app: &App, lang: Lang) -> String {
    let (first, last) = (app.levels.start(), app.levels.end());
    let (files, asked) = (app.files.len() as u64, app.asked.len() as u64);
    let name = match app.system {
        System::Android => "Android",
        System::Harmony => "HarmonyOS",
    };
    match lang {
        Lang::Zh => format!("{name} API {first}–{last}，{files} 个清单，{asked} 项权限"),
        Lang::En => format!(
            "{name} API {first}–{last}, {}, {}",
            plural(files, "manifest"),
            plural(asked, "permission")
        ),
    }
}

impl Finding {
    fn as_text(&self, app: &App, lang: Lang) -> String {
        let title = RULES.iter().find(|rule| rule.id == self.rule).map(|rule| &rule.title);
        let permission = self.permission.as_ref().map(|name| name.escape_debug().to_string());
        let title = title.map_or("", |title| title.in_language(lang));
        let mut text = format!(
            "{}: {} {} {}\n",
            app.at(self.place),
            pad(severity(self.severity, lang), 7),
            pad(self.rule, 19),
            permission.as_deref().unwrap_or(title),
        );
        text.push_str(&wrap(lang.of(&self.message), 4, WIDTH));
        text.push_str(&wrap(&format!("→ {}", lang.of(&self.fix)), 4, WIDTH));
        if !self.also.is_empty() {
            let also: Vec<String> = self.also.iter().map(|place| app.at(*place)).collect();
            let label = lang.pick("另见", "also in");
            text.push_str(&wrap(&format!("{label} {}", also.join(", ")), 4, WIDTH));
        }
        text
    }
}
