//! How a gate is opened from Kotlin.

use std::sync::Arc;

use menshen::{Config, Platform, Policy};

use crate::error::MenshenError;
use crate::key::{PlatformKey, signer};

/// How a gate is opened.
#[derive(uniffi::Record)]
pub struct GateOptions {
    /// The app's own directory for consents and log, outside its backups, shared by its processes.
    pub dir: String,
    /// The policy file's text.
    pub policy: String,
    /// The name of this process, such as `main` or `:player`.
    pub process: String,
    /// The API level of the system.
    pub api: u16,
    /// Purposes in observe mode: what would be denied is logged as such and let through.
    #[uniffi(default = [])]
    pub observe: Vec<String>,
    /// Whether call sites are logged; for builds that QA tests.
    #[uniffi(default = false)]
    pub call_sites: bool,
    /// Signs checkpoints; a key in a file does when there is none.
    #[uniffi(default = None)]
    pub key: Option<Arc<dyn PlatformKey>>,
}

impl GateOptions {
    pub(crate) fn config(self) -> Result<Config, MenshenError> {
        let policy = Policy::parse(&self.policy)?;
        let config = Config::new(&self.dir, policy)
            .process(&self.process)
            .platform(Platform::android(self.api))
            .observe(self.observe.iter().map(String::as_str))
            .call_sites(self.call_sites);
        #[cfg(feature = "test-clock")]
        let config = config.seams(menshen_bindings::test_clock::seams());
        let Some(key) = self.key else { return Ok(config) };
        Ok(config.signer_later(move || signer(&key)))
    }
}
