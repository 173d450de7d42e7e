//! The page: one file with its style, its script and its data, that asks nobody for anything.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::lang::Lang;

const FRAME: &str = include_str!("page/page.html");
const STYLE: &str = concat!(
    include_str!("page/base.css"),
    include_str!("page/parts.css"),
    include_str!("page/charts.css"),
    include_str!("page/records.css"),
    include_str!("page/print.css"),
);
const SCRIPT: &str = concat!(
    include_str!("page/words.js"),
    include_str!("page/terms.js"),
    include_str!("page/basics.js"),
    include_str!("page/model.js"),
    include_str!("page/verdict.js"),
    include_str!("page/findings.js"),
    include_str!("page/chart.js"),
    include_str!("page/timeline.js"),
    include_str!("page/brush.js"),
    include_str!("page/lanes.js"),
    include_str!("page/uses.js"),
    include_str!("page/limits.js"),
    include_str!("page/history.js"),
    include_str!("page/integrity.js"),
    include_str!("page/filters.js"),
    include_str!("page/records.js"),
    include_str!("page/main.js"),
);

/// The longest text for readers whose viewer runs no scripts.
const MOST_PLAIN: usize = 64 << 10;

/// The page that shows a model, first in this language. `plain` is for viewers without scripts.
pub(super) fn page(model: &Value, plain: &str, lang: Lang) -> String {
    let parts = [
        ("{lang}", lang.pick("zh-CN", "en")),
        ("{policy}", &policy()),
        ("{title}", lang.pick("访问日志报告", "Access log report")),
        ("{style}", STYLE),
        ("{plain}", &text(cut(plain))),
        ("{model}", &data(model)),
        ("{script}", SCRIPT),
    ];
    // Each part once, in the order of the page: what stands in a part is never taken for a place.
    let mut rest = FRAME;
    let mut page = String::new();
    for (place, part) in parts {
        let (before, after) = rest.split_once(place).unwrap_or((rest, ""));
        page.push_str(before);
        page.push_str(part);
        rest = after;
    }
    page + rest
}

/// Only this very style and script; nothing is loaded, nothing is sent.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// JSON that cannot end the script element it stands in.
fn data(model: &Value) -> String {
    model.to_string().replace('<', "\\u003c")
}

fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn cut(text: &str) -> &str {
    let end = (0..=MOST_PLAIN.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use menshen::log::{Cause, GapKind, LeaseEnd, PromptAnswer, PromptKind};
    use menshen::{Action, Age, AppState, Basis, OsGrant, Reason, Resource, Step, SubjectKind};
    use serde_json::{Map, json};

    use super::*;

    /// The object that a script file with nothing else assigns.
    fn object(script: &str) -> Map<String, Value> {
        let start = script.find('{').unwrap();
        let text = script[start..].trim_end().trim_end_matches(';');
        serde_json::from_str(text).unwrap()
    }

    fn terms(group: &str) -> Vec<String> {
        let terms = object(include_str!("page/terms.js"));
        terms[group].as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn every_word_of_a_record_has_a_name_in_both_languages() {
        let has = |group: &str, names: &[&str]| {
            let known = terms(group);
            let missing: Vec<_> =
                names.iter().filter(|it| !known.contains(&(**it).into())).collect();
            assert!(missing.is_empty(), "{group}: {missing:?}");
        };
        has("resource", Resource::NAMES);
        has("reason", Reason::NAMES);
        has("step", Step::NAMES);
        has("app", AppState::NAMES);
        has("os", OsGrant::NAMES);
        has("prompt", PromptKind::NAMES);
        has("answer", PromptAnswer::NAMES);
        has("action", Action::NAMES);
        has("cause", Cause::NAMES);
        has("end", LeaseEnd::NAMES);
        has("subject", SubjectKind::NAMES);
        has("age", Age::NAMES);
        has("gap", GapKind::NAMES);
        has("basis", Basis::NAMES);
        has("kind", &crate::log::KINDS);
        has("kind", &["damage", "unknown"]);
    }

    #[test]
    fn every_sentence_of_the_page_is_there_in_both_languages_and_is_used() {
        let words = object(include_str!("page/words.js").trim_start_matches("\"use strict\";"));
        // Those that are put together: the severity of a finding, the state of the log.
        let computed = |key: &str| key == "warning" || key.starts_with("state_");
        for (key, texts) in &words {
            let texts = texts.as_array().unwrap();
            assert!(texts.len() == 2 && texts.iter().all(|it| *it != ""), "{key}");
            let uses = SCRIPT.matches(&format!("\"{key}\"")).count();
            assert!(uses > 1 || computed(key), "nobody says `{key}`");
        }
        let own = |at: &usize| !SCRIPT[..*at].ends_with(|it: char| it.is_alphanumeric());
        for at in SCRIPT.match_indices("t(\"").map(|(at, _)| at).filter(own) {
            let key = SCRIPT[at + 3..].split('"').next().unwrap();
            assert!(words.contains_key(key) || key == "state_", "no words for `{key}`");
        }
    }

    #[test]
    fn no_text_ends_the_script_that_it_stands_in() {
        let model = json!({ "purpose": "</script><script>alert(1)</script><!--" });
        let page = page(&model, "</pre></noscript><b>{script} & ", Lang::En);
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(!page.contains("<!--") && !page.contains("<b>"));
        assert!(page.contains("&lt;b>{script} &amp; "), "a place in a part is no place");
        let start = page.find("id=\"model\">").unwrap() + 11;
        let end = start + page[start..].find("</script>").unwrap();
        assert_eq!(serde_json::from_str::<Value>(&page[start..end]).unwrap(), model);
    }

    #[test]
    fn only_this_style_and_this_script_may_run() {
        let page = page(&Value::Null, "", Lang::Zh);
        assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"));
        let digest = |tag: &str| {
            let start = page.rfind(&format!("<{tag}>")).unwrap() + tag.len() + 2;
            hash(&page[start..start + page[start..].find(&format!("</{tag}>")).unwrap()])
        };
        for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
            assert!(page.contains(&format!("{directive} '{}';", digest(tag))), "{tag}");
        }
        assert!(
            !page.contains("unsafe-inline") && !page.contains("http://") || page.contains("w3.org")
        );
    }
}
