//! The words of the field as people say them, in both languages.

mod log;
mod policy;
mod reason;
mod scope;

use crate::lang::Lang;
pub(crate) use log::{answer, app_state, cause, ended, prompt, span};
pub(crate) use policy::{basis, change, consent, context, retention, role};
pub(crate) use reason::reason;
pub(crate) use scope::{leading, resource, scoped, used};

/// A name in both languages: Chinese, English.
pub(crate) type Name = (&'static str, &'static str);

pub(crate) fn pick(name: Name, lang: Lang) -> &'static str {
    lang.pick(name.0, name.1)
}
