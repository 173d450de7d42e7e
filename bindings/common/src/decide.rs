//! The decision on its own, for checking another language's classes against the golden vectors.

use menshen::{Policy, Resource, Scopes, StateFile, Verdict, decide};

use crate::failure::Failure;

/// What the gate answers in the state that a state file describes. Without a resource the purpose
/// as a whole is meant.
///
/// # Errors
/// A policy, a state or a word that is not sound.
pub fn decide_in(
    policy: &str,
    state: &str,
    purpose: &str,
    resource: Option<&str>,
    scope: &[String],
) -> Result<Verdict, Failure> {
    let (policy, state) = (Policy::parse(policy)?, StateFile::parse(state)?);
    let target = resource.map(|resource| target(resource, scope)).transpose()?;
    let request = state.request(&policy, purpose, target);
    Ok(decide(&policy, &state.state(&policy), &request, state.now()))
}

fn target(resource: &str, scope: &[String]) -> Result<(Resource, Scopes), Failure> {
    let resource: Resource = resource.parse()?;
    Ok((resource, resource.scopes(scope.iter().map(String::as_str))?))
}
