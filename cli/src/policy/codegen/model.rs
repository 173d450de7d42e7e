//! What a policy declares, as every language's generator sees it.

use menshen::policy::{Item, PolicyFile, Purpose, Sdk};
use menshen::{Policy, Resource};

use super::used::Use;
use super::words;

/// A policy's declarations, in its order.
pub(super) struct Model<'a> {
    pub(super) file: &'a PolicyFile,
    pub(super) fingerprint: String,
    pub(super) purposes: Vec<Declared<'a>>,
    /// Uses of several scopes at once: each needs a type of its own.
    pub(super) joint: Vec<Use>,
}

/// A purpose with everything that may be asked for it.
pub(super) struct Declared<'a> {
    pub(super) purpose: &'a Purpose,
    pub(super) accesses: Vec<Access>,
    /// Whether the app itself may ask.
    pub(super) app: bool,
    /// The ids of the SDKs that may.
    pub(super) sdks: Vec<&'a str>,
}

/// A use of a resource that a purpose declares.
#[derive(Clone, Copy)]
pub(super) struct Access {
    pub(super) used: Use,
    pub(super) role: Role,
}

/// What a use is to its purpose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Required,
    /// One of several of which one suffices.
    OneOf,
    Optional,
    /// Less than this need asks for.
    Within(Use),
}

impl<'a> Model<'a> {
    pub(super) fn of(policy: &'a Policy) -> Model<'a> {
        let file = policy.file();
        let purposes: Vec<Declared<'_>> = file.purposes.iter().map(Declared::of).collect();
        let mut joint: Vec<Use> = Vec::new();
        for Access { used, .. } in purposes.iter().flat_map(|it| &it.accesses) {
            if used.is_joint() && !joint.contains(used) {
                joint.push(*used);
            }
        }
        Model { file, fingerprint: policy.fingerprint(), purposes, joint }
    }

    /// What becomes a type beside the purposes in some language, purposes included: what its name
    /// is made from, and what it is.
    pub(super) fn types(&self) -> impl Iterator<Item = (String, String)> {
        let id = |it: &Declared<'a>| it.purpose.id.clone();
        let purposes = self.purposes.iter().map(move |it| (id(it), format!("`{}`", id(it))));
        let groups = self.purposes.iter().filter(|it| it.has_needs());
        let leases = groups
            .map(move |it| (format!("{}-leases", id(it)), format!("the leases of `{}`", id(it))));
        let joint = self.joint.iter().map(|used| (used.id(), words::code(*used)));
        purposes.chain(leases).chain(joint)
    }

    /// The purposes that an SDK may pursue.
    pub(super) fn called_by(&self, sdk: &Sdk) -> impl Iterator<Item = &Declared<'a>> {
        self.purposes.iter().filter(|it| it.sdks.contains(&sdk.id.as_str()))
    }

    /// The resources that occur, in the order of their numbers.
    pub(super) fn resources(&self) -> impl Iterator<Item = Resource> {
        let all = Resource::ALL.iter().copied();
        let used = |it: &Resource| self.purposes.iter().any(|purpose| purpose.uses(*it));
        all.filter(used)
    }
}

impl<'a> Declared<'a> {
    fn of(purpose: &'a Purpose) -> Declared<'a> {
        let callers = || purpose.callers.iter().map(String::as_str);
        let mut sdks: Vec<&str> = Vec::new();
        for sdk in callers().filter(|caller| *caller != "app") {
            if !sdks.contains(&sdk) {
                sdks.push(sdk);
            }
        }
        let app = callers().any(|caller| caller == "app");
        Declared { purpose, accesses: accesses(purpose), app, sdks }
    }

    pub(super) fn has_needs(&self) -> bool {
        !self.accesses.is_empty()
    }

    /// The needs themselves: what asking for the purpose as a whole comes down to.
    pub(super) fn group(&self) -> impl Iterator<Item = &Access> {
        self.accesses.iter().filter(|access| !matches!(access.role, Role::Within(_)))
    }

    fn uses(&self, resource: Resource) -> bool {
        self.accesses.iter().any(|access| access.used.resource == resource)
    }
}

/// The needs in their order, each with the lesser uses that it covers.
fn accesses(purpose: &Purpose) -> Vec<Access> {
    let needs = needs(purpose);
    let mut all: Vec<Access> = Vec::new();
    for need in &needs {
        all.push(*need);
        for used in need.used.parts() {
            let known = |list: &[Access]| list.iter().any(|it| it.used == used);
            if !known(&needs) && !known(&all) {
                all.push(Access { used, role: Role::Within(need.used) });
            }
        }
    }
    all
}

/// Each need once, with the strictest of its roles.
fn needs(purpose: &Purpose) -> Vec<Access> {
    let mut all: Vec<Access> = Vec::new();
    let items =
        purpose.needs.iter().flat_map(|item| item.needs().iter().map(move |need| (item, need)));
    for (item, need) in items {
        let access = Access { used: Use::of_need(need), role: role(item) };
        match all.iter_mut().find(|known| known.used == access.used) {
            Some(known) if access.role == Role::Required => known.role = Role::Required,
            Some(_) => {}
            None => all.push(access),
        }
    }
    all
}

fn role(item: &Item) -> Role {
    match item {
        Item::Need(need) if need.optional => Role::Optional,
        Item::AnyOf(alternatives) if alternatives.any_of.len() > 1 => Role::OneOf,
        _ => Role::Required,
    }
}
