//! What a purpose needs of the device, in two versions: scope by scope, as the gate resolves it.

use menshen::policy::{Item, Need, Purpose};
use menshen::{ChangeKind, Resource, Scopes};

use super::difference::{Effect, Found};
use super::field::{self, Field};
use super::purpose;
use super::shown::{Show, Shown};
use crate::words::Name;

pub(super) fn compare(old: &Purpose, new: &Purpose, found: &mut Found<'_>) {
    let before = found.all.len();
    for resource in Resource::ALL {
        Sides { old, new, resource: *resource }.compare(found);
    }
    // Which needs stand in for which is worth a word only when nothing else says so.
    if found.all.len() == before {
        found.wording(&field::GROUPS, (&groups(old), &groups(new)));
    }
}

/// A purpose's use of one resource, in two versions.
struct Sides<'a> {
    old: &'a Purpose,
    new: &'a Purpose,
    resource: Resource,
}

impl Sides<'_> {
    fn compare(&self, found: &mut Found<'_>) {
        let (old, new) = (self.old.declared(self.resource), self.new.declared(self.resource));
        let shown = |scopes: Scopes| Some(Shown::scoped(self.resource, scopes));
        let (gained, lost) = (new.without(old), old.without(new));
        if !gained.is_empty() {
            let kind =
                if old.is_empty() { ChangeKind::NewResource } else { ChangeKind::WiderScope };
            found.note(&field::NEEDS, (None, shown(gained)), Effect::Widens(kind));
        }
        if !lost.is_empty() {
            found.note(&field::NEEDS, (shown(lost), None), Effect::Narrows);
        }
        self.rules(old & new, found);
    }

    /// What holds for the scopes that both versions declare.
    fn rules(&self, kept: Scopes, found: &mut Found<'_>) {
        let resource = self.resource;
        let at = |purpose: &Purpose, bit| Some(usage(purpose, resource, bit));
        self.rule(
            kept,
            &field::USE,
            (at, |_| None),
            |old, new| Effect::widens_if(new > old),
            found,
        );
        let basis = governed(resource, Need::basis, |own| own.basis);
        self.rule(kept, &field::NEED_BASIS, (basis, |it| it.basis), purpose::basis, found);
        let reason = |purpose: &Purpose, bit: Scopes| {
            let own = purpose.governing(resource, bit).and_then(|need| need.basis_reason.clone());
            own.or_else(|| purpose.basis_reason.clone())
        };
        let own = |purpose: &Purpose| purpose.basis_reason.clone();
        self.rule(kept, &field::NEED_REASON, (reason, own), |_, _| Effect::Rewords, found);
        let consent = governed(resource, Need::consent, |own| own.consent);
        self.rule(kept, &field::NEED_CONSENT, (consent, |it| it.consent), purpose::kind, found);
        let sensitive = governed(resource, Need::sensitive, |own| own.sensitive);
        let own = |purpose: &Purpose| purpose.sensitive;
        self.rule(kept, &field::NEED_SENSITIVE, (sensitive, own), purpose::sensitive, found);
        let context = governed(resource, Need::context, |own| own.context);
        let further = |old: &_, new: &_| Effect::widens_if(new > old);
        self.rule(kept, &field::NEED_CONTEXT, (context, |it| it.context), further, found);
    }

    /// Notes what changed for some scopes, but not what changed for the purpose as a whole.
    fn rule<T: PartialEq + Show>(
        &self,
        kept: Scopes,
        field: &'static Field,
        (of, own): (impl Fn(&Purpose, Scopes) -> T, impl Fn(&Purpose) -> T),
        effect: impl Fn(&T, &T) -> Effect,
        found: &mut Found<'_>,
    ) {
        let whole = (own(self.old), own(self.new));
        let mut groups: Vec<((T, T), Scopes)> = Vec::new();
        for bit in kept.iter().map(Scopes::bit) {
            let both = (of(self.old, bit), of(self.new, bit));
            match groups.iter_mut().find(|(known, _)| *known == both) {
                Some((_, scopes)) => *scopes = *scopes | bit,
                None => groups.push((both, bit)),
            }
        }
        for ((old, new), scopes) in groups {
            if old != new && (&old, &new) != (&whole.0, &whole.1) {
                let scoped = Some(Shown::scoped(self.resource, scopes));
                let effect = effect(&old, &new);
                found.note_of(field, scoped, (old.shown(), new.shown()), effect);
            }
        }
    }
}

/// The governing need's own value, or the purpose's.
fn governed<T>(
    resource: Resource,
    of: impl Fn(&Need, &Purpose) -> T,
    own: impl Fn(&Purpose) -> T,
) -> impl Fn(&Purpose, Scopes) -> T {
    move |purpose, bit| match purpose.governing(resource, bit) {
        Some(need) => of(need, purpose),
        None => own(purpose),
    }
}

/// How much a purpose insists on a scope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Usage {
    Optional,
    OneOf,
    Required,
}

impl Show for Usage {
    fn shown(&self) -> Option<Shown> {
        let (word, (zh, en)): (&str, Name) = match self {
            Usage::Optional => ("optional", ("可选", "optional")),
            Usage::OneOf => ("one_of", ("几项任选其一", "one of several")),
            Usage::Required => ("required", ("必需", "required")),
        };
        Shown::named(word, (zh, en))
    }
}

fn usage(purpose: &Purpose, resource: Resource, bit: Scopes) -> Usage {
    let has = |need: &Need| need.resource == resource && need.declared().contains(bit);
    let items = purpose.needs.iter().filter(|item| item.needs().iter().any(has));
    let usage = items.map(|item| match item {
        Item::AnyOf(_) => Usage::OneOf,
        Item::Need(need) if need.optional => Usage::Optional,
        Item::Need(_) => Usage::Required,
    });
    usage.max().unwrap_or(Usage::Optional)
}

/// The alternatives of a purpose, whatever their order.
#[derive(PartialEq)]
struct Groups(Vec<Vec<(Resource, Scopes)>>);

fn groups(purpose: &Purpose) -> Groups {
    let group = |item: &Item| {
        let Item::AnyOf(any) = item else { return None };
        let mut group: Vec<_> =
            any.any_of.iter().map(|need| (need.resource, need.declared())).collect();
        group.sort();
        Some(group)
    };
    let mut groups: Vec<_> = purpose.needs.iter().filter_map(group).collect();
    groups.sort();
    Groups(groups)
}

impl Show for Groups {
    fn shown(&self) -> Option<Shown> {
        let shown = |group: &Vec<(Resource, Scopes)>| -> Vec<Shown> {
            group.iter().map(|(resource, scopes)| Shown::scoped(*resource, *scopes)).collect()
        };
        Shown::alternatives(&self.0.iter().map(shown).collect::<Vec<_>>())
    }
}
