//! What verify says to people.

use std::fmt::Write;

use menshen::log::{Problem, Report, State, VerifyOptions, What};

use super::super::{damage_means, damage_text};
use super::{hex, is_sound};
use crate::lang::Lang;
use crate::table::{plural, wrap};

const WIDTH: usize = 96;

pub(super) fn text(report: &Report, options: &VerifyOptions, lang: Lang) -> String {
    let mut text = format!("{}\n", state(report.state, lang));
    let _ = writeln!(text, "{}", counts(report, lang));
    let _ = writeln!(text, "{}", signer(report, lang));
    for problem in &report.problems {
        text.push_str(&self::problem(problem, lang));
    }
    if report.omitted > 0 {
        let _ = match lang {
            Lang::Zh => writeln!(text, "另有 {} 处问题未列出", report.omitted),
            Lang::En => writeln!(text, "and {} more problems", report.omitted),
        };
    }
    text.push('\n');
    text + &wrap(&limits(report, options, lang), 0, WIDTH)
}

pub(crate) fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Clean => lang.pick(
            "完好：每个字节都与写入时一致，每条记录都已签名",
            "clean: every byte is as it was written, and every record is signed",
        ),
        State::UnsignedTail { .. } => lang.pick(
            "完好，末尾未签名：每个字节都与写入时一致，最新的记录尚未签名",
            "unsigned tail: every byte is as it was written, the newest records are not signed yet",
        ),
        State::Damaged => lang.pick(
            "损坏：有字节与校验和不符，或缺少尚未签名的记录",
            "damaged: bytes contradict their checksums, or unsigned records are missing",
        ),
        State::Tampered => lang.pick(
            "被篡改：内容与签名矛盾，或自相矛盾，不可能是意外",
            "tampered: something contradicts a signature, or itself as no accident does",
        ),
    }
}

pub(crate) fn counts(report: &Report, lang: Lang) -> String {
    let Report { records, segments, unsigned, foreign, unknown, .. } = report;
    let mut text = match lang {
        Lang::Zh => format!("{segments} 段，{records} 条记录，其中 {unsigned} 条尚无签名覆盖"),
        Lang::En => {
            let (records, segments) = (plural(*records, "record"), plural(*segments, "segment"));
            format!("{records} in {segments}; no signature covers {unsigned} of them yet")
        }
    };
    if *foreign > 0 {
        let (zh, en) = (
            format!("；{foreign} 段格式未知"),
            format!("; {foreign} segments of an unknown format"),
        );
        text.push_str(lang.pick(&zh, &en));
    }
    if *unknown > 0 {
        let (zh, en) =
            (format!("；{unknown} 条类型未知"), format!("; {unknown} records of an unknown kind"));
        text.push_str(lang.pick(&zh, &en));
    }
    text
}

pub(crate) fn signer(report: &Report, lang: Lang) -> String {
    let (Some(number), Some(provider), Some(key)) =
        (report.checkpoint, &report.provider, report.public_key)
    else {
        return lang
            .pick("没有可用的检查点：谁都没有签名", "no usable checkpoint: nobody has signed")
            .to_owned();
    };
    let key = hex(&key);
    let by = match (lang, provider.as_str()) {
        (Lang::Zh, "software") => format!("检查点 {number}，由软件密钥签名：{key}"),
        (Lang::Zh, other) => format!("检查点 {number}，由 {other} 签名：{key}"),
        (Lang::En, "software") => format!("checkpoint {number}, signed by a software key: {key}"),
        (Lang::En, other) => format!("checkpoint {number}, signed by {other}: {key}"),
    };
    match (report.renewals, lang) {
        (0, _) => by,
        (times, Lang::Zh) => format!("{by}（此前换过 {times} 次密钥）"),
        (times, Lang::En) => format!("{by} (the key changed {} before)", plural(times, "time")),
    }
}

fn problem(problem: &Problem, lang: Lang) -> String {
    let Problem { file, block, offset, what, tampered } = problem;
    let state = match tampered {
        true => lang.pick("被篡改", "tampered"),
        false => lang.pick("损坏", "damaged"),
    };
    let (what, means) = (what_text(what, lang), means(what, lang));
    let place = match lang {
        Lang::Zh => format!("{file} 块 {block} 偏移 {offset}"),
        Lang::En => format!("{file} block {block} offset {offset}"),
    };
    format!("  {place}  {state}: {what}; {means}\n")
}

pub(crate) fn what_text(what: &What, lang: Lang) -> String {
    let text = match (what, lang) {
        (What::Segment(damage), _) => return damage_text(*damage, lang),
        (What::SegmentMissing, Lang::Zh) => "该段已签名，文件却不见了",
        (What::Shortened { signed, found }, Lang::Zh) => {
            return format!("签名覆盖 {signed} 条记录，只剩 {found} 条");
        }
        (What::Rewritten, Lang::Zh) => "记录不是当初签名的那些",
        (What::CheckpointDamaged, Lang::Zh) => "检查点损坏",
        (What::CheckpointForged, Lang::Zh) => "检查点的签名不对",
        (What::CheckpointNewer, Lang::Zh) => "检查点的格式较新",
        (What::WrongKey, Lang::Zh) => "检查点由另一把密钥签名",
        (What::CheckpointReplaced { later }, Lang::Zh) => {
            return format!("日志提到检查点 {later}，它却不见了");
        }
        (What::RolledBack { exported }, Lang::Zh) => {
            return format!("日志比导出的检查点 {exported} 旧");
        }
        (What::Restarted { times }, Lang::Zh) => return format!("此前检查点丢失过 {times} 次"),
        (What::Renewed { times }, Lang::Zh) => return format!("此前签名密钥换过 {times} 次"),
        (What::ExportedUnusable, Lang::Zh) => "导出的检查点损坏，或不是检查点",
        (other, _) => return other.to_string(),
    };
    text.to_owned()
}

/// What a problem means for whoever reads the log.
pub(crate) fn means(what: &What, lang: Lang) -> &'static str {
    match what {
        What::Segment(damage) => damage_means(*damage, lang),
        What::SegmentMissing | What::Shortened { .. } => {
            lang.pick("签名之后有人删除了记录", "somebody removed records after they were signed")
        }
        What::Rewritten => {
            lang.pick("签名之后有人改写了记录", "somebody rewrote records after they were signed")
        }
        What::CheckpointDamaged | What::Restarted { .. } => {
            lang.pick("此前签过什么已无从得知", "what was signed before is not known any more")
        }
        What::CheckpointForged => lang.pick("它什么都不能证明", "it proves nothing"),
        What::CheckpointNewer => {
            lang.pick("请更新 `menshen` 再核验", "update `menshen` and verify again")
        }
        What::Renewed { .. } => lang.pick(
            "更早的记录由谁担保，要看那把密钥归谁",
            "older records are vouched for by whoever held the other key",
        ),
        What::WrongKey => lang.pick("不是预期的签名者", "it is not the signer that was expected"),
        What::CheckpointReplaced { .. } => lang.pick(
            "有人删除了它，或用旧的替换",
            "somebody removed it, or put an older one in its place",
        ),
        What::RolledBack { .. } => lang.pick(
            "有人把整个日志退回了旧状态",
            "somebody put the whole log back to how it once was",
        ),
        What::ExportedUnusable => {
            lang.pick("请另取一份导出的检查点", "give another copy of an exported checkpoint")
        }
        _ => lang.pick("请更新 `menshen`", "update `menshen`"),
    }
}

/// What the judgement does not prove.
pub(crate) fn limits(report: &Report, options: &VerifyOptions, lang: Lang) -> String {
    let mut text = String::new();
    if is_sound(report.state) && options.exported.is_none() {
        text.push_str(lang.pick(
            "没有用 --checkpoint 给出早先导出的检查点，因此看不出日志是否被整个退回过旧状态。",
            "Without an exported --checkpoint this does not show whether the log was put back, as a \
             whole, to how it once was. ",
        ));
    }
    text.push_str(lang.pick(
        "这不证明记录的内容属实，也不证明没有遗漏：在应用自己进程里运行的代码，可以伪造没有被导出的\
         检查点覆盖的一切。",
        "It does not prove that what was logged is true, or that nothing went unlogged: code that \
         runs as the app itself can forge whatever no exported checkpoint covers.",
    ));
    text
}
