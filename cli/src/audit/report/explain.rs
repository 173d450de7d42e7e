//! A rule for people.

use super::finding::{INDENT, labelled, law, severity};
use super::text::WIDTH;
use crate::audit::rule::Rule;
use crate::lang::Lang;
use crate::table::{pad, wrap};

impl Rule {
    /// A line of the list of rules.
    pub(crate) fn as_line(&self, lang: Lang) -> String {
        let severity = severity(self.severity, lang);
        format!("{} {} {}\n", pad(self.id, 18), pad(severity, 10), self.title.in_language(lang))
    }

    /// All there is to say about the rule.
    pub(crate) fn explanation(&self, lang: Lang) -> String {
        let mut text = self.as_line(lang);
        let told = |words: &str| vec![words.to_owned()];
        text.push_str(&wrap(self.about.in_language(lang), INDENT, WIDTH));
        for (label, lines) in [
            (lang.pick("阈值", "limits"), told(self.thresholds.in_language(lang))),
            (lang.pick("整改", "to do"), told(self.advice.in_language(lang))),
            (lang.pick("情形", "finds"), self.finds(lang)),
            (lang.pick("依据", "cites"), law(self.cites, lang)),
        ] {
            text.push_str(&labelled(label, &lines));
        }
        text
    }

    /// The ways of breaking it, with how bad each is where they differ.
    fn finds(&self, lang: Lang) -> Vec<String> {
        let differ = self.variants.iter().any(|variant| variant.severity != self.severity);
        let all = self.variants.iter().map(|variant| match differ {
            true => format!("{} ({})", variant.id, severity(variant.severity, lang)),
            false => variant.id.to_owned(),
        });
        let all: Vec<String> = all.collect();
        vec![all.join(lang.pick("、", ", "))]
    }
}
