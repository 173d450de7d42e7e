//! The report, in the format that was asked for.

use menshen::log::State;
use serde_json::{Value, json};

use super::{Args, Format};
use crate::Failure;
use crate::audit::Weighed;
use crate::lang::Lang;
use crate::log::{Pulled, with};
use crate::table::plural;

pub(super) fn told(
    args: &Args,
    weighed: &Weighed<'_, '_>,
    log: &Pulled,
    state: State,
) -> Result<String, Failure> {
    let lang = args.lang;
    Ok(match args.format() {
        Format::Json => format!("{:#}\n", as_json(weighed, log, state)),
        Format::Sarif => format!("{:#}\n", weighed.to_sarif(state, lang)),
        Format::Junit => weighed.to_junit(log.is_sound(state), state, args.fail_on, lang)?,
        Format::Text | Format::Markdown => {
            let text = log.partial_line(lang) + &weighed.as_text(lang);
            text + what_to_do(weighed, lang) + &about_the_log(state, lang)
        }
    })
}

/// Where to read on.
fn what_to_do(weighed: &Weighed<'_, '_>, lang: Lang) -> &'static str {
    match weighed.open().next() {
        None => "",
        Some(_) => lang.pick(
            "\n如何判断、如何整改：`menshen log audit --explain 规则`。\n",
            "\nhow it is judged, and what to do: `menshen log audit --explain RULE`.\n",
        ),
    }
}

/// An audit is worth as much as the log it reads.
fn about_the_log(state: State, lang: Lang) -> String {
    let text = match state {
        State::Clean => return String::new(),
        State::UnsignedTail { records } => match lang {
            Lang::Zh => format!("完好，末尾 {records} 条记录尚未签名"),
            Lang::En => format!("sound, with an unsigned tail of {}", plural(records, "record")),
        },
        State::Damaged => lang.pick("日志有损坏", "the log is damaged").to_owned(),
        State::Tampered => lang.pick("日志被篡改", "the log was tampered with").to_owned(),
    };
    match lang {
        Lang::Zh => format!("\n日志本身：{text}；详情见 `menshen log verify`。\n"),
        Lang::En => format!("\nthe log itself: {text}; see `menshen log verify`.\n"),
    }
}

fn as_json(weighed: &Weighed<'_, '_>, log: &Pulled, state: State) -> Value {
    let about = json!({ "state": state.name(), "partial": log.partial() });
    with(weighed.to_json(), "log", about)
}
