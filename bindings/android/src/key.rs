//! A key in the device's key store, as a signer of checkpoints.

use std::sync::Arc;

use menshen::log::{SignError, Signer};

/// An Ed25519 key that the platform holds. Called on the gate's background thread; it may be slow.
#[uniffi::export(with_foreign)]
pub trait PlatformKey: Send + Sync {
    /// What holds the key, such as `android-keystore`; named in every checkpoint.
    fn provider(&self) -> String;
    /// The public half, 32 bytes.
    fn public_key(&self) -> Vec<u8>;
    /// The signature of a message, 64 bytes.
    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyError>;
}

/// Why the platform's key did not sign.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum KeyError {
    /// What the key store says.
    Unusable(String),
}

impl std::fmt::Display for KeyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let KeyError::Unusable(text) = self;
        f.write_str(text)
    }
}

impl std::error::Error for KeyError {}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeyError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> KeyError {
        KeyError::Unusable(error.reason)
    }
}

/// The platform's key as the core sees it.
pub(crate) struct ForeignKey {
    provider: String,
    public: [u8; 32],
    key: Arc<dyn PlatformKey>,
}

impl ForeignKey {
    /// `None` when the public half is not one of Ed25519.
    pub(crate) fn new(key: Arc<dyn PlatformKey>) -> Option<ForeignKey> {
        let public = key.public_key().try_into().ok()?;
        Some(ForeignKey { provider: key.provider(), public, key })
    }
}

impl Signer for ForeignKey {
    fn provider(&self) -> &str {
        &self.provider
    }

    fn public_key(&self) -> [u8; 32] {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let signed = self.key.sign(message.to_vec());
        let signed = signed.map_err(|error| SignError(error.to_string()))?;
        signed.try_into().map_err(|_| SignError("a signature of another length".to_owned()))
    }
}
