//! The decision on its own, for checking another language's classes against the golden vectors.

use menshen::{Policy, Resource, StateFile, decide};

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
    let (policy, state) = (Policy::parse(policy)?, StateFile::parse(state)?);
    let unknown = |error: String| MenshenError::Unknown(error);
    let target = resource.map(|name| {
        let resource: Resource =
            name.parse().map_err(|it: menshen::UnknownWord| unknown(it.to_string()))?;
        let scopes = resource.scopes(scope.iter().map(String::as_str));
        Ok::<_, MenshenError>((resource, scopes.map_err(|it| unknown(it.to_string()))?))
    });
    let request = state.request(&policy, purpose, target.transpose()?);
    let verdict = decide(&policy, &state.state(&policy), &request, state.now());
    Ok(verdict.err().map(Denial::from))
}
