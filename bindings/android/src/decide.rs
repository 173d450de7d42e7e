//! The decision on its own, for checking another language's classes against the golden vectors.

use std::fmt::Display;

use menshen::{Policy, Resource, Scopes, StateFile, UnknownWord, Verdict, decide};

use crate::error::MenshenError;
use crate::plan::Denial;

/// What the gate answers in the state that a state file describes; `None` when it allows. Without
/// a resource the purpose as a whole is meant.
#[uniffi::export]
pub fn decide_in(
    policy: &str,
    state: &str,
    purpose: &str,
    resource: Option<String>,
    scope: Vec<String>,
) -> Result<Option<Denial>, MenshenError> {
    Ok(verdict(policy, state, purpose, resource, &scope)?.err().map(Denial::from))
}

/// The same in one integer, as the hot calls say it.
#[uniffi::export]
pub fn decide_packed(
    policy: &str,
    state: &str,
    purpose: &str,
    resource: Option<String>,
    scope: Vec<String>,
) -> Result<i64, MenshenError> {
    Ok(menshen_bindings::pack(verdict(policy, state, purpose, resource, &scope)?))
}

fn verdict(
    policy: &str,
    state: &str,
    purpose: &str,
    resource: Option<String>,
    scope: &[String],
) -> Result<Verdict, MenshenError> {
    let (policy, state) = (Policy::parse(policy)?, StateFile::parse(state)?);
    let target = resource.map(|resource| target(&resource, scope)).transpose()?;
    let request = state.request(&policy, purpose, target);
    Ok(decide(&policy, &state.state(&policy), &request, state.now()))
}

fn target(resource: &str, scope: &[String]) -> Result<(Resource, Scopes), MenshenError> {
    let unknown = |error: &dyn Display| MenshenError::Unknown(error.to_string());
    let resource: Resource = resource.parse().map_err(|it: UnknownWord| unknown(&it))?;
    let scopes = resource.scopes(scope.iter().map(String::as_str));
    Ok((resource, scopes.map_err(|it| unknown(&it))?))
}
