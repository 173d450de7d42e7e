//! What the environment says of a run: `MENSHEN_SEED`, `MENSHEN_CASES`.

/// The number in a variable, in which `_` may part digits; `None` when it is not set.
///
/// # Panics
/// When it is set to something else: a run that was asked for must not quietly be another one.
pub fn setting(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    let number = text.replace('_', "").parse();
    Some(number.unwrap_or_else(|_| panic!("{name} is `{text}`, not a number")))
}
