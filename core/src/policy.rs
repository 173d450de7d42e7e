//! The policy: what each purpose declares, read strictly and compiled for the decision.
//!
//! A policy file renders a published privacy policy clause by clause. [`Policy::parse`] checks it
//! whole and names every error with its JSON path and line; only a sound policy can be compiled.

mod check;
mod compile;
mod file;
mod fingerprint;
mod shape;

use crate::json::{self, Finder, Problem, Problems};
use crate::words::{AppState, Basis, ConsentKind, Resource, Scopes};

pub(crate) use compile::{BitRule, Group, Rules, Slot, SlotId};
pub use compile::{Policy, PurposeId};
pub use file::{
    AnyOf, Change, Controller, Item, Limit, Need, PolicyFile, Purpose, Purposes, Sdk, Source, Text,
};

impl Policy {
    /// Reads a policy file.
    ///
    /// ```
    /// let mistake = r#"{"schema": 1, "purposes": [{"idd": "scan"}]}"#;
    /// let problems = menshen::Policy::parse(mistake).unwrap_err();
    /// let first = problems.0.iter().find(|problem| problem.message.contains("idd")).unwrap();
    /// assert_eq!(first.to_string(), "1:36: purposes[0]: unknown field `idd` in a purpose, did you mean `id`?");
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong, each with its JSON path and line: broken JSON, an unknown or
    /// missing field, a scope that its resource lacks, a sensitive need without separate consent…
    pub fn parse(text: &str) -> Result<Policy, Problems> {
        Ok(Policy::compile(read(text)?.0, text))
    }

    /// What is allowed but deserves a second look, such as background location.
    ///
    /// # Errors
    /// As [`Policy::parse`].
    pub fn warnings(text: &str) -> Result<Vec<Problem>, Problems> {
        Ok(read(text)?.1)
    }

    /// The JSON Schema of the policy file, for editors.
    pub fn json_schema() -> serde_json::Value {
        json::json_schema(&shape::POLICY, "Menshen policy")
    }
}

/// The file, and the warnings.
fn read(text: &str) -> Result<(PolicyFile, Vec<Problem>), Problems> {
    let node = json::parse(text).map_err(|problem| Problems(vec![problem]))?;
    let mut errors = Finder::new(text);
    json::check(&node, &json::Shape::Object(&shape::POLICY), "", &mut errors);
    if !errors.found.is_empty() {
        return Err(Problems(errors.sorted()));
    }
    let file: PolicyFile = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            errors.note(0, "", error.to_string());
            return Err(Problems(errors.found));
        }
    };
    let mut warnings = Finder::new(text);
    check::errors(&file, &node, &mut errors);
    check::warnings(&file, &node, &mut warnings);
    match errors.found.is_empty() {
        true => Ok((file, warnings.sorted())),
        false => Err(Problems(errors.sorted())),
    }
}

impl Purpose {
    /// The need that governs these scopes of a resource: one that names them beats one that implies
    /// them, then file order. `None` when the purpose does not declare them.
    pub fn governing(&self, resource: Resource, scopes: Scopes) -> Option<&Need> {
        let needs = || self.all_needs().filter(|need| need.resource == resource);
        let naming = needs().find(|need| need.named().contains(scopes));
        naming.or_else(|| needs().find(|need| need.declared().contains(scopes)))
    }

    /// The scopes of a resource that the purpose may use, with what they imply.
    pub fn declared(&self, resource: Resource) -> Scopes {
        let needs = self.all_needs().filter(|need| need.resource == resource);
        needs.fold(Scopes::NONE, |all, need| all | need.declared())
    }

    /// Every need, whether required, optional or one of several.
    pub fn all_needs(&self) -> impl Iterator<Item = &Need> {
        self.needs.iter().flat_map(Item::needs)
    }
}

impl Need {
    /// The scopes that the need names.
    pub fn named(&self) -> Scopes {
        self.resource.scopes(self.scope.iter().map(String::as_str)).unwrap_or_default()
    }

    /// The scopes that the need names, and what they imply.
    pub fn declared(&self) -> Scopes {
        self.named().closed_down(self.resource)
    }

    /// The need's own value, or the purpose's.
    pub fn basis(&self, purpose: &Purpose) -> Basis {
        self.basis.unwrap_or(purpose.basis)
    }

    /// The need's own value, or the purpose's.
    pub fn consent(&self, purpose: &Purpose) -> ConsentKind {
        self.consent.unwrap_or(purpose.consent)
    }

    /// The need's own value, or the purpose's.
    pub fn sensitive(&self, purpose: &Purpose) -> bool {
        self.sensitive.unwrap_or(purpose.sensitive)
    }

    /// The need's own value, or the purpose's.
    pub fn context(&self, purpose: &Purpose) -> AppState {
        self.context.unwrap_or(purpose.context)
    }
}
