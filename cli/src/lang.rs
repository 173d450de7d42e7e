//! The two languages that people read.

use menshen::policy::Text;

/// A language.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// 简体中文
    Zh,
}

impl Lang {
    /// The language of the terminal: Chinese for a Chinese locale, English otherwise.
    pub(crate) fn from_environment() -> Lang {
        let set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(set);
        let locale = name.and_then(|name| std::env::var(name).ok()).unwrap_or_default();
        if locale.starts_with("zh") { Lang::Zh } else { Lang::En }
    }

    /// The name of the language, as in file names and in `lang` attributes.
    pub(crate) fn code(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// The text in this language.
    pub(crate) fn of(self, text: &Text) -> &str {
        self.pick(&text.zh, &text.en)
    }

    pub(crate) fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
