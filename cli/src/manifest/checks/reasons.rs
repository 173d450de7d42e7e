//! What a HarmonyOS module says about a permission that the user grants.

use menshen::{AppState, System};

use super::shall_go;
use crate::manifest::app::{Asked, Entry};
use crate::manifest::permissions::{Permission, Protection, permission};
use crate::manifest::{Case, Finding, Severity};

pub(crate) const REASON: &str = "reason";
pub(crate) const SCENE: &str = "used-scene";
pub(crate) const ALWAYS: &str = "when-always";

/// The permissions that the user grants and that may stay.
fn user_granted<'a>(
    case: &'a Case<'_>,
    found: &[Finding],
) -> Vec<(&'a Asked, &'static Permission)> {
    let known = |asked: &'a Asked| Some((asked, permission(System::Harmony, &asked.name)?));
    let asked = case.app.asked.iter().filter_map(known);
    let granted = asked.filter(|(_, permission)| permission.protection.asks_the_user());
    granted.filter(|(asked, _)| !shall_go(found, &asked.name)).collect()
}

/// A finding about one entry of several.
fn about(rule: &'static str, asked: &Asked, entry: &Entry) -> Finding {
    let finding = Finding::new(rule, Severity::Error, entry.place).lacking(&asked.name);
    let also = asked.places.iter().filter(|place| **place != entry.place);
    Finding { also: also.copied().collect(), ..finding }
}

/// It is enough that one module gives a reason, but none may give a wrong one.
pub(crate) fn reason(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (asked, permission) in user_granted(case, found) {
        let plain = |entry: &&Entry| {
            entry.reason.as_ref().is_some_and(|reason| !reason.starts_with("$string:"))
        };
        let without = || asked.entries.iter().all(|entry| entry.reason.is_none());
        if let Some(entry) = asked.entries.iter().find(plain) {
            found.push(fix_reason(about(REASON, asked, entry), permission).says(
                "reason 不是 $string: 引用，无法提供多种语言。",
                "Its reason is no $string: reference, so it cannot be told in several languages.",
            ));
        } else if let (true, Some(entry)) = (without(), asked.entries.first()) {
            found.push(fix_reason(about(REASON, asked, entry), permission).says(
                "由用户授予的权限必须写明 reason。",
                "A permission that the user grants must give its reason.",
            ));
        }
    }
}

fn fix_reason(finding: Finding, permission: &Permission) -> Finding {
    let key = reason_key(permission);
    finding.fix(
        format!("加上 \"reason\": \"{key}\"，并在各语言的 string.json 里写明用途。"),
        format!("Add \"reason\": \"{key}\" and tell it in the string.json of each language."),
    )
}

/// Where the text of its reason stands.
pub(crate) fn reason_key(permission: &Permission) -> String {
    format!("$string:reason_{}", permission.short_name().to_lowercase())
}

pub(crate) fn scene(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (asked, _) in user_granted(case, found) {
        let complete = |entry: &Entry| {
            let scene = entry.scene.as_ref();
            scene.is_some_and(|it| {
                it.abilities && matches!(it.when.as_deref(), Some("inuse" | "always"))
            })
        };
        if asked.entries.iter().any(complete) {
            continue;
        }
        let Some(entry) = asked.entries.first() else { continue };
        let (zh, en) = lacking(entry);
        found.push(about(SCENE, asked, entry).says(zh, en).fix(
            "加上 \"usedScene\": {\"abilities\": [\"EntryAbility\"], \"when\": \"inuse\"}，写实际\
             使用它的 ability。",
            "Add \"usedScene\": {\"abilities\": [\"EntryAbility\"], \"when\": \"inuse\"} with the \
             abilities that use it.",
        ));
    }
}

fn lacking(entry: &Entry) -> (&'static str, &'static str) {
    match &entry.scene {
        None => (
            "由用户授予的权限必须写明 usedScene。",
            "A permission that the user grants must say where it is used (usedScene).",
        ),
        Some(scene) if !scene.abilities => {
            ("usedScene 没有列出 abilities。", "Its usedScene lists no abilities.")
        }
        Some(_) => (
            "usedScene 的 when 只能是 inuse 或 always。",
            "The `when` of its usedScene must be inuse or always.",
        ),
    }
}

pub(crate) fn always(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (asked, permission) in user_granted(case, found) {
        let says = |entry: &&Entry| {
            entry.scene.as_ref().is_some_and(|scene| scene.when.as_deref() == Some("always"))
        };
        let Some(entry) = asked.entries.iter().find(says) else { continue };
        if !only_in_foreground(case, permission) {
            continue;
        }
        found.push(
            about(ALWAYS, asked, entry)
                .purposes(&case.purposes_for(permission))
                .says(
                    "写了 always，而政策只声明在前台使用。",
                    "It says `always`, but the policy declares use in the foreground only.",
                )
                .fix("改为 \"when\": \"inuse\"。", "Say \"when\": \"inuse\"."),
        );
    }
}

/// Whether no purpose uses it further back. The position in the background is so by its nature.
fn only_in_foreground(case: &Case<'_>, permission: &Permission) -> bool {
    let top = case.app.top();
    let served = case.needs().filter(|(purpose, need)| permission.serves(need, purpose, top));
    let mut contexts = served.map(|(purpose, need)| need.context(purpose));
    permission.protection != Protection::Special
        && contexts.all(|context| context == AppState::Foreground)
}
