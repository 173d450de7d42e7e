//! What a platform asks for before a need, over the API levels that the gate runs on.

use std::ops::RangeInclusive;

use menshen::policy::{Need, Purpose};
use menshen::{Platform, Requirement, System};

use crate::lang::Lang;
use crate::manifest::permissions::{Permission, permissions};

/// What a platform asks for.
pub(super) struct Asked {
    levels: RangeInclusive<u16>,
    permissions: Vec<(&'static Permission, RangeInclusive<u16>)>,
    /// What it asks for beside permissions, at its latest level.
    requirement: Requirement,
    pub(super) asks_the_user: bool,
}

impl Asked {
    pub(super) fn on(system: System, purpose: &Purpose, needs: &[&Need]) -> Asked {
        let levels = levels(system);
        let known = permissions(system).iter().filter(|it| !it.harmless);
        let asked = known.filter_map(|permission| {
            let needed = |level: &u16| {
                needs.iter().any(|need| permission.needed_by(need, purpose, *level).is_some())
            };
            let first = levels.clone().find(needed)?;
            let last = levels.clone().rfind(needed)?;
            Some((permission, first..=last))
        });
        let permissions: Vec<_> = asked.collect();
        let requirement = requirement(system, *levels.end(), needs);
        let runtime = permissions.iter().any(|(it, _)| it.protection.asks_the_user());
        let asks_the_user = runtime || requirement == Requirement::Special;
        Asked { levels, permissions, requirement, asks_the_user }
    }

    /// A line for each permission; without one, how the platform does without.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        if self.permissions.is_empty() {
            return vec![without(self.requirement, lang).to_owned()];
        }
        let line = |(permission, range): &(&Permission, RangeInclusive<u16>)| {
            let mut notes = vec![permission.title.in_language(lang).to_owned()];
            notes.extend(self.range(range, lang));
            if !permission.protection.asks_the_user() {
                notes.push(lang.pick("安装时由系统授予", "granted at installation").to_owned());
            }
            match lang {
                Lang::Zh => format!("{}（{}）", permission.name, notes.join("；")),
                Lang::En => format!("{} ({})", permission.name, notes.join("; ")),
            }
        };
        self.permissions.iter().map(line).collect()
    }

    /// The API levels, when they are not all.
    fn range(&self, range: &RangeInclusive<u16>, lang: Lang) -> Option<String> {
        let (first, last) = (range.start(), range.end());
        match (first > self.levels.start(), last < self.levels.end()) {
            (false, false) => None,
            (true, false) => Some(match lang {
                Lang::Zh => format!("API {first} 起"),
                Lang::En => format!("from API {first}"),
            }),
            (false, true) => Some(match lang {
                Lang::Zh => format!("API {last} 及以下"),
                Lang::En => format!("up to API {last}"),
            }),
            (true, true) => Some(format!("API {first}–{last}")),
        }
    }
}

/// The API levels that the gate runs on, up to the latest.
fn levels(system: System) -> RangeInclusive<u16> {
    match system {
        System::Android => 24..=36,
        System::Harmony => 12..=20,
    }
}

/// The most that the platform asks for any of these scopes.
fn requirement(system: System, api: u16, needs: &[&Need]) -> Requirement {
    let platform = Platform { system, api };
    let scopes = needs.iter().flat_map(|need| {
        let bits = need.declared().iter().map(menshen::Scopes::bit);
        bits.map(move |bit| platform.requirement(need.resource, bit))
    });
    scopes.max().unwrap_or(Requirement::None)
}

fn without(requirement: Requirement, lang: Lang) -> &'static str {
    match requirement {
        Requirement::None | Requirement::Permission => {
            lang.pick("不需要权限", "no permission needed")
        }
        Requirement::Picker => lang.pick(
            "不需要权限：由您在系统选择器或其他应用中操作",
            "no permission needed: you act in the system's picker or another app",
        ),
        Requirement::Component => lang.pick(
            "不需要权限：由您点按系统的安全控件",
            "no permission needed: you tap a button that the system draws",
        ),
        Requirement::Special => lang.pick(
            "由您在系统设置或系统弹窗中开启",
            "switched on by you in a page or dialog of the system",
        ),
    }
}
