//! The list of personal information that is shared with third parties.

use menshen::policy::{PolicyFile, Purpose, Sdk};

use super::list::{Cell, List};
use super::scene::scene;
use crate::lang::Lang;
use crate::words::{self, Name, pick};

const COLUMNS: &[Name] = &[
    ("第三方", "Third party"),
    ("公司", "Company"),
    ("类型", "Kind"),
    ("共享的信息", "Information"),
    ("使用目的", "What for"),
    ("使用场景", "Where in the app"),
    ("共享方式", "How it is shared"),
    ("处理身份", "Role"),
    ("第三方隐私政策", "Their privacy policy"),
    ("条款", "Clause"),
];

/// A row for each third party.
pub(super) fn list(file: &PolicyFile, lang: Lang) -> List {
    let title = ("与第三方共享个人信息清单", "Personal information shared with third parties");
    let mut list = List::new("shared", title, COLUMNS, lang);
    list.rows = file.sdks.iter().map(|sdk| row(file, sdk, lang)).collect();
    list.about = match lang {
        Lang::Zh => format!("共 {} 项，按第三方逐项列出。", list.rows.len()),
        Lang::En => format!("{}, one by one.", parties(list.rows.len())),
    };
    list
}

fn row(file: &PolicyFile, sdk: &Sdk, lang: Lang) -> Vec<Cell> {
    let part = purposes(file, sdk);
    vec![
        Cell::text(&sdk.name),
        Cell::maybe(sdk.company.as_deref()),
        Cell::text(category(&sdk.category, lang)),
        Cell(sdk.data.iter().map(|data| lang.of(data).to_owned()).collect()),
        Cell(part.iter().map(|purpose| lang.of(&purpose.prompt).to_owned()).collect()),
        Cell(part.iter().map(|purpose| scene(purpose, lang)).collect()),
        Cell::maybe(sdk.method.as_ref().map(|method| lang.of(method))),
        Cell::text(pick(words::role(sdk.role), lang)),
        Cell::maybe(sdk.privacy_url.as_deref()),
        Cell::text(&sdk.clause),
    ]
}

fn parties(count: usize) -> String {
    if count == 1 { "1 third party".to_owned() } else { format!("{count} third parties") }
}

/// What a third party takes part in, whether it or the purpose says so.
fn purposes<'p>(file: &'p PolicyFile, sdk: &Sdk) -> Vec<&'p Purpose> {
    let part = |it: &&Purpose| sdk.purposes.contains(&it.id) || it.callers.contains(&sdk.id);
    file.purposes.iter().filter(part).collect()
}

/// A category in words; one that has none stands as the policy writes it.
fn category(written: &str, lang: Lang) -> &str {
    let zh = match written {
        "advertising" => "广告",
        "analytics" => "统计分析",
        "cloud-computing" => "云计算",
        "feature-modules" => "功能模块",
        "location-and-device" => "位置与设备信息",
        "login" => "登录",
        "map" => "地图",
        "payment" => "支付",
        "performance" => "性能优化",
        "push" => "消息推送",
        "security" => "安全",
        "share" => "分享",
        "third-party-authorisation" => "第三方授权",
        _ => written,
    };
    lang.pick(zh, written)
}
