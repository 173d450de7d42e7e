//! An answer as a sentence.

use menshen::{Span, Time};

use super::answers::{Answer, Verdict};
use super::facts::relative;
use super::question::Question;
use super::report::Report;
use super::span::clock;
use crate::audit::Moment;
use crate::lang::Lang;

impl Answer {
    /// The answer, and what must be known to read it rightly.
    pub(super) fn said(&self, report: &Report<'_>) -> String {
        let lang = report.view.lang;
        let mut text = match self.verdict() {
            Verdict::Yes => self.yes(report),
            Verdict::No => self.no(lang) + &self.follow(report),
            Verdict::Unclear => self.unclear(lang),
        };
        if self.denied > 0 {
            text.push_str(&self.denials(lang));
        }
        if self.verdict() == Verdict::No && !report.is_whole() {
            text.push_str(lang.pick(
                "但日志有缺口，缺口中的情况无从得知。",
                " But records are missing; what was in them is not known.",
            ));
        }
        text
    }

    fn yes(&self, report: &Report<'_>) -> String {
        let (times, lang) = (self.times(), report.view.lang);
        let when = self.span.map_or_else(String::new, |span| when(span, report));
        let Answer { broken, as_declared, looked_at, .. } = self;
        match (self.question, lang) {
            (Question::BeforeAcceptance | Question::SdkStart, _) => {
                self.early(report) + &self.lead(report)
            }
            (Question::Background, Lang::Zh) => format!(
                "共 {times} 次，{when}；其中 {broken} 次超出政策声明的场景或绕过门神，\
                 {as_declared} 次是政策允许在后台进行的。"
            ),
            (Question::Background, Lang::En) => format!(
                "{times} in all, {when}; {broken} of them further back than the policy declares, or \
                 past the gate, and {as_declared} declared for the background."
            ),
            (Question::TooOften, Lang::Zh) => {
                format!("{times} 次使用超出上限，{when}；各项上限和最高频次见下表。")
            }
            (Question::TooOften, Lang::En) => format!(
                "{times} exceeded a limit, {when}; the limits and the highest counts are below."
            ),
            (Question::Untapped, Lang::Zh) => format!(
                "{looked_at} 次征求中，{times} 次不是由用户点按该功能引起的，{when}。\
                 是否合理，须结合当时的页面判断。"
            ),
            (Question::Untapped, Lang::En) => format!(
                "Of {looked_at} prompts {times} did not follow a tap on the feature, {when}. \
                 Whether that is right depends on the page that asked."
            ),
            (Question::PastTheGate, Lang::Zh) => format!(
                "系统报告 {looked_at} 次，其中 {broken} 次没有门神的授权，{as_declared} 次在授权之内；{when}。"
            ),
            (Question::PastTheGate, Lang::En) => format!(
                "Of {looked_at} uses that the system reported {broken} had no lease behind \
                 them, {as_declared} had; {when}."
            ),
            (_, Lang::Zh) => format!("共 {times} 次，{when}。"),
            (_, Lang::En) => format!("{times} in all, {when}."),
        }
    }

    /// How often it was too early.
    fn early(&self, report: &Report<'_>) -> String {
        let Answer { broken, unseen, outdated, .. } = self;
        let when = self.span.map_or_else(String::new, |span| when(span, report));
        let mut text = match report.view.lang {
            Lang::Zh => format!("共 {broken} 次，{when}"),
            Lang::En => format!("{broken} in all, {when}"),
        };
        if *unseen > 0 {
            text.push_str(&match report.view.lang {
                Lang::Zh => format!("；其中 {unseen} 次在首次展示隐私政策之前"),
                Lang::En => format!("; {unseen} of them before the policy was first shown"),
            });
        }
        if *outdated > 0 && self.question == Question::BeforeAcceptance {
            text.push_str(&match report.view.lang {
                Lang::Zh => format!("；其中 {outdated} 次在政策重大变更之后、同意新版本之前"),
                Lang::En => format!(
                    "; {outdated} of them after a material change, before the new version was accepted"
                ),
            });
        }
        text + report.view.lang.pick("。", ".")
    }

    /// How much earlier the first was than the policy was shown and accepted.
    fn lead(&self, report: &Report<'_>) -> String {
        let Some(first) = self.evidence().next().map(|row| row.first) else { return String::new() };
        let before = |to: Option<Moment>| {
            let millis = relative(first, to?);
            (millis < 0).then(|| span(millis))
        };
        let (shown, accepted) = (before(report.facts.shown), before(report.facts.accepted));
        match (shown, accepted, report.view.lang) {
            (Some(shown), Some(accepted), Lang::Zh) => {
                format!("第一次比首次展示早 {shown}，比首次同意早 {accepted}。")
            }
            (Some(shown), Some(accepted), Lang::En) => format!(
                " The first was {shown} before the policy was first shown and {accepted} before \
                 it was first accepted."
            ),
            (None, Some(accepted), Lang::Zh) => format!("第一次比首次同意早 {accepted}。"),
            (None, Some(accepted), Lang::En) => {
                format!(" The first was {accepted} before the policy was first accepted.")
            }
            (_, None, Lang::Zh) if report.facts.accepted.is_none() => {
                "日志中用户始终没有同意。".to_owned()
            }
            (_, None, Lang::En) if report.facts.accepted.is_none() => {
                " In this log the user never accepts it.".to_owned()
            }
            _ => String::new(),
        }
    }

    fn no(&self, lang: Lang) -> String {
        let looked_at = self.looked_at;
        let (zh, en) = match (self.question, looked_at) {
            (Question::Untapped | Question::AskedAgain, 0) => {
                ("期间没有征求过用户。".to_owned(), "Nothing was asked.".to_owned())
            }
            (Question::SdkStart, 0) => {
                ("期间没有 SDK 启动的记录。".to_owned(), "No SDK start is on record.".to_owned())
            }
            (Question::Untapped, _) => (
                format!("{looked_at} 次征求都由用户点按该功能引起。"),
                format!("Each of {looked_at} prompts followed a tap on the feature."),
            ),
            (Question::PastTheGate, _) => (
                format!("系统报告 {looked_at} 次，均在门神的授权之内。"),
                format!("All {looked_at} uses that the system reported had a lease behind them."),
            ),
            (_, 0) => ("期间没有任何使用。".to_owned(), "Nothing was accessed.".to_owned()),
            (Question::AskedAgain, _) => {
                (format!("核对了 {looked_at} 次征求。"), format!("Prompts looked at: {looked_at}."))
            }
            (Question::SdkStart, _) => (
                format!("核对了 {looked_at} 次 SDK 启动。"),
                format!("SDK starts looked at: {looked_at}."),
            ),
            (Question::Otherwise, _) => (
                format!("核对了 {looked_at} 次使用和征求。"),
                format!("Accesses and prompts looked at: {looked_at}."),
            ),
            _ => (
                format!("核对了 {looked_at} 次使用。"),
                format!("Accesses looked at: {looked_at}."),
            ),
        };
        lang.pick(&zh, &en).to_owned()
    }

    fn denials(&self, lang: Lang) -> String {
        match (self.question, self.denied, lang) {
            (Question::SdkStart, times, Lang::Zh) => format!("另有 {times} 次启动请求被拒绝。"),
            (Question::SdkStart, times, Lang::En) => format!(" Starts that were denied: {times}."),
            (_, times, Lang::Zh) => {
                format!("另有 {times} 次请求被拒绝，没有访问任何内容，不计入使用。")
            }
            (_, 1, Lang::En) => " One further attempt was denied; nothing was accessed, and it is \
                                 not counted."
                .to_owned(),
            (_, times, Lang::En) => format!(
                " {times} further attempts were denied; nothing was accessed, and they are not \
                 counted."
            ),
        }
    }

    /// How long after the acceptance the first access was.
    fn follow(&self, report: &Report<'_>) -> String {
        let accepted = report.facts.accepted.zip(self.earliest);
        let after = accepted.map(|(accepted, (row, at))| (row, relative(at, accepted)));
        match (self.question, after, report.view.lang) {
            (Question::BeforeAcceptance, Some((row, after @ 0..)), Lang::Zh) => {
                format!("最早的一次在首次同意之后 {}（第 {row} 行）。", span(after))
            }
            (Question::BeforeAcceptance, Some((row, after @ 0..)), Lang::En) => {
                format!(" The first was {} after the first acceptance (row {row}).", span(after))
            }
            _ => String::new(),
        }
    }

    fn unclear(&self, lang: Lang) -> String {
        let unclear = self.unclear;
        match (self.question, lang) {
            (Question::PastTheGate, _) => lang
                .pick(
                    "日志中没有操作系统的报告。没有报告，不等于没有发生。",
                    "The log has no report of the system's. No report does not mean \
                     that nothing happened.",
                )
                .to_owned(),
            (_, Lang::Zh) => format!(
                "日志开头已按保留期删除，其中 {unclear} 次发生时用户是否已同意，日志没有记载。"
            ),
            (_, Lang::En) => format!(
                "The start of the log is gone by retention, and for {unclear} it \
                 does not say whether the user had accepted by then."
            ),
        }
    }
}

/// Without its sign.
fn span(millis: i64) -> String {
    clock(millis.unsigned_abs())
}

fn when((first, last): (Time, Time), report: &Report<'_>) -> String {
    let (from, to) = (report.view.time(first), report.view.time(last));
    match (last.since(first) == Span::default(), report.view.lang) {
        (true, Lang::Zh) => format!("时间 {from}"),
        (true, Lang::En) => format!("at {from}"),
        (false, Lang::Zh) => format!("{from} 至 {to}"),
        (false, Lang::En) => format!("from {from} to {to}"),
    }
}
