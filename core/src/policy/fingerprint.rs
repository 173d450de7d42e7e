//! What code that names purposes rests on, as one short text.

use sha2::{Digest, Sha256};

use super::file::{Item, Need, PolicyFile, Purpose};
use crate::Policy;
use crate::hex::hex;

impl Policy {
    /// The SHA-256 of what is declared: the policy's id, its purposes with their callers and needs,
    /// its SDKs. Wording, consent kinds, limits and the version leave it as it is, so that code
    /// generated from a policy can tell whether it still fits the policy that the gate enforces.
    ///
    /// ```
    /// use menshen::{Policy, doc::POLICY};
    /// let policy = Policy::parse(POLICY)?;
    /// let reworded = Policy::parse(&POLICY.replace("Scan", "Scanning"))?;
    /// let renamed = Policy::parse(&POLICY.replace("\"scan\"", "\"scanning\""))?;
    /// assert_eq!(policy.fingerprint(), reworded.fingerprint());
    /// assert_ne!(policy.fingerprint(), renamed.fingerprint());
    /// # Ok::<(), menshen::Problems>(())
    /// ```
    pub fn fingerprint(&self) -> String {
        hex(&Sha256::digest(declarations(self.file())))
    }
}

/// The declarations, a line each, in the order of the file. Ids hold no blanks.
fn declarations(file: &PolicyFile) -> String {
    let policy = format!("declarations 1\npolicy {}\n", file.id);
    let purposes = file.purposes.iter().map(purpose);
    let sdks = file.sdks.iter().map(|sdk| format!("sdk {}\n", sdk.id));
    std::iter::once(policy).chain(purposes).chain(sdks).collect()
}

fn purpose(purpose: &Purpose) -> String {
    let head = format!("purpose {} by {}\n", purpose.id, purpose.callers.join(","));
    let needs = purpose.needs.iter().map(|item| match item {
        Item::Need(it) if it.optional => format!("optional {}\n", need(it)),
        item => format!("one of {}\n", item.needs().iter().map(need).collect::<Vec<_>>().join(" ")),
    });
    std::iter::once(head).chain(needs).collect()
}

/// The scopes in the order of their bits: the file may list them in any.
fn need(need: &Need) -> String {
    let scopes = need.resource.scopes(need.scope.iter().map(String::as_str)).unwrap_or_default();
    format!("{}.{}", need.resource, need.resource.names(scopes).join(","))
}
