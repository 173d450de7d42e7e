//! A finding for people.

use std::fmt::Write;

use menshen::Policy;

use super::text::WIDTH;
use super::{clauses, rule};
use crate::audit::finding::{Finding, Severity};
use crate::audit::rule::Cite;
use crate::lang::Lang;
use crate::table::{pad, time, wrap};

pub(super) const INDENT: usize = 4;
pub(super) const LABEL: usize = 8;

impl Finding {
    pub(super) fn as_text(&self, policy: &Policy, lang: Lang) -> String {
        let mut text = String::new();
        let title = rule(self).map_or("", |rule| rule.title.in_language(lang));
        let severity = severity(self.variant.severity, lang);
        let _ = writeln!(text, "{} {} {title}", pad(severity, 10), pad(self.variant.rule, 18));
        text.push_str(&wrap(&self.sentence(policy, lang), INDENT, WIDTH));
        text.push_str(&labelled(lang.pick("时间", "when"), &[when(self)]));
        text.push_str(&labelled(lang.pick("位置", "where"), &[places(self)]));
        text.push_str(&labelled(lang.pick("依据", "cites"), &cites(self, policy, lang)));
        text
    }
}

/// Lines after their label; nothing when they are empty.
pub(super) fn labelled(label: &str, lines: &[String]) -> String {
    let filled = lines.iter().filter(|line| !line.is_empty());
    let lines: String = filled.map(|line| wrap(line, INDENT + LABEL, WIDTH)).collect();
    let label = format!("{:INDENT$}{}", "", pad(label, LABEL));
    lines.replacen(&" ".repeat(INDENT + LABEL), &label, 1)
}

pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Violation, Lang::Zh) => "违规",
        (Severity::Warning, Lang::Zh) => "警告",
        (severity, Lang::En) => severity.name(),
    }
}

fn when(finding: &Finding) -> String {
    match finding.first.zip(finding.last) {
        None => String::new(),
        Some((first, last)) if first == last => time(first),
        Some((first, last)) => format!("{} … {}", time(first), time(last)),
    }
}

fn places(finding: &Finding) -> String {
    let mut text = String::new();
    let mut segment = None;
    for place in &finding.places {
        if segment.replace(place.segment) != Some(place.segment) {
            let gap = if text.is_empty() { "" } else { "; " };
            let _ = write!(text, "{gap}{}", place.segment.file_name());
        }
        let _ = write!(text, " {}:{}#{}", place.block, place.offset, place.seq);
    }
    let more = finding.count.saturating_sub(finding.places.len() as u64);
    if more > 0 && finding.places.len() > 1 {
        let _ = write!(text, " (+{more})");
    }
    text
}

/// The policy's clauses, then those of the law, a source each.
fn cites(finding: &Finding, policy: &Policy, lang: Lang) -> Vec<String> {
    let own = clauses(finding, policy);
    let title = lang.of(&policy.file().title);
    let own = (!own.is_empty()).then(|| match lang {
        Lang::Zh => format!("《{title}》{}", own.join("、")),
        Lang::En => format!("policy {}", own.join(", ")),
    });
    let law = rule(finding).map_or_else(Vec::new, |rule| law(rule.cites, lang));
    own.into_iter().chain(law).collect()
}

/// Places in the law, a source each.
pub(super) fn law(cites: &[Cite], lang: Lang) -> Vec<String> {
    let told = cites.chunk_by(|a, b| a.source() == b.source()).filter_map(|same| {
        let clauses: Vec<&str> = same.iter().map(|cite| cite.clause()).collect();
        Some(match (same.first()?, lang) {
            (Cite::Pipl(_), Lang::Zh) => format!("《个人信息保护法》第{}条", clauses.join("、")),
            (Cite::Standard(number), _) => (*number).to_owned(),
            (cite, _) => {
                format!("{} {}", cite.source(), clauses.join(lang.pick("、", ", ")))
            }
        })
    });
    told.collect()
}
