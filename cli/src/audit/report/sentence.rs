//! The sentence of a finding.

use menshen::Policy;

use crate::audit::finding::{Both, Finding};
use crate::lang::Lang;

impl Finding {
    /// What happened, naming who, what and for what.
    pub(crate) fn sentence(&self, policy: &Policy, lang: Lang) -> String {
        let details: Vec<&str> = self.details.iter().map(|it| it.in_language(lang)).collect();
        let sentence = lang.pick(self.variant.zh, self.variant.en);
        let sentence = sentence
            .replace("{who}", &who(self, policy, lang))
            .replace("{what}", &what(self, lang))
            .replace("{for}", &what_for(self, policy, lang))
            .replace("{times}", &times(self.count, lang))
            .replace("{detail}", &details.join(lang.pick("、", ", ")));
        let sentence = capitalised(&close_up(&sentence));
        match self.certain {
            true => sentence,
            false => {
                sentence
                    + lang.pick(
                        "（期间缺少记录，不能确定。）",
                        " (Records are missing in between: not certain.)",
                    )
            }
        }
    }
}

impl Both {
    fn in_language(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

fn who(finding: &Finding, policy: &Policy, lang: Lang) -> String {
    let caller = finding.culprit.caller.as_str();
    let sdk = policy.file().sdks.iter().find(|sdk| sdk.id == caller);
    match (caller, sdk, lang) {
        ("", _, Lang::Zh) => "应用内某处代码".to_owned(),
        ("", _, Lang::En) => "something in the app".to_owned(),
        ("app", _, Lang::Zh) => "应用".to_owned(),
        ("app", _, Lang::En) => "the app".to_owned(),
        (id, Some(sdk), Lang::Zh) => format!("“{}”SDK（{id}）", sdk.name),
        (id, _, Lang::Zh) => format!("“{id}”"),
        (id, Some(_), Lang::En) => format!("the SDK `{id}`"),
        (id, None, Lang::En) => format!("`{id}`"),
    }
}

fn what(finding: &Finding, lang: Lang) -> String {
    match finding.culprit.resource {
        Some(resource) => {
            let name = format!("{resource}:{}", resource.names(finding.scopes).join(","));
            lang.pick(" ", "").to_owned() + &name + lang.pick(" ", "")
        }
        None => lang.pick("该用途的数据", "data").to_owned(),
    }
}

fn what_for(finding: &Finding, policy: &Policy, lang: Lang) -> String {
    let id = finding.culprit.purpose.as_str();
    match (id, policy.purpose(id), lang) {
        ("", ..) => String::new(),
        (_, Some(purpose), Lang::Zh) => format!("（用途“{}” {id}）", purpose.title.zh),
        (_, None, Lang::Zh) => format!("（用途 {id}）"),
        (_, Some(purpose), Lang::En) => format!(" for `{id}` ({})", purpose.title.en),
        (_, None, Lang::En) => format!(" for `{id}`"),
    }
}

fn times(count: u64, lang: Lang) -> String {
    match (count, lang) {
        (_, Lang::Zh) => format!("{count} 次"),
        (1, Lang::En) => "once".to_owned(),
        (2, Lang::En) => "twice".to_owned(),
        (_, Lang::En) => format!("{count} times"),
    }
}

/// Without the space that stood between a Latin word and what turned out to be a Chinese mark.
fn close_up(sentence: &str) -> String {
    let marks = ["，", "。", "（", "；", "："];
    marks
        .into_iter()
        .fold(sentence.to_owned(), |text, mark| text.replace(&format!(" {mark}"), mark))
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
