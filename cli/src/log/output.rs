//! How what is in the log is printed, and its entries as lines.

use menshen::log::{Entry, Item};
use serde_json::{Value, json};

use super::line::{self, View};
use super::{damage_means, damage_text, with};
use crate::audit::place_json;
use crate::lang::Lang;
use crate::style::{DAMAGE, paint};
use crate::zone::Zone;

#[derive(clap::Args)]
pub(super) struct Output {
    /// Print JSON instead of columns: an object for each line of records, one object for counts
    #[arg(long)]
    pub(super) json: bool,
    /// Language of the columns
    #[arg(long, value_enum, default_value_t = Lang::from_environment())]
    pub(super) lang: Lang,
    /// Time zone of what is printed, and of times without one: local, utc, +08:00 or Asia/Shanghai
    #[arg(long = "tz", value_name = "ZONE", default_value = "local")]
    pub(super) zone: Zone,
}

impl Output {
    /// The line with the names of the columns; nothing for JSON.
    pub(super) fn header(&self) -> String {
        if self.json { String::new() } else { line::header(&self.view()) + "\n" }
    }

    /// An entry as a line.
    pub(super) fn line(&self, entry: &Entry) -> String {
        match self.json {
            true => format!("{}\n", as_json(entry)),
            false => self.columns(entry) + "\n",
        }
    }

    fn columns(&self, entry: &Entry) -> String {
        let (place, lang) = (entry.place, self.lang);
        let trouble = match &entry.item {
            Item::Record(record) => return line::line(record, &self.view()),
            Item::Damage(damage) => {
                let (text, means) = (damage_text(*damage, lang), damage_means(*damage, lang));
                format!("!!! {} {place}: {text}; {means}", lang.pick("损坏", "damage"))
            }
            Item::Unknown { kind, version } => match lang {
                Lang::Zh => {
                    format!("!!! 未知记录 {place}：类型 {kind}，版本 {version}；请更新 `menshen`")
                }
                Lang::En => format!(
                    "!!! unknown record {place}: kind {kind}, version {version}; update `menshen`"
                ),
            },
            other => format!("!!! {place}: {other:?}"),
        };
        paint(DAMAGE, &trouble)
    }

    fn view(&self) -> View<'_> {
        View { lang: self.lang, zone: &self.zone }
    }
}

pub(super) fn as_json(entry: &Entry) -> Value {
    let value = match &entry.item {
        Item::Record(record) => record.to_json(),
        Item::Damage(damage) => json!({
            "kind": "damage", "what": damage.to_string(), "tampered": damage.is_forgery(),
        }),
        Item::Unknown { kind, version } => {
            json!({ "kind": "unknown", "number": kind, "version": version })
        }
        other => json!({ "kind": "unknown", "what": format!("{other:?}") }),
    };
    with(value, "place", place_json(entry.place))
}
