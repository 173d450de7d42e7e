//! What one must know to read the report rightly: the method, and what it proves.

use menshen::log::VerifyOptions;
use menshen::policy::Text;

use super::answers::Totals;
use super::report::Report;
use crate::lang::Lang;
use crate::log::verify;

impl Report<'_> {
    /// What one must know to read the report rightly.
    pub(super) fn notes(&self, totals: &Totals) -> Vec<String> {
        let lang = self.view.lang;
        let mut notes: Vec<String> =
            self.partial.map(|why| partial(why, lang)).into_iter().collect();
        notes.extend([method(lang).to_owned(), proves(lang).to_owned()]);
        notes.push(
            verify::limits(self.integrity, &VerifyOptions::default(), lang).trim().to_owned(),
        );
        notes.extend(self.other_versions());
        if self.facts.begins_late() {
            notes.push(begins_late(lang).to_owned());
        }
        if totals.observed > 0 {
            notes.push(observed(totals.observed, lang));
        }
        notes
    }

    fn other_versions(&self) -> impl Iterator<Item = String> {
        let (held, lang) = (self.view.policy.version(), self.view.lang);
        let others = self.facts.versions.iter().filter(move |(version, _)| **version != held);
        others.map(move |(version, records)| match lang {
            Lang::Zh => format!("有 {records} 条记录写于政策版本 {version}，仍按 {held} 对照。"),
            Lang::En => format!(
                "{records} records were written under policy version {version}; they are held \
                 against {held}."
            ),
        })
    }
}

fn partial(why: &Text, lang: Lang) -> String {
    let note =
        lang.pick("日志不完整，本报告只反映其中一部分：", "This is only a part of the log: ");
    format!("{note}{}", lang.of(why))
}

fn method(lang: Lang) -> &'static str {
    lang.pick(
        "方法：应用每次使用权限都先经过门神，由它判定并当场写入日志。本报告从设备上取出的日志逐条重算：\
         每次使用时用户看到、同意、拒绝了什么，应用在前台还是后台，频次按滑动窗口计数。“使用”指门神放行的\
         一次请求，或操作系统报告而不在门神授权之内的一次；被拒绝的请求不是使用。同一次开机内按开机时钟计时，\
         改动系统时间不影响先后和间隔。",
        "Method: the app passes the gate before every use of a permission; the gate decides and logs \
         it then and there. This report works through the log as it was pulled from the device: what \
         the user had been shown, accepted and refused by then, where the app was, and how often each \
         resource was used within a sliding window. An access is a request that the gate let in, or a \
         use that the system reported without a lease behind it; a denied attempt is none. Within a \
         run of the device its boot clock counts, so that setting the clock changes no order and no \
         interval.",
    )
}

fn proves(lang: Lang) -> &'static str {
    lang.pick(
        "能证明的范围：经过门神的请求，以及操作系统报告的使用。SDK 绕过门神、系统也没有报告的行为不在其中。\
         日志不含任何内容（坐标、姓名、号码、剪贴板文字），也不含其他设备信息。",
        "What it covers: what passed the gate, and what the system reported. What an SDK does past \
         the gate and unreported by the system is not in it. The log holds no content (coordinates, \
         names, numbers, clipboard text) and nothing else about the device.",
    )
}

fn begins_late(lang: Lang) -> &'static str {
    lang.pick(
        "日志开头已按保留期删除；此前的展示、同意和使用不在其中。",
        "The start of the log is gone by retention; earlier showings, answers and accesses are not in it.",
    )
}

fn observed(times: u64, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("有 {times} 次使用由观察模式放行：正式模式会拒绝。"),
        Lang::En => format!(
            "{times} accesses were let through by observe mode; without it they are denied."
        ),
    }
}
