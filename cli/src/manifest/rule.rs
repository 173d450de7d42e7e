//! What a rule about manifests is.

use menshen::System;
use menshen::policy::Text;
use serde_json::{Value, json};

use super::{Case, Finding, Severity};
use crate::audit::Words;
use crate::lang::Lang;
use crate::table::{pad, wrap};

/// A rule about manifests.
pub(crate) struct Rule {
    /// Stable: scripts name it.
    pub(crate) id: &'static str,
    /// The worst that it finds.
    pub(crate) severity: Severity,
    /// The only platform that it is about, if there is one.
    pub(crate) only: Option<System>,
    pub(crate) title: Words,
    /// What it demands, and why.
    pub(crate) about: Words,
    pub(super) check: fn(&Case<'_>, &mut Vec<Finding>),
}

impl Rule {
    pub(crate) fn applies(&self, system: System) -> bool {
        self.only.is_none_or(|only| only == system)
    }

    /// A line of the list of rules.
    pub(crate) fn as_line(&self, lang: Lang) -> String {
        let platform = self.only.map_or("", System::name);
        let severity = severity(self.severity, lang);
        let title = self.title.in_language(lang);
        format!("{} {} {} {title}\n", pad(self.id, 20), pad(severity, 8), pad(platform, 8))
    }

    /// All there is to say about the rule.
    pub(crate) fn explanation(&self, lang: Lang) -> String {
        self.as_line(lang) + &wrap(self.about.in_language(lang), 2, 96)
    }

    pub(crate) fn to_json(&self) -> Value {
        let both = |words: &Words| Text { zh: words.zh.to_owned(), en: words.en.to_owned() };
        json!({
            "id": self.id,
            "severity": self.severity.name(),
            "platform": self.only,
            "title": both(&self.title),
            "about": both(&self.about),
        })
    }
}

pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (severity, Lang::En) => severity.name(),
    }
}
