//! Damage, and what it means, in both languages.

use menshen::log::Damage;

use crate::lang::Lang;

/// What is wrong.
pub(crate) fn damage_text(damage: Damage, lang: Lang) -> String {
    if lang == Lang::En {
        return damage.to_string();
    }
    let text = match damage {
        Damage::Unreadable => "块无法读取",
        Damage::Header => "块头损坏",
        Damage::Frame => "记录损坏",
        Damage::Padding => "应为零的字节不为零",
        Damage::TooLong => "文件过长",
        Damage::Missing { frames } => return format!("此处缺少 {frames} 条记录"),
        Damage::Misplaced => "块不属于此处",
        Damage::Link => "块与哈希链不符",
        Damage::Number => "记录编号错误",
        Damage::Tag => "记录与哈希链不符",
        Damage::AfterSeal => "封存之后还有内容",
        Damage::SealCount => "封存的记录数不符",
        Damage::Foreign => "块的格式不同",
        other => return other.to_string(),
    };
    text.to_owned()
}

/// What that means for whoever reads the log.
pub(crate) fn damage_means(damage: Damage, lang: Lang) -> &'static str {
    match damage {
        Damage::Unreadable | Damage::Header => {
            lang.pick("该块的记录缺失", "the records of this block are missing")
        }
        Damage::Frame => lang
            .pick("该块此处之后的记录缺失", "the records of this block from here on are missing"),
        Damage::Missing { .. } => {
            lang.pick("没有损坏的块能解释它们的缺失", "no damaged block accounts for them")
        }
        Damage::Padding | Damage::TooLong => lang
            .pick("没有记录缺失，但文件被改动过", "no record is missing, but the file was changed"),
        _ => lang.pick(
            "意外不会造成这种矛盾：有人改动过",
            "no accident brings this about: somebody changed it",
        ),
    }
}
