//! What stands at the top: which app and policy, which log.

use std::collections::BTreeMap;

use super::answers::Totals;
use super::report::Report;
use crate::audit::Moment;
use crate::lang::Lang;
use crate::log::verify;

/// A label and what it says.
pub(super) type Fact = (&'static str, String);

/// The most names that are listed.
const MOST: usize = 8;

impl Report<'_> {
    pub(super) fn title(&self) -> String {
        let title = self.view.lang.of(&self.view.policy.file().title);
        match self.view.lang {
            Lang::Zh => format!("权限与个人信息使用记录——对照《{title}》"),
            Lang::En => format!("Record of accesses, held against the {title}"),
        }
    }

    pub(super) fn head(&self) -> Vec<Fact> {
        let lang = self.view.lang;
        let facts = self.facts;
        vec![
            (lang.pick("隐私政策", "Policy"), self.policy()),
            (lang.pick("个人信息处理者", "Controller"), self.controller()),
            (lang.pick("报告期间", "Period"), self.told_period()),
            (lang.pick("日志范围", "Log"), self.log_span()),
            (lang.pick("时区", "Time zone"), self.zone()),
            (lang.pick("应用进程", "Processes"), listed(&facts.processes, lang)),
            (lang.pick("门神版本", "Library"), listed(&facts.libraries, lang)),
            (lang.pick("首次展示政策", "Policy first shown"), self.moment(facts.shown)),
            (lang.pick("首次同意", "First accepted"), self.moment(facts.accepted)),
            (lang.pick("首次不同意", "First declined"), self.moment(facts.declined)),
            (lang.pick("日志完整性", "Integrity"), self.integrity()),
        ]
    }

    /// What the table comes to.
    pub(super) fn totals(&self, totals: &Totals) -> String {
        let Totals { rows, uses, denied, prompts, .. } = totals;
        match self.view.lang {
            Lang::Zh => format!(
                "{rows} 行：使用 {uses} 次；被拒绝的请求 {denied} 次（没有访问，不计入使用）；\
                 征求 {prompts} 次。一秒内完全相同的合并为一行，并注明次数。"
            ),
            Lang::En => format!(
                "Rows: {rows}. Accesses: {uses}. Denied attempts: {denied} (nothing was accessed; \
                 they are not counted). Prompts: {prompts}. Identical ones within a second are one \
                 row, with their number."
            ),
        }
    }

    /// What the second time of a row is relative to.
    pub(super) fn relative_to(&self) -> &'static str {
        use super::facts::Zero::{Accepted, LogStart, Shown};
        let lang = self.view.lang;
        match self.view.zero.0 {
            Accepted => lang.pick("距首次同意", "from first acceptance"),
            Shown => lang.pick("距首次展示政策（未曾同意）", "from first showing (never accepted)"),
            LogStart => {
                lang.pick("距日志开头（未展示政策）", "from log start (policy never shown)")
            }
        }
    }

    fn zone(&self) -> String {
        let zone = self.view.zone.to_string();
        if zone.starts_with(['+', '-']) { format!("UTC{zone}") } else { zone }
    }

    fn policy(&self) -> String {
        let file = self.view.policy.file();
        let (title, version, effective) =
            (self.view.lang.of(&file.title), file.version, file.effective);
        match self.view.lang {
            Lang::Zh => format!("《{title}》版本 {version}，{effective} 起生效"),
            Lang::En => format!("{title}, version {version}, effective {effective}"),
        }
    }

    fn controller(&self) -> String {
        let controller = &self.view.policy.file().controller;
        format!("{} · {}", controller.name, controller.contact)
    }

    fn told_period(&self) -> String {
        let lang = self.view.lang;
        let (since, until) = (self.period.since, self.period.until);
        if since.is_none() && until.is_none() {
            return lang.pick("整个日志", "the whole log").to_owned();
        }
        let end =
            |at: Option<_>, open| at.map_or_else(|| String::from(open), |at| self.view.time(at));
        let since = end(since, lang.pick("日志开头", "the start of the log"));
        let until = end(until, lang.pick("日志末尾", "the end of the log"));
        match lang {
            Lang::Zh => format!("{since} 至 {until}；同意状态和次数按整个日志计算"),
            Lang::En => {
                format!("{since} to {until}; acceptance and counts are those of the whole log")
            }
        }
    }

    fn log_span(&self) -> String {
        let (records, lang) = (self.facts.records, self.view.lang);
        let Some((first, last)) = self.facts.first.zip(self.facts.last) else {
            return String::new();
        };
        let (first, last) = (self.view.time(first), self.view.time(last));
        match lang {
            Lang::Zh => format!("{first} 至 {last}，{records} 条记录"),
            Lang::En => format!("{first} to {last}, {records} records"),
        }
    }

    fn moment(&self, at: Option<Moment>) -> String {
        let none = self.view.lang.pick("日志中没有", "not in this log");
        at.map_or_else(|| none.to_owned(), |at| self.view.time(at.wall))
    }

    fn integrity(&self) -> String {
        let lang = self.view.lang;
        let (state, signer) =
            (verify::state(self.integrity.state, lang), verify::signer(self.integrity, lang));
        let holes = match (self.facts.holes, lang) {
            (0, _) => String::new(),
            (holes, Lang::Zh) => format!("；{holes} 处可能缺少记录"),
            (holes, Lang::En) => format!("; records may be missing in {holes} places"),
        };
        format!("{state}{}{signer}{holes}", lang.pick("。", "; "))
    }
}

fn listed(names: &BTreeMap<String, u64>, lang: Lang) -> String {
    let named = names.iter().take(MOST).map(|(name, starts)| match lang {
        Lang::Zh => format!("{name}（启动 {starts} 次）"),
        Lang::En => format!("{name} (started {starts}×)"),
    });
    let mut text = named.collect::<Vec<String>>().join(lang.pick("、", ", "));
    if names.len() > MOST {
        text.push_str(" …");
    }
    match text.is_empty() {
        true => lang.pick("日志中没有", "not in this log").to_owned(),
        false => text,
    }
}
