//! How often each purpose used what, for the privacy centre.

use menshen::{Resource, Span};

use crate::error::MenshenError;
use crate::gate::NativeGate;

/// How often a purpose used a resource.
#[derive(uniffi::Record)]
pub struct Usage {
    /// The purpose.
    pub purpose: String,
    /// The resource; `None` for a purpose without one.
    pub resource: Option<Resource>,
    /// Accesses let in.
    pub allowed: u64,
    /// Accesses denied.
    pub denied: u64,
    /// The latest of them, in milliseconds since 1970.
    pub last: i64,
}

#[uniffi::export]
impl NativeGate {
    /// How often each purpose used what, for the current subject, in the last `days` days.
    pub fn usage(&self, days: u32) -> Result<Vec<Usage>, MenshenError> {
        let since = self.gate().now() - Span::days(u64::from(days));
        Ok(self.gate().usage(since)?.into_iter().map(Usage::from).collect())
    }
}

impl From<menshen::Usage> for Usage {
    fn from(it: menshen::Usage) -> Usage {
        let menshen::Usage { purpose, resource, allowed, denied, last } = it;
        Usage { purpose, resource, allowed, denied, last: last.millis() }
    }
}
