//! The material changes that a policy records, held against those that its texts show.

use std::collections::{BTreeMap, BTreeSet};

use menshen::policy::{Change, PolicyFile, Purposes};
use menshen::{ChangeKind, Version};

use super::compare::has_purpose;
use super::difference::{Difference, Touched};

/// Which purposes each kind of change touches.
#[derive(Default, Clone)]
pub(super) struct Marks(BTreeMap<ChangeKind, Touched>);

impl Marks {
    /// What must be recorded for these differences. A new purpose is accepted anew as such,
    /// whatever else is said of it.
    pub(super) fn needed(differences: &[Difference], old: &PolicyFile) -> Marks {
        let mut marks = Marks::default();
        for difference in differences {
            let Some(kind) = difference.effect.kind() else { continue };
            let touched = match &difference.touched {
                Touched::These(ids) if kind != ChangeKind::NewPurpose => {
                    let known = ids.iter().filter(|id| has_purpose(old, id));
                    Touched::These(known.cloned().collect())
                }
                other => other.clone(),
            };
            marks.add(kind, touched);
        }
        marks
    }

    /// What the file records for versions after `since`, up to its own.
    pub(super) fn recorded(file: &PolicyFile, since: Version) -> Marks {
        let after = |it: &&Change| it.version > since && it.version <= file.version;
        Marks::of(file.changes.iter().filter(after))
    }

    fn of<'a>(changes: impl Iterator<Item = &'a Change>) -> Marks {
        let mut marks = Marks::default();
        for change in changes {
            for kind in &change.kinds {
                marks.add(*kind, Touched::of(&change.purposes));
            }
        }
        marks
    }

    pub(super) fn add(&mut self, kind: ChangeKind, touched: Touched) {
        match (self.0.get_mut(&kind), touched) {
            (Some(Touched::These(ids)), Touched::These(more)) => ids.extend(more),
            (Some(Touched::All), _) => {}
            (_, touched) => drop(self.0.insert(kind, touched)),
        }
    }

    /// These marks without what the others cover, in a policy with these purposes.
    pub(super) fn without(&self, others: &Marks, file: &PolicyFile) -> Marks {
        let rest = self.0.iter().filter_map(|(kind, touched)| {
            let rest = match others.0.get(kind) {
                Some(other) => touched.without(other, file),
                None => touched.clone(),
            };
            Some((*kind, rest)).filter(|(_, rest)| !rest.is_none())
        });
        Marks(rest.collect())
    }

    /// These marks, but not of the kinds that no file can show, nor of purposes that are new.
    pub(super) fn visible(&self, old: &PolicyFile) -> Marks {
        let judged = [ChangeKind::RightsChannel, ChangeKind::HighRisk];
        let seen = self.0.iter().filter(|(kind, _)| !judged.contains(kind));
        let mut marks = Marks(seen.map(|(kind, touched)| (*kind, touched.clone())).collect());
        for touched in marks.0.values_mut() {
            if let Touched::These(ids) = touched {
                ids.retain(|id| has_purpose(old, id));
            }
        }
        marks
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each kind with the purposes it touches, in the order of the file.
    pub(super) fn iter(&self, file: &PolicyFile) -> impl Iterator<Item = (ChangeKind, Purposes)> {
        self.0.iter().map(|(kind, touched)| (*kind, touched.in_order(file)))
    }

    /// The entries of this version once these marks are recorded beside those that are: one for
    /// each set of kinds.
    pub(super) fn merged(&self, file: &PolicyFile) -> Vec<Change> {
        let version = file.version;
        let mut marks = Marks::of(file.changes.iter().filter(|it| it.version == version));
        self.0.iter().for_each(|(kind, touched)| marks.add(*kind, touched.clone()));
        let all = marks.0.iter().filter(|(_, touched)| **touched == Touched::All);
        let all: Vec<ChangeKind> = all.map(|(kind, _)| *kind).collect();
        let mut groups: BTreeMap<Vec<ChangeKind>, BTreeSet<String>> = BTreeMap::new();
        for id in file.purposes.iter().map(|purpose| &purpose.id) {
            groups.entry(marks.kinds_of(id)).or_default().insert(id.clone());
        }
        let these = groups.into_iter().map(|(kinds, ids)| (kinds, Touched::These(ids)));
        let entries = [(all, Touched::All)].into_iter().chain(these);
        let entries = entries.filter(|(kinds, _)| !kinds.is_empty());
        entries
            .map(|(kinds, ids)| Change { version, kinds, purposes: ids.in_order(file) })
            .collect()
    }

    /// The kinds that touch this purpose by name.
    fn kinds_of(&self, id: &str) -> Vec<ChangeKind> {
        let named = |it: &Touched| matches!(it, Touched::These(ids) if ids.contains(id));
        self.0.iter().filter(|(_, touched)| named(touched)).map(|(kind, _)| *kind).collect()
    }
}

impl Touched {
    pub(super) fn of(purposes: &Purposes) -> Touched {
        match purposes {
            Purposes::All(_) => Touched::All,
            Purposes::These(ids) => Touched::These(ids.iter().cloned().collect()),
        }
    }

    /// What is left without the other; part of all purposes counts for as much as it has.
    fn without(&self, other: &Touched, file: &PolicyFile) -> Touched {
        match (self, other) {
            (_, Touched::All) => Touched::These(BTreeSet::new()),
            (Touched::These(ids), Touched::These(known)) => {
                Touched::These(ids.difference(known).cloned().collect())
            }
            (Touched::All, Touched::These(known)) => {
                let every = file.purposes.iter().all(|purpose| known.contains(&purpose.id));
                if every { Touched::These(BTreeSet::new()) } else { Touched::All }
            }
        }
    }

    fn is_none(&self) -> bool {
        matches!(self, Touched::These(ids) if ids.is_empty())
    }

    /// As a file writes it, the purposes in their order.
    pub(super) fn in_order(&self, file: &PolicyFile) -> Purposes {
        let Touched::These(ids) = self else { return Purposes::All("all".to_owned()) };
        let known = file.purposes.iter().map(|purpose| &purpose.id);
        Purposes::These(known.filter(|id| ids.contains(*id)).cloned().collect())
    }
}
