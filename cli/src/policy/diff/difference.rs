//! One thing that two versions of a policy say differently.

use std::collections::BTreeSet;

use menshen::ChangeKind;

use super::field::Field;
use super::shown::{Show, Shown};

/// One thing that two versions of a policy say differently.
pub(super) struct Difference {
    pub(super) place: Place,
    pub(super) field: &'static Field,
    /// What of the field, when it has parts: the scopes of a resource.
    pub(super) of: Option<Shown>,
    /// `None` when nothing was said, or something is new.
    pub(super) before: Option<Shown>,
    pub(super) after: Option<Shown>,
    pub(super) effect: Effect,
    /// The purposes that a material difference touches.
    pub(super) touched: Touched,
}

/// Where in the file.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Place {
    Policy,
    Purpose(String),
    Sdk(String),
}

/// Some purposes, or all.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Touched {
    All,
    These(BTreeSet<String>),
}

/// What a difference means for the subject.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// More is allowed, and the subject must accept it anew.
    Widens(ChangeKind),
    /// More is allowed within what was accepted: how often, how long at a time.
    Loosens,
    Narrows,
    /// Neither, but the subject must accept it anew.
    Replaces(ChangeKind),
    /// Neither: wording, references, dates.
    Rewords,
}

impl Effect {
    /// Wider, or else narrower.
    pub(super) fn widens_if(wider: bool) -> Effect {
        if wider { Effect::Widens(ChangeKind::WiderScope) } else { Effect::Narrows }
    }

    /// Looser, or else narrower.
    pub(super) fn loosens_if(looser: bool) -> Effect {
        if looser { Effect::Loosens } else { Effect::Narrows }
    }

    /// What makes it material.
    pub(super) fn kind(self) -> Option<ChangeKind> {
        match self {
            Effect::Widens(kind) | Effect::Replaces(kind) => Some(kind),
            Effect::Loosens | Effect::Narrows | Effect::Rewords => None,
        }
    }

    /// The word for scripts.
    pub(super) fn direction(self) -> &'static str {
        match self {
            Effect::Widens(_) | Effect::Loosens => "widened",
            Effect::Narrows => "narrowed",
            Effect::Replaces(_) | Effect::Rewords => "neutral",
        }
    }
}

/// Collects the differences of one place.
pub(super) struct Found<'a> {
    pub(super) place: Place,
    pub(super) touched: Touched,
    pub(super) all: &'a mut Vec<Difference>,
}

impl Found<'_> {
    /// Notes a value that changed, if it did.
    pub(super) fn value<T: PartialEq + Show>(
        &mut self,
        field: &'static Field,
        (old, new): (&T, &T),
        effect: impl FnOnce(&T, &T) -> Effect,
    ) {
        if old != new {
            self.note(field, (old.shown(), new.shown()), effect(old, new));
        }
    }

    /// Notes wording that changed, if it did.
    pub(super) fn wording<T: PartialEq + Show>(&mut self, field: &'static Field, both: (&T, &T)) {
        self.value(field, both, |_, _| Effect::Rewords);
    }

    /// Notes what a list gained and lost.
    pub(super) fn list<T: PartialEq + Show>(
        &mut self,
        field: &'static Field,
        (old, new): (&[T], &[T]),
        gains: impl Fn(&T) -> Effect,
        loses: Effect,
    ) {
        for item in new.iter().filter(|item| !old.contains(item)) {
            self.note(field, (None, item.shown()), gains(item));
        }
        for item in old.iter().filter(|item| !new.contains(item)) {
            self.note(field, (item.shown(), None), loses);
        }
    }

    pub(super) fn note(
        &mut self,
        field: &'static Field,
        values: (Option<Shown>, Option<Shown>),
        effect: Effect,
    ) {
        self.note_of(field, None, values, effect);
    }

    pub(super) fn note_of(
        &mut self,
        field: &'static Field,
        of: Option<Shown>,
        (before, after): (Option<Shown>, Option<Shown>),
        effect: Effect,
    ) {
        let (place, touched) = (self.place.clone(), self.touched.clone());
        self.all.push(Difference { place, field, of, before, after, effect, touched });
    }
}
