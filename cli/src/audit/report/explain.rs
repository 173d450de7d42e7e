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
        text.push_str(&wrap(self.about.in_language(lang), INDENT, WIDTH));
        text.push_str(&labelled(lang.pick("依据", "cites"), &law(self.cites, lang)));
        text
    }
}
