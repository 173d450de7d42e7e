//! A judgement for people.

use super::finding::labelled;
use crate::audit::baseline::Accepted;
use crate::audit::finding::{Finding, Severity};
use crate::audit::{Baseline, Judgement, LookedAt, RULES, Weighed};
use crate::lang::Lang;
use crate::table::{plural, time, wrap};

/// Reports are wrapped at this width.
pub(super) const WIDTH: usize = 96;

impl Judgement<'_> {
    pub(crate) fn as_text(&self, lang: Lang) -> String {
        Weighed::new(self, &Baseline::default()).as_text(lang)
    }
}

impl Weighed<'_, '_> {
    pub(crate) fn as_text(&self, lang: Lang) -> String {
        let mut text = head(self, lang);
        for finding in self.open() {
            text.push('\n');
            text.push_str(&finding.as_text(self.judgement.policy_of(finding), lang));
            text.push_str(&labelled(lang.pick("基线", "before"), &[over(self, finding, lang)]));
        }
        for lines in
            [self.accepted_lines(lang), self.stale_lines(lang), notes(self.judgement, lang)]
        {
            if !lines.is_empty() {
                text.push('\n');
                lines.iter().for_each(|line| text.push_str(&wrap(line, 0, WIDTH)));
            }
        }
        text
    }

    fn accepted_lines(&self, lang: Lang) -> Vec<String> {
        let line = |(finding, accepted): (&Finding, &Accepted)| {
            let what = name(finding.variant.rule, finding.variant.id, &finding.about());
            let until = accepted.until.as_ref().map(|until| match lang {
                Lang::Zh => format!("（至 {until}）"),
                Lang::En => format!(" (until {until})"),
            });
            let reason = accepted.reason.as_ref().map(|reason| match lang {
                Lang::Zh => format!("：{reason}"),
                Lang::En => format!(": {reason}"),
            });
            let (until, reason) = (until.unwrap_or_default(), reason.unwrap_or_default());
            format!("{} {what}{until}{reason}", lang.pick("已接受", "accepted"))
        };
        self.accepted().map(line).collect()
    }

    fn stale_lines(&self, lang: Lang) -> Vec<String> {
        let line = |accepted: &Accepted| {
            let what = name(&accepted.rule, &accepted.variant, &accepted.about);
            match lang {
                Lang::Zh => format!("基线中的 {what} 已不再出现，可以删除"),
                Lang::En => format!("stale: {what} is in the baseline, but not found any more"),
            }
        };
        self.stale.iter().map(line).collect()
    }
}

/// How a finding is named in a line.
fn name(rule: &str, variant: &str, about: &str) -> String {
    format!("{rule}/{variant} {about}").trim_end().to_owned()
}

/// That a finding was accepted for a time which is over.
fn over(weighed: &Weighed<'_, '_>, finding: &Finding, lang: Lang) -> String {
    match (weighed.was_accepted_until(finding), lang) {
        (None, _) => String::new(),
        (Some(until), Lang::Zh) => format!("曾接受到 {until}，现已过期"),
        (Some(until), Lang::En) => format!("was accepted until {until}, which is over"),
    }
}

/// How many findings of which kind.
pub(crate) fn counted<'f>(findings: impl Iterator<Item = &'f Finding>, lang: Lang) -> String {
    let severities: Vec<Severity> = findings.map(|it| it.variant.severity).collect();
    let of = |severity| severities.iter().filter(|it| **it == severity).count() as u64;
    match (of(Severity::Violation), of(Severity::Warning), lang) {
        (0, 0, _) => lang.pick("没有发现问题", "no findings").to_owned(),
        (violations, warnings, Lang::Zh) => format!("{violations} 项违规，{warnings} 项警告"),
        (violations, warnings, Lang::En) => {
            format!("{}, {}", plural(violations, "violation"), plural(warnings, "warning"))
        }
    }
}

/// How many findings, in what.
fn head(weighed: &Weighed<'_, '_>, lang: Lang) -> String {
    let (found, judgement) = (found(weighed, lang), weighed.judgement);
    let span = span(&judgement.looked_at, lang);
    let (title, version) = (lang.of(&judgement.policy.file().title), judgement.policy.version());
    let rules = RULES.len();
    let text = match lang {
        Lang::Zh => format!("{found}：{span}，对照《{title}》{version}，{rules} 条规则。"),
        Lang::En => format!("{found}: {span}, held against `{title}` {version} by {rules} rules."),
    };
    wrap(&text, 0, WIDTH)
}

fn found(weighed: &Weighed<'_, '_>, lang: Lang) -> String {
    let found = counted(weighed.open(), lang);
    match (weighed.accepted().count(), lang) {
        (0, _) => found,
        (accepted, Lang::Zh) => format!("{found}，另有 {accepted} 项已接受"),
        (accepted, Lang::En) => format!("{found}, {accepted} accepted before"),
    }
}

fn span(looked_at: &LookedAt, lang: Lang) -> String {
    let LookedAt { records, first, last, .. } = looked_at;
    let Some((first, last)) = first.zip(*last) else {
        return lang.pick("没有记录", "no records").to_owned();
    };
    let (first, last) = (time(first), time(last));
    match lang {
        Lang::Zh => format!("{records} 条记录，{first} 至 {last}"),
        Lang::En => format!("{} from {first} to {last}", plural(*records, "record")),
    }
}

/// What one must know to read the findings rightly.
fn notes(judgement: &Judgement<'_>, lang: Lang) -> Vec<String> {
    let late = judgement.looked_at.begins_late.then(|| begins_late(lang).to_owned());
    let others = judgement.looked_at.versions.iter().filter_map(|(version, records)| {
        let by = judgement.policies.of(*version).version();
        (by != *version).then(|| match lang {
            Lang::Zh => {
                format!("注意：有 {records} 条记录写于政策版本 {version}，仍按 {by} 审计。")
            }
            Lang::En => format!(
                "note: {} of policy version {version} held against {by}.",
                plural(*records, "record")
            ),
        })
    });
    late.into_iter().chain(others).collect()
}

fn begins_late(lang: Lang) -> &'static str {
    lang.pick(
        "注意：日志开头已按保留期删除；此前的同意、拒绝和访问不在其中。",
        "note: the start of the log is gone by retention; earlier answers and accesses are not in \
         it.",
    )
}
