//! What the person at the terminal reads, in both languages.

use std::path::Path;

use super::format::Format;
use super::source::Tally;
use crate::Failure;
use crate::lang::Lang;
use crate::table::plural;

pub(super) fn written(tally: &Tally, file: &Path, lang: Lang) -> String {
    let (file, records) = (file.display(), tally.records);
    match lang {
        Lang::Zh => format!("{file}：{records} 条记录\n"),
        Lang::En => format!("{file}: {}\n", plural(records, "record")),
    }
}

pub(super) fn warning(tally: &Tally, lang: Lang) -> String {
    let Tally { damage, gaps, unknown, .. } = *tally;
    let parts = match lang {
        Lang::Zh => [
            (damage, format!("损坏 {damage} 处")),
            (gaps, format!("缺口 {gaps} 处")),
            (unknown, format!("未知记录 {unknown} 条")),
        ],
        Lang::En => [
            (damage, format!("damage in {}", plural(damage, "place"))),
            (gaps, plural(gaps, "gap")),
            (unknown, plural(unknown, "unknown record")),
        ],
    };
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part);
    let parts = parts.collect::<Vec<_>>().join(lang.pick("，", ", "));
    match lang {
        Lang::Zh => {
            format!("警告：日志不完整：{parts}；均已导出（kind 为 damage、gap、unknown 的行）")
        }
        Lang::En => format!(
            "warning: the log is not whole: {parts}; this is exported too, \
             as the kinds damage, gap and unknown"
        ),
    }
}

pub(super) fn unclear(lang: Lang) -> Failure {
    Failure(
        lang.pick(
            "未说明格式：请用 --format ndjson|csv|sqlite|parquet，\
             或用 -o 指定以 .ndjson、.csv、.sqlite、.parquet 结尾的文件",
            "which format? give --format ndjson|csv|sqlite|parquet, \
             or with -o a file that ends in .ndjson, .csv, .sqlite or .parquet",
        )
        .to_owned(),
    )
}

pub(super) fn needs_a_file(format: Format, lang: Lang) -> Failure {
    let name = if format == Format::Sqlite { "sqlite" } else { "parquet" };
    Failure(match lang {
        Lang::Zh => format!("{name} 不能写到标准输出：请用 -o 指定文件，如 -o log.{name}"),
        Lang::En => {
            format!("{name} cannot go to the standard output: name a file, such as -o log.{name}")
        }
    })
}

pub(super) fn exists(file: &Path, lang: Lang) -> Failure {
    let what = lang.pick("已存在；要替换它请加 --force", "exists; replace it with --force");
    named(file, what, lang)
}

pub(super) fn no_file(file: &Path, lang: Lang) -> Failure {
    let what = lang.pick(
        "不是普通文件；要写到标准输出请用 -o -",
        "is no regular file; for the standard output give -o -",
    );
    named(file, what, lang)
}

fn named(file: &Path, what: &str, lang: Lang) -> Failure {
    Failure(format!("{}{}{what}", file.display(), lang.pick("：", ": ")))
}
