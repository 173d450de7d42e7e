//! How a gate is opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::log::{Retention, Signer};
use crate::policy::Policy;
use crate::seams::Seams;
use crate::words::Platform;

/// Makes the key that signs checkpoints; without one the software key signs.
pub(super) type KeyMaker = Box<dyn Fn() -> Option<Arc<dyn Signer>> + Send + Sync>;

/// How a gate is opened. Only the directory and the policy must be given.
///
/// ```
/// use menshen::{Config, Platform, Policy};
/// # let policy = Policy::parse(menshen::doc::POLICY)?;
/// let config = Config::new("/data/user/0/app/no_backup/menshen", policy)
///     .process(":player")
///     .platform(Platform::android(34));
/// # let _ = config;
/// # Ok::<(), menshen::Problems>(())
/// ```
pub struct Config {
    pub(crate) dir: PathBuf,
    pub(crate) policy: Policy,
    pub(crate) process: String,
    pub(crate) platform: Option<Platform>,
    pub(crate) observe: Vec<String>,
    pub(crate) retention: Retention,
    pub(crate) call_sites: bool,
    pub(crate) background: bool,
    pub(crate) signer: KeyMaker,
    pub(crate) seams: Seams,
}

impl Config {
    /// A gate for `policy`, keeping its files in `dir`: a directory of the app's own, outside its
    /// backups, shared by its processes.
    pub fn new(dir: impl AsRef<Path>, policy: Policy) -> Config {
        Config {
            dir: dir.as_ref().to_owned(),
            policy,
            process: "main".to_owned(),
            platform: None,
            observe: Vec::new(),
            retention: Retention::default(),
            call_sites: false,
            background: true,
            signer: Box::new(|| None),
            seams: Seams::system(),
        }
    }

    /// The name of this process, for the log; `main` when not set.
    #[must_use]
    pub fn process(self, name: &str) -> Config {
        Config { process: name.to_owned(), ..self }
    }

    /// The operating system and its API level: tells what needs no permission at all.
    #[must_use]
    pub fn platform(self, platform: Platform) -> Config {
        Config { platform: Some(platform), ..self }
    }

    /// Purposes in observe mode: what would be denied is logged as such and let through. For
    /// bringing an existing app over; every report shows it.
    #[must_use]
    pub fn observe<'a>(self, purposes: impl IntoIterator<Item = &'a str>) -> Config {
        Config { observe: purposes.into_iter().map(str::to_owned).collect(), ..self }
    }

    /// How long the log is kept; 30 days and 8 MiB when not set.
    #[must_use]
    pub fn retention(self, retention: Retention) -> Config {
        Config { retention, ..self }
    }

    /// Whether call sites are logged; for builds that QA tests.
    #[must_use]
    pub fn call_sites(self, keep: bool) -> Config {
        Config { call_sites: keep, ..self }
    }

    /// Whether the gate runs its own background thread. Without it, call
    /// [`Gate::maintain`](crate::Gate::maintain) at least every second.
    #[must_use]
    pub fn background(self, run: bool) -> Config {
        Config { background: run, ..self }
    }

    /// The key that signs checkpoints, such as one in the device's key store. Without it a key in
    /// a file beside the log is used, which proves less.
    #[must_use]
    pub fn signer(self, key: Arc<dyn Signer>) -> Config {
        self.signer_later(move || Some(Arc::clone(&key)))
    }

    /// The same for a key that takes long to get: it is asked for when the first checkpoint is due,
    /// on the background thread. `None` means that there is no key store after all.
    #[must_use]
    pub fn signer_later(
        self,
        key: impl Fn() -> Option<Arc<dyn Signer>> + Send + Sync + 'static,
    ) -> Config {
        Config { signer: Box::new(key), ..self }
    }

    /// Other time, randomness and storage than the system's.
    #[must_use]
    pub fn seams(self, seams: Seams) -> Config {
        Config { seams, ..self }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Config { dir, process, platform, .. } = self;
        write!(f, "Config {{ dir: {dir:?}, process: {process}, platform: {platform:?} }}")
    }
}
