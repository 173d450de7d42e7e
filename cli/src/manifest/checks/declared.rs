//! What the app asks for, against what the policy declares.

use std::collections::{BTreeMap, BTreeSet};

use menshen::{Platform, Requirement, Resource, Scopes, System};

use super::spoken;
use crate::manifest::app::Asked;
use crate::manifest::permissions::{Permission, Protection, Use, permission, permissions};
use crate::manifest::{Case, Finding, Severity};

pub(crate) const NOT_NEEDED: &str = "not-needed";
pub(crate) const PICKER: &str = "picker-suffices";
pub(crate) const UNKNOWN: &str = "unknown-permission";

pub(crate) fn unknown(case: &Case<'_>, found: &mut Vec<Finding>) {
    let unknown = |asked: &&Asked| {
        let own = case.app.own.contains(&asked.name) || asked.name.starts_with("${");
        !own && permission(case.app.system, &asked.name).is_none()
    };
    for asked in case.app.asked.iter().filter(unknown) {
        let finding = Finding::about(UNKNOWN, Severity::Warning, asked).says(
            "权限表里没有这项权限，无法判断它能读取什么。",
            "This permission is not in the table, so nobody can say here what it opens.",
        );
        found.push(match near(case.app.system, &asked.name) {
            Some(near) => {
                finding.fix(format!("是否想写 {near}？"), format!("Did you mean {near}?"))
            }
            None => finding.fix(
                "确认它由谁定义、用来做什么；不需要就删除。",
                "Find out who defines it and what for; remove it if the app can do without.",
            ),
        });
    }
}

/// The known permission that a slip of the hand may have meant.
fn near(system: System, name: &str) -> Option<&'static str> {
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let likeness = |row: &Permission| strsim::jaro_winkler(&last(name), row.short_name());
    let rows = permissions(system).iter().map(|row| (likeness(row), row.name));
    let best = rows.filter(|(likeness, _)| *likeness > 0.94).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, name)| name)
}

/// The permissions in the table of which nothing else has been said.
fn known<'a>(case: &'a Case<'_>, found: &[Finding]) -> Vec<(&'a Asked, &'static Permission)> {
    let known = case.app.asked.iter().filter_map(|asked| {
        let permission = permission(case.app.system, &asked.name)?;
        (!permission.harmless && !spoken(found, &asked.name)).then_some((asked, permission))
    });
    known.collect()
}

/// The needs of the permission's resources would not need it: a picker, a button or nothing does.
pub(crate) fn picker(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (asked, permission) in known(case, found) {
        if !matches!(permission.protection, Protection::Runtime | Protection::Restricted) {
            continue;
        }
        let ways = ways_without(case, permission);
        if ways.is_empty() {
            continue;
        }
        found.push(without(asked, permission, &ways, case));
    }
}

/// How what the policy declares does without the permission; empty if something does not.
fn ways_without(case: &Case<'_>, permission: &Permission) -> Vec<String> {
    let shared = declared(case, permission, Use::scopes);
    if !shared.is_empty() {
        return ways(case, permission, shared).into_keys().collect();
    }
    // It opens nothing that is declared, but something beside it: worth telling if that is picked.
    let ways = ways(case, permission, declared(case, permission, |it| it.resource.all_scopes()));
    let picked = |it: &Requirement| matches!(it, Requirement::Picker | Requirement::Component);
    match ways.values().any(picked) {
        true => ways.into_keys().collect(),
        false => Vec::new(),
    }
}

fn ways(
    case: &Case<'_>,
    permission: &Permission,
    scopes: BTreeSet<(Resource, Scopes)>,
) -> BTreeMap<String, Requirement> {
    let levels = case.app.levels.clone().filter(|level| permission.levels.contains(level));
    let levels: Vec<u16> = levels.collect();
    let mut ways = BTreeMap::new();
    for (resource, scope) in scopes {
        let requirement = |level: &u16| platform(case, *level).requirement(resource, scope);
        let asks = |it| matches!(it, Requirement::Permission | Requirement::Special);
        match levels.last().map(requirement) {
            Some(last) if !levels.iter().map(requirement).any(asks) => {
                ways.insert(format!("{resource}:{}", resource.names(scope).concat()), last)
            }
            _ => return BTreeMap::new(),
        };
    }
    ways
}

/// Single scopes that the policy declares, of those that a use opens.
fn declared(
    case: &Case<'_>,
    permission: &Permission,
    opened: fn(&Use) -> Scopes,
) -> BTreeSet<(Resource, Scopes)> {
    let mut all = BTreeSet::new();
    for it in permission.uses {
        for (_, need) in case.needs_of(it.resource) {
            let shared = opened(it) & need.declared();
            all.extend(shared.iter().map(|bit| (it.resource, Scopes::bit(bit))));
        }
    }
    all
}

fn platform(case: &Case<'_>, api: u16) -> Platform {
    match case.app.system {
        System::Android => Platform::android(api),
        System::Harmony => Platform::harmony(api),
    }
}

fn without(asked: &Asked, permission: &Permission, ways: &[String], case: &Case<'_>) -> Finding {
    let severity = match case.purposes_for(permission).is_empty() {
        true => Severity::Error,
        false => Severity::Warning,
    };
    let ways = ways.join(", ");
    Finding::about(PICKER, severity, asked)
        .says(
            format!(
                "政策声明的 {ways} 不需要权限“{}”：系统选择器、系统控件就能完成，或者系统不要求。",
                permission.title.zh
            ),
            format!(
                "What the policy declares, {ways}, does without the permission to {}.",
                permission.title.en
            ),
        )
        .fix(
            "删除这项权限；确需更大范围时，先在政策中写明。",
            "Remove it; if the app does need more, declare the wider scope in the policy first.",
        )
}

pub(crate) fn not_needed(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (asked, permission) in known(case, found) {
        let finding = Finding::about(NOT_NEEDED, Severity::Error, asked);
        let finding = match served_at(case, permission) {
            Some(last) if last >= *case.app.levels.start() => continue,
            Some(last) => obsolete(finding, permission, last),
            None if permission.uses.is_empty() => outside(finding, permission),
            None => undeclared(finding, permission),
        };
        found.push(remove(finding, case.app.system));
    }
}

fn remove(finding: Finding, system: System) -> Finding {
    match system {
        System::Android => finding.fix(
            "删除这项权限（由库带入的用 tools:node=\"remove\" 去掉）；确需使用，先在政策中写明。",
            "Remove it (with tools:node=\"remove\" where a library brings it), or declare the \
             purpose in the policy first.",
        ),
        System::Harmony => finding.fix(
            "删除这项权限（由库带入的换掉或裁剪该库）；确需使用，先在政策中写明。",
            "Remove it (or the library that brings it), or declare the purpose in the policy \
             first.",
        ),
    }
}

/// The last API level, also beyond those of the app, at which the permission serves a need.
fn served_at(case: &Case<'_>, permission: &Permission) -> Option<u16> {
    let serves =
        |level: &u16| case.needs().any(|(purpose, need)| permission.serves(need, purpose, *level));
    (1..100).rev().find(serves)
}

fn undeclared(finding: Finding, permission: &Permission) -> Finding {
    let (zh, en) = (permission.title.zh, permission.title.en);
    let opens = permission.opens();
    finding.says(
        format!("政策没有任何用途需要“{zh}”（{opens}）。"),
        format!("No purpose of the policy needs to {en} ({opens})."),
    )
}

fn outside(finding: Finding, permission: &Permission) -> Finding {
    finding.says(
        format!("“{}”不对应政策可以声明的任何资源，没有用途能说明它。", permission.title.zh),
        format!(
            "To {} is no resource that a policy declares; no purpose can stand for it.",
            permission.title.en
        ),
    )
}

fn obsolete(finding: Finding, permission: &Permission, last: u16) -> Finding {
    finding.says(
        format!("“{}”只在 API {last} 及以下有用，应用不再支持这些版本。", permission.title.zh),
        format!(
            "To {} is of use up to API {last} only, and the app no longer runs there.",
            permission.title.en
        ),
    )
}
