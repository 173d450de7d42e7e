//! How often, as tables: by resource, and by each limit that the policy declares.

use menshen::policy::Limit;
use menshen::{Resource, Span};

use super::names::Names;
use super::report::Report;
use super::span::seconds;
use super::usage::{Limited, Usage};
use super::window::Peak;
use crate::lang::Lang;
use crate::words;

/// A table: the names of its columns, and its rows.
pub(super) struct Table {
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Report<'_> {
    /// The most uses of each resource in any second, minute and hour.
    pub(super) fn peaks(&self, usage: &Usage<'_>) -> Table {
        let lang = self.view.lang;
        let head = vec![
            lang.pick("权限或数据", "Resource"),
            lang.pick("期间合计", "In the period"),
            lang.pick("任一秒内最多", "Most in any second"),
            lang.pick("任一分钟内最多", "Most in any minute"),
            lang.pick("任一小时内最多", "Most in any hour"),
        ];
        let used = usage.resources.iter().filter(|(_, uses)| uses.times > 0);
        let rows = used.map(|(resource, uses)| {
            let peaks = uses.windows.iter().map(|it| self.peak(it.peak(), &usage.names));
            let start = [words::resource(*resource, lang).to_owned(), uses.times.to_string()];
            start.into_iter().chain(peaks).collect()
        });
        Table { head, rows: rows.collect() }
    }

    /// Each limit that was touched, and how far.
    pub(super) fn limits(&self, usage: &Usage<'_>) -> Table {
        let lang = self.view.lang;
        let head = vec![
            lang.pick("目的", "Purpose"),
            lang.pick("权限或数据", "Resource"),
            lang.pick("政策声明的上限", "Declared limit"),
            lang.pick("该时长内最多", "Most within that span"),
            lang.pick("最短间隔", "Shortest interval"),
            lang.pick("最长占用", "Longest hold"),
            lang.pick("结论", "Result"),
        ];
        let touched = usage.limits.iter().filter(|(_, it)| it.window.peak().is_some());
        let rows = touched.map(|((purpose, resource), limited)| {
            self.limit(purpose, *resource, limited, &usage.names)
        });
        Table { head, rows: rows.collect() }
    }

    fn limit(
        &self,
        purpose: &str,
        resource: Option<Resource>,
        limited: &Limited,
        names: &Names,
    ) -> Vec<String> {
        let lang = self.view.lang;
        let title = self.view.policy.purpose(purpose);
        let title = title.map_or(purpose, |purpose| lang.of(&purpose.title));
        let data = lang.pick("该目的的数据", "the purpose's data");
        let measured = |it: Option<(Span, _)>| it.map_or_else(String::new, |it| seconds(it.0));
        let result = match limited.broken {
            true => lang.pick("超出", "exceeded"),
            false => lang.pick("在上限之内", "within the limit"),
        };
        vec![
            title.to_owned(),
            resource.map_or(data, |resource| words::resource(resource, lang)).to_owned(),
            declared(limited.limit, lang),
            self.peak(limited.window.peak(), names),
            measured(limited.shortest),
            measured(limited.longest),
            result.to_owned(),
        ]
    }

    /// How often, when and by whom.
    fn peak(&self, peak: Option<&Peak>, names: &Names) -> String {
        let Some(peak) = peak else { return String::new() };
        let by = peak.by.iter().map(|(name, times)| {
            let name = names.name(*name).map_or(self.view.lang.pick("其他", "others"), |it| it);
            format!("{} {times}", self.view.caller(name))
        });
        let by = by.collect::<Vec<String>>().join(self.view.lang.pick("、", ", "));
        let (first, last) = (self.view.time(peak.first), self.view.time(peak.last));
        let when =
            if first == last { first } else { format!("{first} – {}", clock(&first, &last)) };
        format!("{} · {when} · {by}", peak.count)
    }
}

/// The second of two times, without the day if it is the same.
fn clock<'a>(first: &str, last: &'a str) -> &'a str {
    match (first.split_once(' '), last.split_once(' ')) {
        (Some((day, _)), Some((same, time))) if day == same => time,
        _ => last,
    }
}

/// A limit in words.
pub(super) fn declared(limit: Limit, lang: Lang) -> String {
    let Limit { count, per, min_interval, max_hold } = limit;
    let per = words::span(per, lang);
    let mut text = match lang {
        Lang::Zh => format!("每 {per}至多 {count} 次"),
        Lang::En => format!("at most {count} per {per}"),
    };
    if let Some(interval) = min_interval.map(|span| words::span(span, lang)) {
        text.push_str(&match lang {
            Lang::Zh => format!("，间隔至少 {interval}"),
            Lang::En => format!(", at least {interval} apart"),
        });
    }
    if let Some(hold) = max_hold.map(|span| words::span(span, lang)) {
        text.push_str(&match lang {
            Lang::Zh => format!("，每次至多 {hold}"),
            Lang::En => format!(", held at most {hold}"),
        });
    }
    text
}
