//! What a rule of the audit is.

use super::finding::{Severity, Variant};
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
    /// The numbers that it goes by; empty where there are none.
    pub(crate) thresholds: Words,
    /// What to do about a finding.
    pub(crate) advice: Words,
    pub(crate) cites: &'static [Cite],
    /// Every way of breaking it.
    pub(crate) variants: &'static [&'static Variant],
    pub(super) judge: fn() -> Box<dyn Judge>,
}

/// A fixed text in both languages.
pub(crate) struct Words {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

impl Words {
    pub(super) const NONE: Words = Words { zh: "", en: "" };

    pub(crate) fn in_language(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// A place in the law, or in a national standard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cite {
    /// 《App违法违规收集使用个人信息行为认定方法》: a clause.
    Method(&'static str),
    /// 工信部《关于开展纵深推进APP侵害用户权益专项整治行动的通知》: a heading.
    Notice(&'static str),
    /// 工信部《关于开展信息通信服务感知提升行动的通知》: a list that it demands.
    Lists(&'static str),
    /// 《常见类型移动互联网应用程序必要个人信息范围规定》: a kind of app.
    Necessary(&'static str),
    /// 《个人信息保护法》: an article.
    Pipl(&'static str),
    /// A national standard as a whole, by its number.
    Standard(&'static str),
}

/// 《信息安全技术 个人信息安全规范》.
pub(super) const SECURITY: Cite = Cite::Standard("GB/T 35273-2020");
/// 《信息安全技术 移动互联网应用程序（App）收集个人信息基本要求》.
pub(super) const COLLECTION: Cite = Cite::Standard("GB/T 41391-2022");

impl Cite {
    /// The name of the source, the same in every language.
    pub(crate) const fn source(self) -> &'static str {
        match self {
            Cite::Method(_) => "国信办秘字〔2019〕191号",
            Cite::Notice(_) => "工信部信管函〔2020〕164号",
            Cite::Lists(_) => "工信部信管函〔2021〕292号",
            Cite::Necessary(_) => "国信办秘字〔2021〕14号",
            Cite::Pipl(_) => "PIPL",
            Cite::Standard(number) => number,
        }
    }

    /// The clause; empty for a standard as a whole.
    pub(crate) const fn clause(self) -> &'static str {
        match self {
            Cite::Method(clause)
            | Cite::Notice(clause)
            | Cite::Lists(clause)
            | Cite::Necessary(clause)
            | Cite::Pipl(clause) => clause,
            Cite::Standard(_) => "",
        }
    }
}
