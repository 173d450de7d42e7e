//! Which permission stands for which resource and scope, as data with its source.

mod android;
mod harmony;

use std::ops::RangeInclusive;

use menshen::policy::{Need, Purpose};
use menshen::{AppState, Resource, Scopes, System};

use crate::audit::Words;

/// A permission of a platform.
pub(crate) struct Permission {
    pub(crate) name: &'static str,
    /// The API levels at which it has an effect.
    pub(crate) levels: RangeInclusive<u16>,
    pub(crate) protection: Protection,
    /// What it opens. Empty, and not harmless: data that no resource of a policy stands for.
    pub(crate) uses: &'static [Use],
    /// Opens nothing about the user that would need a purpose.
    pub(crate) harmless: bool,
    /// What the user is told it lets the app do.
    pub(crate) title: Words,
    /// The page of the platform's documentation that says so.
    pub(crate) source: &'static str,
}

/// Who grants a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protection {
    /// The system, at installation.
    Normal,
    /// The user, in a dialog.
    Runtime,
    /// The user, on a page of the system settings.
    Special,
    /// The user, in a dialog, after the store has approved the app for it.
    Restricted,
}

/// One resource that a permission opens.
pub(crate) struct Use {
    pub(crate) resource: Resource,
    /// The names of the scopes; none means all.
    scopes: &'static [&'static str],
    pub(crate) levels: RangeInclusive<u16>,
    /// Whether the scopes cannot be used without it.
    pub(crate) needed: bool,
    /// Only for needs of this context.
    pub(crate) context: Option<AppState>,
}

impl Protection {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Protection::Normal => "normal",
            Protection::Runtime => "runtime",
            Protection::Special => "special",
            Protection::Restricted => "restricted",
        }
    }

    /// Whether it is the user who grants it.
    pub(crate) const fn asks_the_user(self) -> bool {
        !matches!(self, Protection::Normal)
    }
}

impl Permission {
    /// Whether a need of a purpose justifies it at an API level.
    pub(crate) fn serves(&self, need: &Need, purpose: &Purpose, level: u16) -> bool {
        let fits = |it: &Use| it.fits(need, purpose, level, need.declared());
        self.levels.contains(&level) && self.uses.iter().any(fits)
    }

    /// How a need of a purpose cannot do without it at an API level.
    pub(crate) fn needed_by(&self, need: &Need, purpose: &Purpose, level: u16) -> Option<&Use> {
        let fits = |it: &&Use| it.needed && it.fits(need, purpose, level, need.named());
        self.uses.iter().filter(|_| self.levels.contains(&level)).find(fits)
    }

    /// What it opens, as `resource:scope,scope`.
    pub(crate) fn opens(&self) -> String {
        let scopes = |resource: &Resource| {
            let uses = self.uses.iter().filter(|it| it.resource == *resource);
            uses.fold(Scopes::NONE, |all, it| all | it.scopes())
        };
        let opened = Resource::ALL.iter().filter(|it| !scopes(it).is_empty());
        let opens = opened.map(|it| format!("{it}:{}", it.names(scopes(it)).join(",")));
        opens.collect::<Vec<_>>().join(" ")
    }

    /// The last part of its name, as documentation and teams call it.
    pub(crate) fn short_name(&self) -> &'static str {
        self.name.rsplit('.').next().unwrap_or(self.name)
    }
}

impl Use {
    pub(crate) fn scopes(&self) -> Scopes {
        match self.scopes {
            [] => self.resource.all_scopes(),
            names => self.resource.scopes(names.iter().copied()).unwrap_or_default(),
        }
    }

    fn fits(&self, need: &Need, purpose: &Purpose, level: u16, scopes: Scopes) -> bool {
        self.resource == need.resource
            && self.levels.contains(&level)
            && self.context.is_none_or(|context| context == need.context(purpose))
            && !(self.scopes() & scopes).is_empty()
    }
}

/// Every permission of a platform that the project knows.
pub(crate) fn permissions(system: System) -> &'static [Permission] {
    match system {
        System::Android => android::TABLE,
        System::Harmony => harmony::TABLE,
    }
}

/// The permission with this full name.
pub(crate) fn permission(system: System, name: &str) -> Option<&'static Permission> {
    permissions(system).iter().find(|it| it.name == name)
}

/// From this API level on.
const fn from(level: u16) -> RangeInclusive<u16> {
    level..=u16::MAX
}

/// Up to this API level.
const fn to(level: u16) -> RangeInclusive<u16> {
    0..=level
}

const EVER: RangeInclusive<u16> = from(0);

/// The scopes cannot be used without the permission.
const fn needs(resource: Resource, scopes: &'static [&'static str]) -> Use {
    Use { resource, scopes, levels: EVER, needed: true, context: None }
}

/// The scopes justify the permission, but do without it too.
const fn allows(resource: Resource, scopes: &'static [&'static str]) -> Use {
    Use { needed: false, ..needs(resource, scopes) }
}

impl Use {
    const fn at(self, levels: RangeInclusive<u16>) -> Use {
        Use { levels, ..self }
    }

    const fn in_context(self, context: AppState) -> Use {
        Use { context: Some(context), ..self }
    }
}

/// A permission at every level; what it lets the app do, in Chinese and English; its source.
const fn row(
    name: &'static str,
    protection: Protection,
    uses: &'static [Use],
    title: [&'static str; 2],
    source: &'static str,
) -> Permission {
    let [zh, en] = title;
    let title = Words { zh, en };
    Permission { name, levels: EVER, protection, uses, harmless: false, title, source }
}

impl Permission {
    const fn at(self, levels: RangeInclusive<u16>) -> Permission {
        Permission { levels, ..self }
    }

    const fn harmless(self) -> Permission {
        Permission { harmless: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use menshen::{Platform, Requirement};

    use super::*;

    #[test]
    fn every_row_names_scopes_of_its_resource_and_no_permission_stands_twice() {
        for system in [System::Android, System::Harmony] {
            for (at, row) in permissions(system).iter().enumerate() {
                let twice = permissions(system)[..at].iter().any(|it| it.name == row.name);
                assert!(!twice, "{} stands twice", row.name);
                assert!(!row.source.is_empty() && !row.title.zh.is_empty(), "{}", row.name);
                for it in row.uses {
                    let named = it.resource.scopes(it.scopes.iter().copied());
                    assert!(named.is_ok(), "{}: {named:?}", row.name);
                }
            }
        }
    }

    /// The gate asks the system by its own table of requirements: where that says `permission`,
    /// this one knows which, and where it says otherwise, none.
    #[test]
    fn the_permissions_agree_with_what_the_gate_takes_the_platform_to_ask() {
        for level in 24..=36 {
            agree(Platform::android(level));
        }
        for level in 12..=20 {
            agree(Platform::harmony(level));
        }
    }

    fn agree(platform: Platform) {
        for resource in Resource::ALL {
            for name in resource.scope_names() {
                let scope = resource.scope(name).unwrap();
                let asks = |row: &&Permission| {
                    matches!(row.protection, Protection::Runtime | Protection::Restricted)
                        && row.levels.contains(&platform.api)
                        && row.uses.iter().any(|it| {
                            it.needed
                                && it.context.is_none()
                                && it.resource == *resource
                                && it.levels.contains(&platform.api)
                                && it.scopes().contains(scope)
                        })
                };
                let found: Vec<_> = permissions(platform.system).iter().filter(asks).collect();
                let requirement = platform.requirement(*resource, scope);
                assert_eq!(
                    !found.is_empty(),
                    requirement == Requirement::Permission,
                    "{platform:?} {resource}.{name}: {requirement}, {:?}",
                    found.iter().map(|row| row.name).collect::<Vec<_>>(),
                );
            }
        }
    }
}
