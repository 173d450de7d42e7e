//! The table of permissions, as text and as JSON.

use menshen::System;
use serde_json::{Value, json};

use crate::lang::Lang;
use crate::manifest::permissions::{Permission, permissions};
use crate::table::pad;

/// The table of permissions that the project knows.
pub(crate) fn permission_list(json: bool, lang: Lang) -> String {
    let both = [System::Android, System::Harmony];
    let rows =
        both.iter().flat_map(|system| permissions(*system).iter().map(move |row| (*system, row)));
    match json {
        true => format!(
            "{:#}\n",
            rows.map(|(system, row)| permission_json(system, row)).collect::<Value>()
        ),
        false => rows.map(|(_, row)| permission_line(row, lang)).collect(),
    }
}

fn permission_line(row: &Permission, lang: Lang) -> String {
    let levels = match (row.levels.start(), row.levels.end()) {
        (0, &u16::MAX) => String::new(),
        (0, last) => format!("–{last}"),
        (first, &u16::MAX) => format!("{first}–"),
        (first, last) => format!("{first}–{last}"),
    };
    let (opens, title) = (row.opens(), row.title.in_language(lang));
    let protection = row.protection.name();
    let title = if opens.is_empty() { title.to_owned() } else { format!("{title} ({opens})") };
    format!("{} {} {} {title}\n", pad(row.name, 56), pad(protection, 10), pad(&levels, 5))
}

fn permission_json(system: System, row: &Permission) -> Value {
    let bound = |level: u16| (level != 0 && level != u16::MAX).then_some(level);
    let uses = row.uses.iter().map(|it| {
        json!({
            "resource": it.resource,
            "scope": it.resource.names(it.scopes()),
            "needed": it.needed,
            "context": it.context,
            "min": bound(*it.levels.start()),
            "max": bound(*it.levels.end()),
        })
    });
    json!({
        "platform": system,
        "name": row.name,
        "protection": row.protection.name(),
        "min": bound(*row.levels.start()),
        "max": bound(*row.levels.end()),
        "uses": uses.collect::<Value>(),
        "harmless": row.harmless,
        "title": { "zh-CN": row.title.zh, "en": row.title.en },
        "source": row.source,
    })
}
