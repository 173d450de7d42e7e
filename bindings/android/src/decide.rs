//! The decision on its own, for checking another language's classes against the golden vectors.

use menshen::Verdict;

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
    Ok(menshen_bindings::decide_in(policy, state, purpose, resource.as_deref(), scope)?)
}
