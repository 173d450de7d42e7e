//! What generated code imports from the library.

use std::collections::{BTreeSet, HashSet};

use super::model::{Declared, Model};
use super::names::pascal;
use super::used::Use;

/// Names of the library, sorted; one that a purpose or an SDK is called too gets an alias.
pub(super) struct Imports {
    names: BTreeSet<String>,
    taken: HashSet<String>,
}

impl Imports {
    /// What the model's declarations need, and `more`.
    pub(super) fn of(model: &Model<'_>, more: impl IntoIterator<Item = &'static str>) -> Imports {
        let resources = model.resources().map(|resource| pascal(resource.name()));
        let more = more.into_iter().map(str::to_owned);
        let used = used(model).map(str::to_owned);
        let types = model.types().map(|(id, _)| id);
        let sdks = model.file.sdks.iter().map(|sdk| sdk.id.clone());
        Imports {
            names: resources.chain(more).chain(used).collect(),
            taken: types.chain(sdks).map(|id| pascal(&id)).collect(),
        }
    }

    /// A name of the library as the file has to say it.
    pub(super) fn name(&self, name: &str) -> String {
        if self.taken.contains(name) { format!("{name}_") } else { name.to_owned() }
    }

    /// The type of a use: `Camera.Preview`, or what the file itself calls several scopes at once.
    pub(super) fn scope(&self, used: Use, own: &str) -> String {
        if used.is_joint() {
            return format!("{own}{}", pascal(&used.id()));
        }
        let resource = self.name(&pascal(used.resource.name()));
        format!("{resource}.{}", pascal(&used.scope_names().concat()))
    }

    /// Each name, with its alias if it needs one.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, Option<String>)> {
        let alias = |name: &str| self.taken.contains(name).then(|| self.name(name));
        self.names.iter().map(move |name| (name.as_str(), alias(name)))
    }
}

/// The types besides resources: an import without a use would be a warning.
fn used(model: &Model<'_>) -> impl Iterator<Item = &'static str> {
    let any = |has: fn(&Declared<'_>) -> bool| model.purposes.iter().any(has);
    let needs = any(|it| it.has_needs());
    let may_use_by = any(|it| !it.has_needs() && !it.sdks.is_empty());
    let plain = any(|it| !it.has_needs() && it.app);
    let purpose = any(|it| it.has_needs() || !it.app);
    let sdks = !model.file.sdks.is_empty();
    let table = [
        (needs, &["Access", "Group", "GroupLeases", "Lease"][..]),
        (may_use_by, &["MayUse"]),
        (plain, &["DataPurpose"]),
        (purpose, &["Purpose"]),
        (sdks, &["Sdk"]),
        (true, &["PolicyStamp"]),
    ];
    table.into_iter().filter(|(used, _)| *used).flat_map(|(_, names)| names.iter().copied())
}
