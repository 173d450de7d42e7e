//! A key in the device's key store, as a signer of checkpoints.

use std::sync::Arc;

use menshen::log::Signer;

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

/// The platform's key as the core sees it; `None` when it cannot be used.
pub(crate) fn signer(key: &Arc<dyn PlatformKey>) -> Option<Arc<dyn Signer>> {
    let public = key.public_key().map_err(|error| error.to_string());
    let signing = Arc::clone(key);
    let sign =
        move |message: &[u8]| signing.sign(message.to_vec()).map_err(|error| error.to_string());
    Some(Arc::new(menshen_bindings::PlatformKey::new(key.provider(), public, sign)?))
}
