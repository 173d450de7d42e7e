//! The counts as tables.

use std::fmt::Write;

use menshen::Time;

use super::held::human;
use super::table::{By, Row};
use super::{Args, Tally};
use crate::lang::Lang;
use crate::style::{DAMAGE, paint};
use crate::table::{pad, plural};
use unicode_width::UnicodeWidthStr;

/// The tables when none is asked for; days and processes only on demand.
const USUAL: [By; 6] = [By::Resource, By::Purpose, By::Caller, By::CallSite, By::Reason, By::Hour];
const TOP: usize = 10;
/// The widths of the numbers: allowed, denied, leases, open, total, median, longest.
const WIDTHS: [usize; 7] = [8, 8, 8, 6, 9, 9, 9];
/// The width of names, between these.
const NAME: std::ops::RangeInclusive<usize> = 24..=44;
const BAR: u64 = 50;

pub(super) fn text(tally: &Tally<'_>, args: &Args) -> String {
    if let Some(by) = args.by {
        return table(tally, args, by);
    }
    let mut text = summary(tally, args);
    for by in USUAL.into_iter().filter(|by| !tally.table(*by).is_empty()) {
        text += "\n";
        text += &table(tally, args, by);
    }
    text
}

fn summary(tally: &Tally<'_>, args: &Args) -> String {
    let mut text = span(tally, args);
    let Row { allowed, let_through, held, open, .. } = &tally.all;
    let denied = tally.all.denied();
    let (total, median, longest) = times(&tally.all);
    let ended = held.count();
    let _ = match args.output.lang {
        Lang::Zh => writeln!(
            text,
            "访问：允许 {allowed} 次，拒绝 {denied} 次（观察模式下仍放行 {let_through} 次）\n\
             租约：已结束 {ended} 个，未结束 {open} 个；合计 {total}，中位数 {median}，最长 {longest}"
        ),
        Lang::En => writeln!(
            text,
            "accesses: {allowed} allowed, {denied} denied ({let_through} let through under observe \
             mode)\nleases: {ended} ended, {open} open; total {total}, median {median}, longest \
             {longest}"
        ),
    };
    if !tally.prompts.is_empty() {
        let all = tally.prompts.iter();
        let all = all.map(|((prompt, answer), count)| format!("{prompt} {answer} {count}"));
        let all = all.collect::<Vec<String>>().join(args.output.lang.pick("，", ", "));
        let _ = writeln!(text, "{}{all}", args.output.lang.pick("询问：", "prompts: "));
    }
    if tally.trouble > 0 {
        let holes = match args.output.lang {
            Lang::Zh => format!("!!! 有 {} 处损坏或缺失，计数不全", tally.trouble),
            Lang::En => format!("!!! {} damaged or missing; counts fall short", places(tally)),
        };
        let _ = writeln!(text, "{}", paint(DAMAGE, &holes));
    }
    text
}

fn places(tally: &Tally<'_>) -> String {
    plural(tally.trouble, "place")
}

fn span(tally: &Tally<'_>, args: &Args) -> String {
    let show =
        |time: Option<Time>| time.map_or_else(|| "-".to_owned(), |it| args.output.zone.show(it));
    let (first, last, zone) = (show(tally.first), show(tally.last), &args.output.zone);
    let (records, processes, subjects) =
        (tally.records, tally.processes.len() as u64, tally.subjects.len() as u64);
    match args.output.lang {
        Lang::Zh => format!(
            "{records} 条记录，{first} 至 {last}（{zone}），{processes} 个进程，{subjects} 个用户\n"
        ),
        Lang::En => format!(
            "{} from {first} to {last} ({zone}), {}, {}\n",
            plural(records, "record"),
            if processes == 1 { "1 process".to_owned() } else { format!("{processes} processes") },
            plural(subjects, "subject"),
        ),
    }
}

fn table(tally: &Tally<'_>, args: &Args, by: By) -> String {
    let rows = tally.table(by);
    let most = if by.is_time() { rows.len() } else { args.top.unwrap_or(TOP) };
    let shown = rows.iter().take(most);
    let name = shown.clone().map(|row| row.name.width()).max().unwrap_or(0);
    let name = name.clamp(*NAME.start(), *NAME.end());
    let mut text = heading(by, args, name) + "\n";
    let busiest = rows.iter().map(Row::accesses).max().unwrap_or(0);
    for row in shown {
        let start = pad(&row.name, name);
        text += &match by {
            By::Reason => line(&start, &[row.denied().to_string()]),
            By::Hour | By::Day => bar(&start, row, busiest),
            _ => counts(&start, row),
        };
        text += "\n";
    }
    let left = rows.len().saturating_sub(most);
    if left > 0 {
        let _ = match args.output.lang {
            Lang::Zh => writeln!(text, "  另有 {left} 行；用 --top 查看"),
            Lang::En => writeln!(text, "  and {left} more; see --top"),
        };
    }
    text
}

fn heading(by: By, args: &Args, width: usize) -> String {
    let (zh, en) = match by {
        By::Resource => ("按资源", "by resource"),
        By::Purpose => ("按用途", "by purpose"),
        By::Hour => ("按小时", "by hour"),
        By::Day => ("按日期", "by day"),
        By::Caller => ("按调用方", "by caller"),
        By::Reason => ("按拒绝原因", "by reason"),
        By::CallSite => ("按调用位置", "by call site"),
        By::Process => ("按进程", "by process"),
    };
    let name = args.output.lang.pick(zh, en);
    let columns: &[(&str, &str)] = match by {
        By::Reason => &[("拒绝", "denied")],
        By::Hour | By::Day => &[("允许", "allowed"), ("拒绝", "denied")],
        _ => &[
            ("允许", "allowed"),
            ("拒绝", "denied"),
            ("租约", "leases"),
            ("未结束", "open"),
            ("合计", "total"),
            ("中位数", "median"),
            ("最长", "longest"),
        ],
    };
    let zone =
        if by.is_time() { format!("{name} ({})", args.output.zone) } else { name.to_owned() };
    let names = columns.iter().map(|(zh, en)| args.output.lang.pick(zh, en).to_owned());
    let mut text = line(&pad(&zone, width), &names.collect::<Vec<String>>());
    if columns.len() == WIDTHS.len() {
        text += args.output.lang.pick("  主要拒绝原因", "  mostly denied for");
    }
    text
}

fn counts(start: &str, row: &Row) -> String {
    let (total, median, longest) = times(row);
    let ended = row.held.count().to_string();
    let (allowed, denied, open) = (row.allowed, row.denied(), row.open);
    let [allowed, denied, open] = [allowed, denied, open].map(|it| it.to_string());
    let mut text = line(start, &[allowed, denied, ended, open, total, median, longest]);
    if let Some((reason, _)) = row.main_reason() {
        let _ = write!(text, "  {reason}");
    }
    text
}

fn bar(start: &str, row: &Row, busiest: u64) -> String {
    let long = row.accesses().saturating_mul(BAR).div_ceil(busiest.max(1));
    let numbers = [row.allowed.to_string(), row.denied().to_string()];
    format!("{}  {}", line(start, &numbers), "█".repeat(usize::try_from(long).unwrap_or(0)))
}

fn times(row: &Row) -> (String, String, String) {
    let say = |millis: Option<u64>| millis.map_or_else(|| "-".to_owned(), human);
    let total = (row.held.count() > 0).then(|| row.held.total());
    (say(total), say(row.held.median()), say(row.held.longest()))
}

/// The start of a line, and numbers to the right of their columns.
fn line(start: &str, numbers: &[String]) -> String {
    let mut line = start.to_owned();
    for (number, width) in numbers.iter().zip(WIDTHS) {
        let _ = write!(line, " {:1$}{number}", "", width.saturating_sub(number.width()));
    }
    line
}
