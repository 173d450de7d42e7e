//! A key that the platform holds, as a signer of checkpoints.

use menshen::log::{SignError, Signer};

/// An Ed25519 key that code on the other side of the border reaches.
pub struct PlatformKey {
    provider: String,
    public: [u8; 32],
    sign: Sign,
}

type Sign = Box<dyn Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync>;

impl PlatformKey {
    /// The key with this public half; `None` when it has none, or not one of Ed25519: then a key in
    /// a file signs.
    pub fn new(
        provider: String,
        public: Result<Vec<u8>, String>,
        sign: impl Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Option<PlatformKey> {
        let public =
            public.and_then(|it| it.try_into().map_err(|_| "not a key of 32 bytes".to_owned()));
        match public {
            Ok(public) => Some(PlatformKey { provider, public, sign: Box::new(sign) }),
            Err(error) => {
                log::warn!("the platform's key cannot be used, so one in a file signs: {error}");
                None
            }
        }
    }
}

impl Signer for PlatformKey {
    fn provider(&self) -> &str {
        &self.provider
    }

    fn public_key(&self) -> [u8; 32] {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let signed = (self.sign)(message).map_err(SignError)?;
        signed.try_into().map_err(|_| SignError("a signature of another length".to_owned()))
    }
}
