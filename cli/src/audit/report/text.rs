//! A judgement for people.

use crate::audit::finding::Severity;
use crate::audit::{Judgement, LookedAt, RULES};
use crate::lang::Lang;
use crate::table::{plural, time, wrap};

/// Reports are wrapped at this width.
pub(super) const WIDTH: usize = 96;

impl Judgement<'_> {
    pub(crate) fn as_text(&self, lang: Lang) -> String {
        let mut text = head(self, lang);
        for finding in &self.findings {
            text.push('\n');
            text.push_str(&finding.as_text(self.policy, lang));
        }
        let notes = notes(self, lang);
        if !notes.is_empty() {
            text.push('\n');
            notes.iter().for_each(|note| text.push_str(&wrap(note, 0, WIDTH)));
        }
        text
    }
}

/// How many findings, in what.
fn head(judgement: &Judgement<'_>, lang: Lang) -> String {
    let found = found(judgement, lang);
    let span = span(&judgement.looked_at, lang);
    let (title, version) = (lang.of(&judgement.policy.file().title), judgement.policy.version());
    let rules = RULES.len();
    let text = match lang {
        Lang::Zh => format!("{found}：{span}，对照《{title}》{version}，{rules} 条规则。"),
        Lang::En => format!("{found}: {span}, held against `{title}` {version} by {rules} rules."),
    };
    wrap(&text, 0, WIDTH)
}

fn found(judgement: &Judgement<'_>, lang: Lang) -> String {
    let of = |severity: Severity| {
        judgement.findings.iter().filter(|it| it.variant.severity == severity).count() as u64
    };
    match (of(Severity::Violation), of(Severity::Warning), lang) {
        (0, 0, _) => lang.pick("没有发现问题", "no findings").to_owned(),
        (violations, warnings, Lang::Zh) => format!("{violations} 项违规，{warnings} 项警告"),
        (violations, warnings, Lang::En) => {
            format!("{}, {}", plural(violations, "violation"), plural(warnings, "warning"))
        }
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
    let audited = judgement.policy.version();
    let others = judgement.looked_at.versions.iter().filter(|(version, _)| **version != audited);
    let others = others.map(|(version, records)| match lang {
        Lang::Zh => {
            format!("注意：有 {records} 条记录写于政策版本 {version}，仍按 {audited} 审计。")
        }
        Lang::En => format!(
            "note: {} of policy version {version} held against {audited}.",
            plural(*records, "record")
        ),
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
