//! A material change that a person judged: no file shows it.

use std::str::FromStr;

use menshen::{ChangeKind, Policy};

use super::difference::Touched;
use crate::Failure;

/// `KIND` or `KIND=PURPOSE,PURPOSE`.
#[derive(Clone)]
pub(super) struct Judged {
    pub(super) kind: ChangeKind,
    pub(super) purposes: Touched,
}

impl FromStr for Judged {
    type Err = menshen::words::UnknownWord;

    fn from_str(text: &str) -> Result<Judged, Self::Err> {
        let (kind, purposes) = match text.split_once('=') {
            Some((kind, ids)) => {
                let ids = ids.split(',').map(|id| id.trim().to_owned());
                (kind, Touched::These(ids.collect()))
            }
            None => (text, Touched::All),
        };
        Ok(Judged { kind: kind.trim().parse()?, purposes })
    }
}

impl Judged {
    /// Every purpose must be declared.
    pub(super) fn check(&self, policy: &Policy) -> Result<(), Failure> {
        let Touched::These(ids) = &self.purposes else { return Ok(()) };
        match ids.iter().find(|id| policy.purpose(id).is_none()) {
            Some(id) => Err(Failure(format!(
                "--kind {}: no purpose `{id}` is declared in {} {}",
                self.kind,
                policy.file().id,
                policy.version()
            ))),
            None => Ok(()),
        }
    }
}
