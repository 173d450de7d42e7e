//! A key in the device's key store, as a signer of checkpoints.

use std::sync::Arc;

use menshen::log::{SignError, Signer};

/// An Ed25519 key that the platform holds. Called where a checkpoint is taken, which is the gate's
/// background thread unless the app asks for one; it may be slow.
#[uniffi::export(with_foreign)]
pub trait PlatformKey: Send + Sync {
    /// What holds the key, such as `android-keystore`; named in every checkpoint.
    fn provider(&self) -> String;
    /// The public half, 32 bytes. Asked for first: when there is none, a key in a file signs.
    fn public_key(&self) -> Result<Vec<u8>, KeyError>;
    /// The signature of a message, 64 bytes.
    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyError>;
}

/// Why the platform's key did not sign.
#[derive(Debug, uniffi::Error)]
pub enum KeyError {
    /// There is none, or it cannot be used now.
    Unusable {
        /// What the key store says.
        why: String,
    },
}

impl std::fmt::Display for KeyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let KeyError::Unusable { why } = self;
        f.write_str(why)
    }
}

impl std::error::Error for KeyError {}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeyError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> KeyError {
        KeyError::Unusable { why: error.reason }
    }
}

/// The platform's key as the core sees it.
pub(crate) struct ForeignKey {
    provider: String,
    public: [u8; 32],
    key: Arc<dyn PlatformKey>,
}

impl ForeignKey {
    /// `None` when there is no public half, or not one of Ed25519.
    pub(crate) fn new(key: Arc<dyn PlatformKey>) -> Option<ForeignKey> {
        let public = key.public_key().map_err(|error| error.to_string());
        let public =
            public.and_then(|it| it.try_into().map_err(|_| "not a key of 32 bytes".into()));
        match public {
            Ok(public) => Some(ForeignKey { provider: key.provider(), public, key }),
            Err(error) => {
                log::warn!("the platform's key cannot be used, so one in a file signs: {error}");
                None
            }
        }
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
