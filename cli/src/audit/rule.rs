//! What a rule of the audit is.

use super::finding::Severity;
use super::judges::Judge;
use crate::lang::Lang;

/// A rule of the audit.
pub(crate) struct Rule {
    /// Stable: scripts and exemptions name it.
    pub(crate) id: &'static str,
    /// The worst that it finds.
    pub(crate) severity: Severity,
    pub(crate) title: Words,
    /// What it demands, and how that is judged.
    pub(crate) about: Words,
    pub(crate) cites: &'static [Cite],
    pub(super) judge: fn() -> Box<dyn Judge>,
}

/// A fixed text in both languages.
pub(crate) struct Words {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

impl Words {
    pub(crate) fn in_language(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// A place in the law.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cite {
    /// 《App违法违规收集使用个人信息行为认定方法》: a clause.
    Method(&'static str),
    /// 工信部《关于开展纵深推进APP侵害用户权益专项整治行动的通知》: a heading.
    Notice(&'static str),
    /// 《个人信息保护法》: an article.
    Pipl(&'static str),
}

impl Cite {
    /// The name of the source, the same in every language.
    pub(crate) const fn source(self) -> &'static str {
        match self {
            Cite::Method(_) => "国信办秘字〔2019〕191号",
            Cite::Notice(_) => "工信部信管函〔2020〕164号",
            Cite::Pipl(_) => "PIPL",
        }
    }

    pub(crate) const fn clause(self) -> &'static str {
        match self {
            Cite::Method(clause) | Cite::Notice(clause) | Cite::Pipl(clause) => clause,
        }
    }
}
