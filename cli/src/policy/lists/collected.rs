//! The list of personal information that is collected.

use menshen::policy::{Item, PolicyFile, Purpose, Text};

use super::list::{Cell, List};
use super::scene::{grounds, needed, scene, takes_in};
use crate::lang::Lang;
use crate::table::plural;
use crate::words::{self, Name};

const COLUMNS: &[Name] = &[
    ("信息类型", "Information"),
    ("使用目的", "What for"),
    ("使用场景", "Where in the app"),
    ("收集方式", "How it is collected"),
    ("合法性基础与同意方式", "Legal basis and consent"),
    ("保存期限", "Kept for"),
    ("敏感个人信息", "Sensitive"),
    ("条款", "Clause"),
];

/// A row for each piece of data; one with a hole for a purpose that names none, but takes something
/// in, or says nothing at all of what it uses.
pub(super) fn list(file: &PolicyFile, lang: Lang) -> List {
    let title = ("已收集个人信息清单", "Personal information we collect");
    let mut list = List::new("collected", title, COLUMNS, lang);
    for purpose in file.purposes.iter().filter(|purpose| collects(purpose)) {
        match purpose.data.as_slice() {
            [] => list.rows.push(row(file, purpose, None, lang)),
            data => list.rows.extend(data.iter().map(|it| row(file, purpose, Some(it), lang))),
        }
    }
    list.about = match lang {
        Lang::Zh => format!("共 {} 项，按使用目的逐项列出。", list.rows.len()),
        Lang::En => format!("{}, purpose by purpose.", plural(list.rows.len() as u64, "item")),
    };
    list
}

fn collects(purpose: &Purpose) -> bool {
    let mut needs = purpose.all_needs();
    !purpose.data.is_empty()
        || purpose.needs.is_empty()
        || needs.any(|need| takes_in(need.resource, need.declared()))
}

fn row(file: &PolicyFile, purpose: &Purpose, data: Option<&Text>, lang: Lang) -> Vec<Cell> {
    let sensitive = purpose.sensitive || purpose.all_needs().any(|need| need.sensitive(purpose));
    vec![
        Cell::maybe(data.map(|data| lang.of(data))),
        Cell::text(lang.of(&purpose.prompt)),
        Cell::text(scene(purpose, lang)),
        Cell(ways(file, purpose, lang)),
        Cell(grounds(purpose, lang)),
        Cell::maybe(purpose.retention.map(|span| words::retention(span, lang))),
        Cell::text(if sensitive { lang.pick("是", "yes") } else { lang.pick("否", "no") }),
        Cell::text(purpose.clauses.join(lang.pick("、", ", "))),
    ]
}

/// Through which resource of the device, and with which third parties.
fn ways(file: &PolicyFile, purpose: &Purpose, lang: Lang) -> Vec<String> {
    let device: Vec<String> = purpose.needs.iter().map(|item| way(item, lang)).collect();
    let own = match device.is_empty() {
        true => lang
            .pick(
                "不调用设备权限：由您提供、在使用中产生或来自第三方",
                "Not through the device: from you, from use, or from third parties",
            )
            .to_owned(),
        false => {
            let device = device.join(lang.pick("；", "; "));
            format!("{}{device}", lang.pick("通过设备：", "Through the device: "))
        }
    };
    let part = file.sdks.iter().filter(|sdk| purpose.callers.contains(&sdk.id));
    let part: Vec<&str> = part.map(|sdk| sdk.name.as_str()).collect();
    let part = (!part.is_empty()).then(|| match lang {
        Lang::Zh => format!("第三方参与：{}", part.join("；")),
        Lang::En => format!("Third parties take part: {}", part.join("; ")),
    });
    [own].into_iter().chain(part).collect()
}

/// A need, or those of which one suffices.
fn way(item: &Item, lang: Lang) -> String {
    let needs: Vec<String> = item.needs().iter().map(|need| needed(need, lang)).collect();
    needs.join(lang.pick("或", " or "))
}
