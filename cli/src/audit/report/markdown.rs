//! The rules as a Markdown table, for the documentation.

use super::finding::{law, severity};
use crate::audit::RULES;
use crate::audit::rule::Rule;
use crate::lang::Lang;

/// Every rule, in the order of the report, and then every way of breaking it.
pub(crate) fn rules(lang: Lang) -> String {
    let mut text = match lang {
        Lang::Zh => row(&["规则", "级别", "依据", "如何判断", "阈值"]),
        Lang::En => row(&["rule", "severity", "cites", "how it is judged", "limits"]),
    };
    text.push_str(&row(&["---"; 5]));
    RULES.iter().for_each(|rule| text.push_str(&rule.as_row(lang)));
    text.push('\n');
    text.push_str(&match lang {
        Lang::Zh => row(&["规则", "情形", "级别"]),
        Lang::En => row(&["rule", "variant", "severity"]),
    });
    text.push_str(&row(&["---"; 3]));
    RULES.iter().for_each(|rule| text.push_str(&rule.variant_rows(lang)));
    text
}

impl Rule {
    fn as_row(&self, lang: Lang) -> String {
        let title = format!("`{}`<br>{}<br>{}", self.id, self.title.zh, self.title.en);
        let thresholds = self.thresholds.in_language(lang);
        row(&[
            &title,
            severity(self.severity, lang),
            &law(self.cites, lang).join("<br>"),
            self.about.in_language(lang),
            if thresholds.is_empty() { "—" } else { thresholds },
        ])
    }

    fn variant_rows(&self, lang: Lang) -> String {
        let rule = format!("`{}`", self.id);
        let variants = self.variants.iter().map(|variant| {
            row(&[&rule, &format!("`{}`", variant.id), severity(variant.severity, lang)])
        });
        variants.collect()
    }
}

fn row(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
